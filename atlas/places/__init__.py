"""What is known of places before any is opened: names, levels, and the files of publishers."""

"""What is said of the type of an area: its name, how well it fits, and why."""

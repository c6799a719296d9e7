"""Places before any is opened: their names, levels, and the publishers' files."""

"""Read a table from any file that a person brings: its cells as text, and its shapes."""

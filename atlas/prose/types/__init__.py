"""Sentences on the type of an area: its name, how well it fits, and why."""

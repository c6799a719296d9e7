"""Point lists: read from files, assigned to areas, counted and measured to."""

"""Lists of points: read from files, placed in areas, counted and measured to."""

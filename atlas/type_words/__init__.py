"""Say an area's type in words: on screen, on paper and in files the same."""

"""Find the places that are most like a place, and say in what."""

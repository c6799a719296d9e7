"""The layer on the map: worked out once, drawn by many."""

"""Find the nearest neighbours of a place, and the figures in which they are alike."""

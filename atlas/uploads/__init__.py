"""A visitor's own figures: read with care, matched to areas, shown to that visitor alone."""

"""One visible control per module."""

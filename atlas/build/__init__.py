"""Turn published files into tidy tables."""

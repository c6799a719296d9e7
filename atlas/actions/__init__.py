"""Types and measures to suggestions."""

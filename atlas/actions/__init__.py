"""Actions suggested from indicators and types."""

"""Types of areas worked out from indicators."""

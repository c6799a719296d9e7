"""What is said of an area, an action or a type, in sentences."""

"""A visitor's selection: its address, and the areas that its filters leave."""

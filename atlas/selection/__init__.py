"""What a visitor has chosen: an address, and the areas that it leaves."""

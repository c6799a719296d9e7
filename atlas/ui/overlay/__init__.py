"""Optional points over and streets under the areas."""

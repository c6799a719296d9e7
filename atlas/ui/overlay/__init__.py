"""What lies over and under the areas when somebody asks for it: points and streets."""

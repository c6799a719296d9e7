"""The map in the browser, and what is picked on it."""

"""Export a plan to a file that people edit, and import it: one format per module."""

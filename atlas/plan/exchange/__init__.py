"""Bring a plan into a file that people edit, and back: one format per module."""

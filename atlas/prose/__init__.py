"""Sentences about areas, actions and types."""

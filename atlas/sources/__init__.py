"""Bring published files here, unchanged."""

"""Measures to types."""

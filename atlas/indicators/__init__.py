"""Counts to measures."""

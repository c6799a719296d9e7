"""Indicators worked out from published counts."""

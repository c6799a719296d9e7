"""Matching worksheet: places' offers to households, households' needs, and the rule between."""

"""Matching worksheet: what places offer to households, what these need, and the rule between."""

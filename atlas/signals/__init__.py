"""Criteria in the manner of Hopeful Towns: which of them a place meets."""

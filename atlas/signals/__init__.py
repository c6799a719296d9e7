"""Signals: yes-or-no criteria after Hopeful Towns, and which of them a place meets."""

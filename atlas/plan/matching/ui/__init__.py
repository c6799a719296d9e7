"""The part of the page Plan that shows the matching worksheet."""

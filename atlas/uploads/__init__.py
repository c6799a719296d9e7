"""Uploads: a visitor's own figures, read safely, matched to areas and shown only to them."""

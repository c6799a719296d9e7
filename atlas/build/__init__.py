"""Build packs from published files."""

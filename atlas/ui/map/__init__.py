"""The map: outlines, colours, names, and what is picked on it."""

from atlas.ui.map.component import draw_map

__all__ = ["draw_map"]

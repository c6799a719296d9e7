"""The table: the same figures as the map, sortable, for reading and for keys."""

from atlas.ui.table.component import Sorting, draw_table

__all__ = ["Sorting", "draw_table"]

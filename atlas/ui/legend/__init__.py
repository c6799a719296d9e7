"""The legend: classes that can be switched off, with a small histogram."""

from atlas.ui.legend.component import draw_legend

__all__ = ["draw_legend"]

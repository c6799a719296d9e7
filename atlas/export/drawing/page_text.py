"""Text on the page: measured, wrapped, and placed in inches from the top left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from atlas.layer.look import INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS = 72.0
# Verdana has the widths of DejaVu Sans, for readers of an SVG who do not have that.
FAMILIES = ["DejaVu Sans", "Verdana", "sans-serif"]


@dataclass(frozen=True)
class Style:
    """How a text looks: points, weight, colour, and line height as a multiple of the points."""

    size: float
    colour: str = INK
    bold: bool = False
    leading: float = 1.38

    @property
    def line_height(self) -> float:
        """Height of a line in inches."""
        return self.size * self.leading / POINTS


@lru_cache(maxsize=8192)
def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in inches."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / POINTS


def wrap(text: str, width: float, style: Style) -> list[str]:
    """Return a text as lines that fit a width in inches; a word that is too long is broken."""
    lines: list[str] = []
    line = ""
    # Not at every blank: the thin space between a number and its unit must not break.
    for word in re.findall(r"[^ \t\n]+", text):
        longer = f"{line} {word}" if line else word
        if measure(longer, style.size, bold=style.bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measure(line, style.size, bold=style.bold) > width:
            fits = _fitting(line, width, style)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def _fitting(word: str, width: float, style: Style) -> int:
    for end in range(len(word) - 1, 1, -1):
        if measure(word[:end], style.size, bold=style.bold) <= width:
            return end
    return 1


def put(
    figure: Figure, left: float, top: float, text: str, style: Style, *, align: str = "left"
) -> None:
    """Write one line, its top left corner in inches from the figure's top left."""
    width, height = figure.get_size_inches()
    # The baseline is positioned, not the top of the letters, so that lines are even.
    baseline = top + style.size * 1.05 / POINTS
    line = Text(
        left / width,
        1 - baseline / height,
        text,
        fontsize=style.size,
        fontweight="bold" if style.bold else "normal",
        color=style.colour,
        ha=align,
        va="baseline",
        parse_math=False,
        transform=figure.transFigure,
        figure=figure,
    )
    figure.add_artist(line)


def put_box(
    figure: Figure,
    left: float,
    bottom: float,
    width: float,
    height: float,
    **look: Any,  # noqa: ANN401 - of matplotlib
) -> None:
    """Draw a rectangle, its lower left corner in inches from the figure's top left."""
    wide, high = figure.get_size_inches()
    corner = (left / wide, 1 - bottom / high)
    box = Rectangle(corner, width / wide, height / high, transform=figure.transFigure, **look)
    figure.add_artist(box)


def put_lines(figure: Figure, left: float, top: float, lines: list[str], style: Style) -> float:
    """Write lines below each other and return where the next would begin."""
    for line in lines:
        put(figure, left, top, line, style)
        top += style.line_height
    return top

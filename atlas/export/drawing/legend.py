"""The column beside the map: legend with counts, comparisons, filter and caution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from atlas.export.drawing.page_text import Style, measure, put, put_box, put_lines, wrap
from atlas.export.drawing.places import put_symbol
from atlas.layer.look import INK, PALE, PAPER, SOFT
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract
    from atlas.layer.legend import LegendRow
    from atlas.points.listed import Listed

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
SWATCH = 0.3
LINE_WIDTHS = {"none": 0.0, INK: 1.7}
MORE = to_say("… The link below has the whole filter.")


@dataclass
class Column:
    """A column on the page, filled from top to bottom.

    Parameters
    ----------
    figure
        What is drawn on.
    left, top, width
        In inches from the figure's top left; `top` moves down as things are added.
    scale
        Factor on all sizes of text.
    """

    figure: Figure
    left: float
    top: float
    width: float
    scale: float

    def put(self, text: str, size: float, *, most: int = 99, **look: Any) -> None:  # noqa: ANN401 - see `Style`
        """Add wrapped text of at most `most` lines."""
        style = Style(size * self.scale, **look)
        lines = wrap(text, self.width, style)
        if len(lines) > most:
            lines = [*lines[: most - 1], say(MORE)]
        self.top = put_lines(self.figure, self.left, self.top, lines, style)

    def gap(self, inches: float) -> None:
        """Add space."""
        self.top += inches * self.scale

    def note(self, text: str) -> None:
        """Add a small word above the figures on the right."""
        style = Style(7.2 * self.scale, SOFT)
        self._put_right(text, style)
        self.top += style.line_height + 0.02

    def row(self, left: str, right: str, *, symbol: Listed | None = None) -> None:
        """Add a line: a symbol of the map if there is one, text, and a figure on the right."""
        style = Style(8.4 * self.scale)
        if symbol is not None:
            put_symbol(
                self.figure, self.left + SWATCH / 2, self.top + style.line_height / 2, symbol
            )
        indent = SWATCH + 0.12 if symbol is not None else 0.0
        put(self.figure, self.left + indent, self.top, left, style)
        self._put_right(right, style)
        self.top += style.line_height + (0.03 if symbol is not None else 0.0)

    def legend_row(self, row: LegendRow, *, most: int) -> None:
        """Add a line of the legend, with a bar as long as its share of the areas."""
        style = Style(8.6 * self.scale)
        room = 0.62 * self.scale
        lines = wrap(row.text, self.width - SWATCH - 0.12 - room, style)
        height = 0.165 * self.scale
        self._swatch(row, height)
        put_lines(self.figure, self.left + SWATCH + 0.12, self.top, lines, style)
        self._bar(row, most=most, room=room, height=height)
        self.top += max(height + 0.055 * self.scale, len(lines) * style.line_height + 0.03)

    def _swatch(self, row: LegendRow, height: float) -> None:
        face = PALE if row.is_off else row.colour
        self._box(self.left, height, SWATCH, face=face, edge=PAPER)
        if row.line and not row.is_off:
            self._box(self.left, height, SWATCH, face="none", edge=row.line, hatch=row.pattern)

    def _bar(self, row: LegendRow, *, most: int, room: float, height: float) -> None:
        style = Style(8.2 * self.scale, SOFT)
        digits = measure(format_number(max(most, 100)), style.size) + 0.06
        self._put_right(format_number(row.count), style, below=0.005)
        width = (room - digits) * row.count / most if row.kind == "class" and most else 0.0
        if width > 0:
            tall = height * 0.42
            left = self.left + self.width - digits - width
            self._box(left, tall, width, face="#b9bfc2", edge="none", below=(height - tall) / 2)

    def _put_right(self, text: str, style: Style, *, below: float = 0.0) -> None:
        put(self.figure, self.left + self.width, self.top + below, text, style, align="right")

    def _box(
        self,
        left: float,
        height: float,
        width: float,
        *,
        face: str,
        edge: str,
        hatch: str = "",
        below: float = 0.0,
    ) -> None:
        look = {"facecolor": face, "edgecolor": edge, "hatch": hatch or None}
        line = LINE_WIDTHS.get(edge, 0.5)
        bottom = self.top + below + height
        put_box(self.figure, left, bottom, width, height, **look, linewidth=line)


def draw_column(
    figure: Figure, extract: Extract, *, left: float, top: float, width: float, bottom: float
) -> None:
    """Fill the column, in the largest text that fits above `bottom`."""
    wide, high = figure.get_size_inches()
    for scale in SCALES:
        # Tried on a page of its own, which is thrown away.
        trial = Column(Figure((wide, high)), left, top, width, scale)
        _fill(trial, extract)
        if trial.top <= bottom:
            break
    _fill(Column(figure, left, top, width, scale), extract)


def _fill(column: Column, extract: Extract) -> None:
    layer = extract.layer
    most = max((row.count for row in layer.classes), default=0)
    heading: dict[str, Any] = {"colour": SOFT, "bold": True, "leading": 1.6}
    column.put(layer.texts.heading, 9, bold=True)
    column.gap(0.03)
    column.note(say("areas"))
    for row in layer.rows:
        column.legend_row(row, most=most)
    if extract.comparators:
        column.gap(0.12)
        for comparator in extract.comparators:
            column.row(comparator.name, comparator.text)
    if extract.places:
        column.gap(0.12)
        for listed in extract.places:
            column.row(listed.plural, format_number(len(listed.points)), symbol=listed)
    column.gap(0.16)
    column.put(say("Areas shown"), 8.2, **heading)
    for words in extract.filter_words:
        column.put(words, 8.4, most=6)
    column.gap(0.14)
    column.put(say("Read with care"), 8.2, **heading)
    column.put(layer.texts.caution, 8.4)
    for listed in extract.places:
        if listed.caution:
            column.gap(0.06)
            column.put(say("{name}: {value}", name=listed.plural, value=listed.caution), 8.4)

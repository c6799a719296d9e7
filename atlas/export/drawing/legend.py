"""The column beside the map: legend with counts, comparisons, filter and caution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from atlas.export.drawing.page_text import Style, measure, put, put_lines, wrap
from atlas.export.drawing.places import put_symbol
from atlas.layer.look import INK, PALE, PAPER, SOFT
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from atlas.export.extract import Extract
    from atlas.layer.legend import LegendRow
    from atlas.points.listed import Listed

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
SWATCH = 0.3
LINE_WIDTHS = {"none": 0.0, INK: 1.7}
MORE = to_say("… The link below has the whole filter.")


@dataclass
class Column:
    """A column on the page, filled from top to bottom; without a figure it only measures.

    Parameters
    ----------
    left, top, width
        In inches from the figure's top left; `top` moves down as things are added.
    scale
        Factor on all sizes of text.
    figure
        What is drawn on, or None to measure only.
    """

    left: float
    top: float
    width: float
    scale: float
    figure: Figure | None

    def heading(self, text: str) -> None:
        """Add a small heading."""
        self._lines([text], Style(8.2 * self.scale, SOFT, bold=True, leading=1.6))

    def title(self, text: str) -> None:
        """Add the legend's title: what the colours mean."""
        style = Style(9 * self.scale, bold=True)
        self._lines(wrap(text, self.width, style), style)

    def note(self, text: str) -> None:
        """Add a small word above the figures on the right."""
        style = Style(7.2 * self.scale, SOFT)
        if self.figure is not None:
            put(self.figure, self.left + self.width, self.top, text, style, align="right")
        self.top += style.line_height + 0.02

    def paragraph(self, text: str, *, most: int = 99) -> None:
        """Add wrapped text of at most `most` lines."""
        style = Style(8.4 * self.scale)
        lines = wrap(text, self.width, style)
        if len(lines) > most:
            lines = [*lines[: most - 1], say(MORE)]
        self._lines(lines, style)

    def gap(self, inches: float) -> None:
        """Add space."""
        self.top += inches * self.scale

    def row(self, left: str, right: str) -> None:
        """Add a line with text on the left and a figure on the right."""
        style = Style(8.4 * self.scale)
        if self.figure is not None:
            put(self.figure, self.left, self.top, left, style)
            put(self.figure, self.left + self.width, self.top, right, style, align="right")
        self.top += style.line_height

    def legend_row(self, row: LegendRow, *, most: int) -> None:
        """Add a line of the legend, with a bar as long as its share of the areas."""
        style = Style(8.6 * self.scale)
        room = 0.62 * self.scale
        lines = wrap(row.text, self.width - SWATCH - 0.12 - room, style)
        height = 0.165 * self.scale
        if self.figure is not None:
            self._swatch(row, height)
            put_lines(self.figure, self.left + SWATCH + 0.12, self.top, lines, style)
            self._bar(row, most=most, room=room, height=height)
        self.top += max(height + 0.055 * self.scale, len(lines) * style.line_height + 0.03)

    def symbol(self, listed: Listed) -> None:
        """Add a symbol of the map, with its meaning and the number of points."""
        style = Style(8.4 * self.scale)
        if self.figure is not None:
            middle = (self.left + SWATCH / 2, self.top + style.line_height / 2)
            put_symbol(self.figure, *middle, listed)
            put(self.figure, self.left + SWATCH + 0.12, self.top, listed.plural, style)
            count = format_number(len(listed.points))
            put(self.figure, self.left + self.width, self.top, count, style, align="right")
        self.top += style.line_height + 0.03

    def _lines(self, lines: list[str], style: Style) -> None:
        if self.figure is not None:
            put_lines(self.figure, self.left, self.top, lines, style)
        self.top += len(lines) * style.line_height

    def _swatch(self, row: LegendRow, height: float) -> None:
        face = PALE if row.is_off else row.colour
        self._box(self.left, height, SWATCH, face=face, edge=PAPER)
        if row.line and not row.is_off:
            self._box(self.left, height, SWATCH, face="none", edge=row.line, hatch=row.pattern)

    def _bar(self, row: LegendRow, *, most: int, room: float, height: float) -> None:
        style = Style(8.2 * self.scale, SOFT)
        end = self.left + self.width
        digits = measure(format_number(max(most, 100)), style.size) + 0.06
        if self.figure is not None:
            put(self.figure, end, self.top + 0.005, format_number(row.count), style, align="right")
        longest = room - digits
        width = longest * row.count / most if row.kind == "class" and most else 0.0
        if width > 0:
            tall = height * 0.42
            self.top += (height - tall) / 2
            self._box(end - digits - width, tall, width, face="#b9bfc2", edge="none")
            self.top -= (height - tall) / 2

    def _box(
        self, left: float, height: float, width: float, *, face: str, edge: str, hatch: str = ""
    ) -> None:
        if self.figure is None:
            return
        page_width, page_height = self.figure.get_size_inches()
        self.figure.add_artist(
            Rectangle(
                (left / page_width, 1 - (self.top + height) / page_height),
                width / page_width,
                height / page_height,
                transform=self.figure.transFigure,
                facecolor=face,
                edgecolor=edge,
                linewidth=LINE_WIDTHS.get(edge, 0.5),
                hatch=hatch or None,
            )
        )


def draw_column(
    figure: Figure, extract: Extract, *, left: float, top: float, width: float, bottom: float
) -> None:
    """Fill the column, in the largest text that fits above `bottom`."""
    for scale in SCALES:
        trial = Column(left, top, width, scale, None)
        _fill(trial, extract)
        if trial.top <= bottom:
            break
    _fill(Column(left, top, width, scale, figure), extract)


def _fill(column: Column, extract: Extract) -> None:
    layer = extract.layer
    most = max((row.count for row in layer.classes), default=0)
    column.title(layer.texts.heading)
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
            column.symbol(listed)
    column.gap(0.16)
    column.heading(say("Areas shown"))
    for words in extract.filter_words:
        column.paragraph(words, most=6)
    column.gap(0.14)
    column.heading(say("Read with care"))
    column.paragraph(layer.texts.caution)
    for listed in extract.places:
        if listed.caution:
            column.gap(0.06)
            column.paragraph(say("{name}: {value}", name=listed.plural, value=listed.caution))

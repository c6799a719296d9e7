"""Measure text, break it into lines, and spread it over as many slides as it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from fpdf.fonts import CORE_FONTS_CHARWIDTHS

from atlas.deck.slide import SMALL, Bars, MapView, Slide, Table, Words
from atlas.sheets.to_pdf import break_lines
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Points. PowerPoint's 16:9 slides are 960 by 540.
WIDTH, HEIGHT = 960.0, 540.0
LEFT, TOP, FOOT = 48.0, 36.0, 24.0
INNER = WIDTH - 2 * LEFT
COLUMN, GUTTER = 330.0, 22.0
MAP_WIDTH = INNER - COLUMN - GUTTER
OPENING_WIDTH = 500.0
# The slide number is beside the source.
SOURCE_WIDTH = INNER - 64
LEADING = 1.2
SWATCH, SWATCH_GAP = 34.0, 12.0
LABEL_WIDTH = COLUMN - SWATCH - SWATCH_GAP
CELL_ACROSS, CELL_DOWN = 8.0, 6.0
# A map lower than this gets a slide of its own.
LEAST_MAP = 280.0
# The indent of a list, and the space between a sentence and what is below it.
INDENT, BELOW = 24.0, 16.0
FIRST_COLUMN = 0.49
MANY_COLUMNS, FIRST_OF_MANY = 4, 0.42
# Helvetica has the widths of Arial; kerning, which programs may add, makes text narrower.
# Programs round widths differently: a line that just fits would break in one of them.
SPARE = 0.975
FACES = {False: "helvetica", True: "helveticaB"}
# Characters outside Latin-1: signs that we write ourselves, and letters, most of them narrower.
SIGNS = {"\u202f": 340, "\u2013": 556, "\u2212": 584, "“": 333, "”": 333, "\u2019": 222}
UNKNOWN = 667


@lru_cache(maxsize=8192)
def measure(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in Arial, in points per point of its size."""
    widths = CORE_FONTS_CHARWIDTHS[FACES[bold]]
    return sum(widths.get(letter) or SIGNS.get(letter, UNKNOWN) for letter in text) / 1000


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit a width in points.

    Examples
    --------
    >>> wrap("Who moves, and where?", 150, 24)
    ['Who moves,', 'and where?']
    """
    return break_lines(text, SPARE * width / size, partial(measure, bold=bold))


def find_height(words: Iterable[Words], width: float) -> float:
    """Return the height of paragraphs in a box of this width, in points."""
    height = 0.0
    for position, paragraph in enumerate(words):
        room = width - (INDENT if paragraph.is_listed else 0.0)
        lines = wrap(paragraph.text, room, paragraph.size, bold=paragraph.bold)
        height += len(lines) * paragraph.size * LEADING + (paragraph.gap if position else 0.0)
    return height


@dataclass(frozen=True)
class Room:
    """The title of a slide and its height, and where content and sources begin, in points."""

    title: Words
    title_height: float
    top: float
    bottom: float
    source_top: float

    @property
    def height(self) -> float:
        """Height of the content."""
        return self.bottom - self.top


def find_room(slide: Slide) -> Room:
    """Return the layout of a slide: a long title takes more room, and the content less."""
    title = fit_title(slide.title)
    title_height = find_height([title], INNER)
    source = [Words(slide.source, SMALL)] if slide.source else []
    source_top = HEIGHT - FOOT - find_height(source, SOURCE_WIDTH)
    top = TOP + title_height + 14
    return Room(title, title_height, top, source_top - (12 if source else 6), source_top)


def fit_title(title: str, *, width: float = INNER) -> Words:
    """Return a title on one line if possible, on two in smaller type, or as it must be."""
    for size, lines in ((36.0, 1), (32.0, 2)):
        if len(wrap(title, width, size, bold=True)) <= lines:
            return Words(title, size, bold=True)
    return Words(title, 28.0, bold=True)


def fit_lead(slide: Slide, width: float) -> Words:
    """Return the lead sentence of a slide: larger where it is short."""
    large = Words(slide.lead, 28.0)
    most = 1 if width > COLUMN else 4
    return large if len(wrap(slide.lead, width, 28.0)) <= most else Words(slide.lead)


def is_beside(slide: Slide, room: Room) -> bool:
    """Return whether a map's sentence fits above its legend; otherwise it goes above both."""
    if not isinstance(slide.shown, MapView) or not slide.lead:
        return True
    lead = find_height([fit_lead(slide, COLUMN)], COLUMN) + BELOW
    return lead + find_legend_height(slide.shown) <= room.height


def find_legend_height(shown: MapView) -> float:
    """Return the height of the legend beside a map."""
    height = find_height([Words(shown.layer.texts.name, bold=True)], COLUMN) + 4
    labels = (find_height([Words(row.label)], LABEL_WIDTH) for row in shown.legend)
    return height + sum(label + 4 for label in labels)


def find_columns(table: Table) -> list[float]:
    """Return the widths of a table's columns: the first is the widest, the rest are equal."""
    others = len(table.rows[0]) - 1
    first = INNER * (FIRST_COLUMN if others < MANY_COLUMNS else FIRST_OF_MANY)
    return [first, *[(INNER - first) / others] * others]


def find_row_heights(table: Table) -> list[float]:
    """Return the heights of a table's rows."""
    columns = find_columns(table)
    return [
        max(
            find_height([Words(text, bold=row == 0 or position == 1)], width - 2 * CELL_ACROSS)
            for position, (text, width) in enumerate(zip(cells, columns, strict=True))
        )
        + 2 * CELL_DOWN
        for row, cells in enumerate(table.rows)
    ]


def spread(slide: Slide) -> list[Slide]:
    """Return a slide as one or more on which everything fits; text is never left out."""
    if slide.is_opening:
        return [slide]
    room = find_room(slide)
    lead = find_height([fit_lead(slide, INNER)], INNER) + BELOW if slide.lead else 0.0
    match slide.shown:
        case MapView() if not is_beside(slide, room):
            fits = lead + max(find_legend_height(slide.shown), LEAST_MAP) <= room.height
            return [slide] if fits else [*_describe_first(slide), replace(slide, lead="")]
        case Bars() if lead > room.height / 2:
            return [*_describe_first(slide), replace(slide, lead="")]
        case Table():
            return _spread_rows(slide, slide.shown, room.height - lead)
        case None if slide.words:
            return _spread_words(slide, room.height - lead)
        case _:
            return [slide]


def _describe_first(slide: Slide) -> list[Slide]:
    """Return the lead sentence of a slide as slides of their own."""
    return spread(Slide(slide.title, words=(Words(slide.lead),), notes=slide.notes))


def _spread_rows(slide: Slide, table: Table, height: float) -> list[Slide]:
    head, *rows = table.rows
    first, *heights = find_row_heights(table)
    pages: list[list[tuple[str, ...]]] = [[]]
    filled = first
    for row, high in zip(rows, heights, strict=True):
        if pages[-1] and filled + high > height:
            pages.append([])
            filled = first
        pages[-1].append(row)
        filled += high
    shown = [replace(table, rows=(head, *page)) for page in pages]
    return _number([replace(slide, shown=one) for one in shown])


def _spread_words(slide: Slide, height: float) -> list[Slide]:
    pages: list[list[Words]] = [[]]
    for word in slide.words:
        for part in _break(word, height):
            if pages[-1] and find_height([*pages[-1], part], INNER) > height:
                pages.append([])
            pages[-1].append(part)
    return _number([replace(slide, words=tuple(page)) for page in pages])


def _break(words: Words, height: float) -> list[Words]:
    """Return a paragraph in parts, none of them higher than a slide."""
    most = int(height / (words.size * LEADING))
    width = INNER - (INDENT if words.is_listed else 0.0)
    lines = wrap(words.text, width, words.size, bold=words.bold)
    return [
        replace(words, text=" ".join(lines[start : start + most]))
        for start in range(0, len(lines), most)
    ]


def _number(slides: Sequence[Slide]) -> list[Slide]:
    """Add numbers to the titles of slides that share one."""
    if len(slides) == 1:
        return list(slides)
    return [
        replace(
            slide,
            title=say(
                "{title} ({number} of {total})", title=slide.title, number=number, total=len(slides)
            ),
            notes=slide.notes if number == 1 else (),
        )
        for number, slide in enumerate(slides, start=1)
    ]

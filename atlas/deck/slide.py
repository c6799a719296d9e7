"""What a slide holds, as plain data before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.layer import look

if TYPE_CHECKING:
    from atlas.layer.layer import Layer
    from atlas.layer.legend import LegendRow
    from atlas.store import Store

# Points on a slide 960 wide. Text of 24 is legible from eight metres in a hall; credits are as
# small as in the meeting room, 24 pixels on a screen of 1280.
HALL, SMALL = 24.0, 18.0
# A document must have a date. Not that of writing: the same deck is the same file on any day.
CENSUS_DAY = "2021-03-21"
INK, SOFT, ACCENT, PAPER = (
    colour.removeprefix("#") for colour in (look.INK, look.SOFT, look.ACCENT, look.SCREEN)
)


@dataclass(frozen=True)
class Words:
    """One paragraph without line breaks; size and the gap above it are in points.

    There is no gap at the top of a box. An item of a list has a bullet before it.
    """

    text: str
    size: float = HALL
    bold: bool = False
    colour: str = INK
    gap: float = 8.0
    link: str = ""
    is_listed: bool = False


@dataclass(frozen=True)
class MapView:
    """A map, the rows of its legend that there is room for, and its text alternative.

    `view` is longitude, latitude and zoom, or None for the whole place.
    """

    store: Store
    layer: Layer
    legend: tuple[LegendRow, ...]
    description: str
    view: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Outline:
    """The shape of a place, with the areas that a deck is about."""

    store: Store
    areas: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length and its colour."""

    name: str
    value: float
    colour: str


@dataclass(frozen=True)
class Bars:
    """A bar chart, from top to bottom; `heading` is what it measures, the name of the series.

    The number format is a spreadsheet's: see `make_number_format`.
    """

    heading: str
    rows: tuple[Bar, ...]
    number_format: str
    description: str


@dataclass(frozen=True)
class Table:
    """A table: its first row is the heading, its first column names the other rows."""

    rows: tuple[tuple[str, ...], ...]
    description: str


@dataclass(frozen=True)
class Slide:
    """One slide.

    Parameters
    ----------
    title
        Read first; in a list of slides, a screen reader reads it alone.
    lead
        One sentence below it.
    words
        Paragraphs, where nothing else is shown.
    shown
        A map, a chart or a table.
    source
        Publisher and date of what is shown.
    notes
        The speaker's notes: paragraphs.
    is_opening
        Whether it opens the deck.
    """

    title: str
    lead: str = ""
    words: tuple[Words, ...] = ()
    shown: MapView | Outline | Bars | Table | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    is_opening: bool = False


@dataclass(frozen=True)
class Deck:
    """Slides with the title and the subject of the file."""

    title: str
    subject: str
    slides: tuple[Slide, ...]

"""What a slide holds, as plain data: nothing in it is laid out yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.layer import look

if TYPE_CHECKING:
    from atlas.layer.layer import Layer
    from atlas.layer.legend import LegendRow
    from atlas.store import Store

# Points on a slide 960 wide. A hall reads 24 from eight metres; credits are as small as type
# is in the meeting room, 24 dots on a screen of 1280.
HALL, SMALL = 24.0, 18.0
INK, SOFT, ACCENT, PAPER = (
    colour.removeprefix("#") for colour in (look.INK, look.SOFT, look.ACCENT, look.SCREEN)
)


@dataclass(frozen=True)
class Words:
    """One paragraph.

    Parameters
    ----------
    text
        Without line breaks.
    size
        In points.
    bold, colour
        Of the letters.
    gap
        Room above it, in points; none at the head of a box.
    link
        Where a click leads, or nothing.
    is_listed
        Whether it is one of a list, with a bullet before it.
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
    """A map and its legend.

    Parameters
    ----------
    store, layer
        What is drawn.
    legend
        What the colours mean: the rows there is room for.
    description
        What it shows, for those who do not see it.
    view
        Longitude, latitude and zoom, or the whole place.
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
    """A bar chart.

    Parameters
    ----------
    heading
        What is measured: the name of the series.
    rows
        From the top down.
    number_format
        How a spreadsheet writes the values; see `make_number_format`.
    description
        What it shows, for those who do not see it.
    """

    heading: str
    rows: tuple[Bar, ...]
    number_format: str
    description: str


@dataclass(frozen=True)
class Table:
    """A table: its first row is the heading, its first column names the others' rows."""

    rows: tuple[tuple[str, ...], ...]
    description: str


@dataclass(frozen=True)
class Slide:
    """One slide.

    Parameters
    ----------
    title
        Read first, and by a screen reader alone in the list of slides.
    lead
        One sentence below it.
    words
        Paragraphs, where nothing else is shown.
    shown
        A map, a chart or a table.
    source
        Who published what is shown, and the date.
    notes
        For the speaker: paragraphs.
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
    """Slides with the title and the subject that the file is given."""

    title: str
    subject: str
    slides: tuple[Slide, ...]

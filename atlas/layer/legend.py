"""The legend as one list of rows, which every map and file paints as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from atlas.layer.content import Figures, Strengths, Types
from atlas.text import say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.layer.content import Content

RowKind = Literal["class", "doubtful", "missing", "filtered", "selected"]


@dataclass(frozen=True)
class LegendRow:
    """One line of a legend.

    Parameters
    ----------
    kind
        A class of the layer, or what else an area on the map may be.
    label, note
        What it stands for; the reasons why areas have no figure.
    colour
        Of the area.
    count
        How many areas it stands for: of a class, those that are shown.
    pattern, line
        What keeps it apart without colour, in matplotlib's letters, and the colour of its lines
        or, without a pattern, of its heavy border.
    is_off
        Whether the reader switched the class off.
    """

    kind: RowKind
    label: str
    colour: str
    count: int
    note: str = ""
    pattern: str = ""
    line: str = ""
    is_off: bool = False

    @property
    def text(self) -> str:
        """The label with all that is to be said of the row."""
        if self.is_off:
            return say("{label} (switched off)", label=self.label)
        if self.note:
            return say("{label} ({note})", label=self.label, note=self.note)
        return self.label


def name_missing(content: Content) -> str:
    """Return what an area without a class lacks."""
    match content:
        case Types():
            return say("No type")
        case Figures() | Strengths():
            return say("No figure")
        case _:
            assert_never(content)


def name_doubtful(content: Content) -> str:
    """Return what hatched areas are."""
    if isinstance(content, Types) and isinstance(content.assignment, Shares):
        return say("Hatched: half of residents or fewer live in areas of this type")
    return say("Hatched: nearest to this type, or between two")

"""The legend as one list of rows, which all maps and files draw unchanged."""

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
        A class of the layer, or another state of an area on the map.
    label, note
        Its label, and the reasons why areas have no figure.
    colour
        The fill colour.
    count
        Number of areas; for a class, only those shown.
    pattern, line
        Hatching that distinguishes it without colour, in matplotlib's notation, and the colour
        of its lines or, without a pattern, of its heavy border.
    is_off
        Whether the class is switched off.
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
        """The label with its note, or with a remark that it is switched off."""
        if self.is_off:
            return say("{label} (switched off)", label=self.label)
        if self.note:
            return say("{label} ({note})", label=self.label, note=self.note)
        return self.label


def name_missing(content: Content) -> str:
    """Return the label of areas without a class."""
    match content:
        case Types():
            return say("No type")
        case Figures() | Strengths():
            return say("No figure")
        case _:
            assert_never(content)


def name_doubtful(content: Content) -> str:
    """Return the label of hatched areas."""
    if isinstance(content, Types) and isinstance(content.assignment, Shares):
        return say("Hatched: half of residents or fewer live in areas of this type")
    return say("Hatched: nearest to this type, or between two")

"""Define the columns of a kind's sheet, for writing and for reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.plan.records.shapes import Shape, list_shapes
from atlas.text import say

if TYPE_CHECKING:
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Kept

# Hidden sheets: the field of each heading, and the drop-down lists.
KEY, LISTS = "atlas key", "atlas lists"
# These two are not fields of a record, and no field has their name.
IDENTITY, STAMP = "@identity", "@version"
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, one choice of a field, or identity or version, which have no shape."""

    heading: str
    field: str
    choice: str
    shape: Shape | None

    @property
    def form(self) -> str:
        """How the field is written; nothing for identity and version."""
        return self.shape.form if self.shape else ""

    def write(self, kept: Kept[Any]) -> Any:  # noqa: ANN401 - text, number or day
        """Return the cell's value; None for an empty one."""
        if self.shape is None:
            return kept.id if self.field == IDENTITY else kept.stamp
        value = getattr(kept.record, self.field)
        if self.choice:
            return say("yes") if self.choice in value else None
        plain = self.form in ("day", "whole", "number")
        return value if plain else self.shape.write(value) or None

    def offer(self) -> list[str]:
        """Return the cell's drop-down list; empty where anything may be written."""
        if self.choice:
            return [say("yes")]
        if self.form == "yes":
            return [say("yes"), say("no")]
        return list(self.shape.choices.values()) if self.shape and self.form == "choice" else []


def list_columns(kind: KindSpec) -> list[Column]:
    """Return the columns of a kind, in the language of the moment."""
    columns = []
    for shape in list_shapes(kind):
        if shape.form != "choices":
            columns.append(Column(shape.title, shape.field, "", shape))
            continue
        for choice, words in shape.choices.items():
            heading = say("{field}: {choice}", field=shape.title, choice=words)
            columns.append(Column(heading, shape.field, choice, shape))
    marks = {IDENTITY: say("Identity"), STAMP: say("Version")}
    return [*columns, *(Column(marks[mark], mark, "", None) for mark in marks)]


def name_sheet(kind: KindSpec) -> str:
    """Return the name of a kind's sheet, as Excel allows it.

    Examples
    --------
    >>> from atlas.plan.records.record import find_kinds
    >>> name_sheet(find_kinds()["planned_action"])
    'Actions'
    """
    return NOT_IN_NAMES.sub(" ", say(kind.title))[:LONGEST_NAME].strip()

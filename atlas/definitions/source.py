"""Fields of a source: one published table and its columns by their published wording."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import Part, Text
from atlas.definitions.published_file import Fetched

RollUp = Literal["sum", "mean", "harmonic_mean", "none"]
# Kinds of area that carry figures of their own, from small to large; a ward has none.
Larger = Literal["neighbourhood", "authority"]


class OwnForm(Part):
    """The form in which the publisher issues a table that a build reads in another.

    `columns` maps a heading that a build reads to the publisher's, or to several that are added
    up; headings are compared by their letters and digits, and those that are the same need not be
    named. `keep` is a pattern of the codes that are kept, where the publisher's table has areas
    of several kinds.
    """

    reader: Text
    area_column: Text
    keep: str = ""
    columns: dict[str, Text | list[Text]] = Field(default_factory=dict)


class Source(Fetched):
    """One published table.

    `columns` maps a variable's identity to the column as the publisher words it; `units`
    says what is counted where one table holds several units, else `unit` holds for all.
    `roll_up` says how figures of several areas become one figure: counts by their "sum",
    scores and rates by a "mean" weighted by residents (an approximation), densities by a
    "harmonic_mean" weighted by residents (exact), ranks, deciles and coordinates by "none".
    `roll_ups` names the variables that differ from the rest of their table. Figures of a table
    whose rows are `larger` areas are carried by every small area of them, and counted once where
    whole ones become an even larger area. `published_for` names variables that are published for a
    whole authority and repeated in the rows of its areas. `geography` is an
    identity of ``layers/geographies``, `coverage` that of a whole in ``layers/countries``.
    `own_form` says how the publisher's own file is laid out where a build reads a copy with
    another layout; it is then laid out anew on arrival.
    """

    table: Text
    attribution: Text
    describes: Text
    published: Text
    geography: Text
    coverage: Text
    unit: Text
    roll_up: RollUp = "sum"
    reader: Text
    area_column: Text
    caution: str = ""
    columns: dict[str, Text] = Field(min_length=1)
    units: dict[str, Text] = Field(default_factory=dict)
    roll_ups: dict[str, RollUp] = Field(default_factory=dict)
    larger: Larger | Literal[""] = ""
    published_for: dict[str, Larger] = Field(default_factory=dict)
    own_form: OwnForm | None = None

    def roll_up_of(self, variable: str) -> RollUp:
        """Return how a variable's figures become one figure of a larger area."""
        return self.roll_ups.get(variable, self.roll_up)

    def larger_of(self, variable: str) -> Larger | Literal[""]:
        """Return the larger kind of area that a variable is published for, or nothing."""
        return self.published_for.get(variable, self.larger)

"""Fields of a source: one published table, with its columns as published."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from atlas.definitions.model import GeographyId, Part, Text, Translated, TranslatedIfAny, WholeId
from atlas.definitions.published_file import Fetched

RollUp = Literal["sum", "mean", "harmonic_mean", "none"]
# Larger areas with published figures, smallest first; wards have none.
Larger = Literal["neighbourhood", "authority"]


class OwnForm(Part):
    """The publisher's own layout of a table, where a build reads another.

    `columns` maps a heading of the build's layout to the publisher's, or to several that are
    added up; headings are compared by letters and digits only, and equal ones need not be listed.
    `keep` is a pattern of the codes to keep, where the publisher's table has several kinds of
    area.
    """

    reader: Text
    area_column: Text
    keep: str = ""
    columns: dict[str, Text | list[Text]] = Field(default_factory=dict)


class Source(Fetched):
    """One published table.

    `columns` maps a variable's identity to the publisher's heading; `units` gives the unit of
    single variables where it differs from `unit`. `roll_up` is how figures of several areas are
    combined: counts by "sum", scores and rates by a "mean" weighted by residents (an
    approximation), densities by a "harmonic_mean" weighted by residents (exact), ranks, deciles
    and coordinates by "none". `roll_ups` names the variables that differ from the rest of their
    table. Where the rows are `larger` areas, every small area in one carries its figure, which
    is counted once when rolled up further. `published_for` names variables published for a whole
    authority or MSOA and repeated in the rows of its areas. `geography` is an identity in
    ``layers/geographies``, `coverage` that of a whole in ``layers/countries``. `own_form` is the
    layout of the publisher's own file where a build reads another; it is converted on arrival.
    """

    table: Text
    attribution: Text
    describes: Translated
    published: Translated
    geography: GeographyId
    coverage: WholeId
    unit: Translated
    roll_up: RollUp = "sum"
    reader: Text
    area_column: Text
    caution: TranslatedIfAny = ""
    columns: dict[str, Text] = Field(min_length=1)
    units: dict[str, Text] = Field(default_factory=dict)
    roll_ups: dict[str, RollUp] = Field(default_factory=dict)
    larger: Larger | Literal[""] = ""
    published_for: dict[str, Larger] = Field(default_factory=dict)
    own_form: OwnForm | None = None

    def roll_up_of(self, variable: str) -> RollUp:
        """Return how a variable's figures are rolled up to a larger area."""
        return self.roll_ups.get(variable, self.roll_up)

    def larger_of(self, variable: str) -> Larger | Literal[""]:
        """Return the larger kind of area that a variable is published for, or ""."""
        return self.published_for.get(variable, self.larger)

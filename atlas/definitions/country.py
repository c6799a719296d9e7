"""Fields of a country and of a geography: comparison areas, names of areas, look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.definitions.action import Tier
from atlas.definitions.model import (
    TRANSLATED,
    Definition,
    GeographyId,
    Part,
    Text,
    Translated,
    TranslatedIfAny,
    VariableId,
)

# Columns of the pack table `areas` that an area's name is composed of.
NAME_SLOTS = ("name", "neighbourhood", "ward")
Made = Annotated[
    str,
    StringConstraints(pattern=rf"^([^{{}}]|\{{({'|'.join(NAME_SLOTS)})\}})+$"),
    TRANSLATED,
]


class Whole(Part):
    """The areas that a percentile or an average refers to, such as all of England.

    `codes` is the prefix of its areas' codes; empty for all areas of the geography.
    """

    id: Text = Field(pattern=r"^[a-z][a-z_]*$")
    name: Translated
    codes: str = ""


class Nation(Part):
    """One nation of a country made of several, such as England.

    `codes` is the prefix of its areas' codes, `whole` the `Whole` that covers it.
    """

    code: Text
    name: Text
    codes: Text
    whole: str = ""


class Council(Part):
    """A kind of council: its name in the singular and plural, and the powers it holds.

    `codes` is the prefix of its authorities' codes.
    """

    codes: Text
    names: tuple[Translated, Translated]
    holds: list[Tier] = Field(min_length=1)


class Holder(Part):
    """Who holds a power that a council does not; the first entry that matches applies.

    `codes` is the prefix of the authority's code; empty for all. `called` is the name used
    where the authority's county is known.
    """

    tier: Tier
    codes: str = ""
    name: Translated
    called: TranslatedIfAny = ""


class Country(Definition):
    """A country with one set of publishers, and what its figures are compared with.

    Percentiles refer to the first of `wholes`. `geography` is the kind of area its places are
    shown by, unless a place names another. `missing` is a sentence on what the atlas lacks
    there, such as types of neighbourhood. `councils` and `holders` say who holds which powers;
    both may be empty. `nations` are its constituent countries, where these have names and
    codes of their own.
    """

    name: Translated
    geography: GeographyId
    wholes: list[Whole] = Field(min_length=1)
    nations: list[Nation] = Field(default_factory=list)
    missing: TranslatedIfAny = ""
    councils: list[Council] = Field(default_factory=list)
    holders: list[Holder] = Field(default_factory=list)

    @property
    def entire(self) -> Whole:
        """The `Whole` that covers the country: the one without a prefix, else the first."""
        return next((whole for whole in self.wholes if not whole.codes), self.wholes[0])

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix of the areas' codes, by identity of the whole."""
        return {whole.id: whole.codes for whole in self.wholes}

    def whole_of(self, codes: Iterable[str]) -> Whole:
        """Return the first whole that contains all of some areas, by their codes."""
        codes = list(codes)
        return next(
            (whole for whole in self.wholes if all(code.startswith(whole.codes) for code in codes)),
            self.wholes[0],
        )

    def nation_of(self, code: str) -> Nation | None:
        """Return the nation with this code; None if there is none."""
        return next((nation for nation in self.nations if nation.code == code), None)


class AreaWords(Part):
    """Names of the kinds of area, each in the singular and the plural.

    `ward` is the larger area whose names are on the map, `neighbourhood` one in between; the
    list is empty where a geography has none. `called` is the template of an area's name and
    `around` of what it lies in, filled from the columns of the pack table `areas`.
    """

    area: tuple[Translated, Translated] = ("area", "areas")
    peers: Translated = "neighbourhoods"
    neighbourhood: tuple[Translated, Translated] | tuple[()] = ("neighbourhood", "neighbourhoods")
    ward: tuple[Translated, Translated] = ("ward", "wards")
    called: Made = "{neighbourhood}, {name}"
    around: Made = "{ward} ward"


class RateBase(Part):
    """A denominator for a visitor's own counts: its name, and the variables to add up."""

    name: Translated
    variables: list[VariableId] = Field(min_length=1)


class LargerArea(Part):
    """A larger area as a range of codes, compared by the number of characters in each bound."""

    code: Text
    name: Text
    first: Text
    last: Text


class Correction(Part):
    """An outline published with another area's code: how to recognise it, and its real code."""

    code: Text
    column: Text
    value: Text
    means: Text
    because: Text


class Outlines(Part):
    """The file of polygons that holds outlines and names of areas, in any projection."""

    file: Text
    code: Text
    name: Text
    corrections: list[Correction] = Field(default_factory=list)


class FormerArea(Part):
    """A look-up from the larger areas of an earlier year to those of today.

    It either has the columns `before`, `after` and `change`, or gives the larger area `before`
    of each small `area`; the changes are then derived from today's larger areas `of`.
    """

    file: Text
    reader: Text = "csv"
    of: Literal["authority", "ward"] = "authority"
    area: str = ""
    before: Text
    after: str = ""
    change: str = ""

    @model_validator(mode="after")
    def _says_what_became(self) -> Self:
        """Refuse a look-up that has neither form."""
        if bool(self.area) == bool(self.after and self.change):
            message = "either area, or after and change"
            raise ValueError(message)
        return self


class CentreRule(Part):
    """How the centre of an authority is found where none is given; distances in metres.

    Areas whose population-weighted centroids lie within `link` of one another form a group; in
    the group with most residents, the centre is the point with most of them within `reach`.
    """

    link: float = Field(gt=0)
    reach: float = Field(gt=0)


class PoolRule(Part):
    """What the areas of a small place are compared with instead of its own areas.

    With fewer than `few` areas, those of its county or else the `nearest`; with fewer than
    `least`, the country alone.
    """

    few: int = Field(ge=2)
    least: int = Field(ge=1)
    nearest: int = Field(ge=2)


class Geography(Definition):
    """One kind of area, and how it relates to others.

    A geography that places are shown by has either `outlines` and `larger` areas, or the
    look-ups of England and Wales: each names a publisher's file and, in order, the columns the
    build needs. A geography that is only converted to another names it in `becomes`: by that
    geography's look-up or, with `becomes_by`, by the first so many characters of a code. Counts
    are then added up and rates weighted by `residents`.
    """

    name: Translated
    plural: Translated
    code_pattern: Text
    residents: Text = "ts001_total"
    residents_year: Translated = "2021"
    # Denominators for uploaded counts, besides residents.
    bases: dict[str, RateBase] = Field(default_factory=dict)
    metres: Text = "EPSG:27700"
    words: AreaWords = Field(default_factory=AreaWords)
    becomes: GeographyId = ""
    becomes_by: int = Field(default=0, ge=0)
    outlines: Outlines | None = None
    larger: list[LargerArea] = Field(default_factory=list)
    change_file: str = ""
    change_columns: list[Text] = Field(default_factory=list)
    authority_file: str = ""
    authority_columns: list[Text] = Field(default_factory=list)
    region_file: str = ""
    region_columns: list[Text] = Field(default_factory=list)
    region_name_column: str = ""
    # Code and name for areas outside any region.
    no_region: tuple[Text, Text] | None = None
    # Area, its name, its ward and the ward's name, its authority and the authority's name.
    part_columns: list[Text] = Field(default_factory=list)
    # Name and code of an MSOA, and its House of Commons Library name.
    neighbourhood_file: str = ""
    neighbourhood_columns: list[Text] = Field(default_factory=list)
    rural_file: str = ""
    rural_columns: list[Text] = Field(default_factory=list)
    outline_file: str = ""
    outline_column: str = ""
    # Zoom from which the map says that these outlines are generalised; 0 where they need no word.
    outlines_rough_from: float = Field(default=0.0, ge=0, le=24)
    authority_outline_file: str = ""
    authority_outline_column: str = ""
    # A file, the columns of an authority's code and of its other name; optional.
    other_names: list[Text] = Field(default_factory=list, max_length=3)
    # A file of statistical neighbours, the column of the authority's code and that of the
    # nearest; the others follow it. Optional.
    similar: list[Text] = Field(default_factory=list, max_length=3)
    # Look-ups from larger areas of earlier years; each file is optional.
    former_larger: list[FormerArea] = Field(default_factory=list)
    # Other names of authorities and regions that are in no look-up, with their codes.
    also_called: dict[Text, Text] = Field(default_factory=dict)
    # Names of groups of authorities, such as a county, with their codes.
    together: dict[Text, list[Text]] = Field(default_factory=dict)
    # Publishers' codes of some of these, with their names.
    county_codes: dict[Text, Text] = Field(default_factory=dict)
    # The day as of which authorities are in the look-ups.
    authorities_of: date | None = None
    centre: CentreRule | None = None
    pool: PoolRule | None = None

    @property
    def files(self) -> dict[str, str]:
        """Paths of the publishers' files that are required, by key."""
        named = (key for key in type(self).model_fields if key.endswith("_file"))
        found = {key: path for key in named if (path := getattr(self, key))}
        return found | ({"outlines, file": self.outlines.file} if self.outlines else {})

    @property
    def further_files(self) -> list[str]:
        """Paths of the publishers' files that are optional."""
        return [
            *self.other_names[:1],
            *self.similar[:1],
            *(former.file for former in self.former_larger),
        ]

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        """Refuse a geography that has neither outlines nor `becomes`."""
        looked_up = {
            name: bool(getattr(self, name))
            for name in type(self).model_fields
            if name.endswith(("_file", "_columns"))
        }
        ways = [bool(self.becomes), self.outlines is not None, any(looked_up.values())]
        if sum(ways) != 1:
            message = "either outlines, or the look-ups, or becomes"
            raise ValueError(message)
        if any(looked_up.values()) and not all(looked_up.values()):
            lacking = ", ".join(name for name, there in looked_up.items() if not there)
            message = f"all look-ups; {lacking} is missing"
            raise ValueError(message)
        unknown = [name for name in self.county_codes.values() if name not in self.together]
        if unknown:
            message = f"in county_codes, names that are under together; {unknown[0]} is not"
            raise ValueError(message)
        if self.outlines is not None and not self.larger:
            message = "at least one entry under larger, beside outlines"
            raise ValueError(message)
        return self

"""Fields of a country and of a kind of area: what is compared, what areas are called."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.definitions.action import Tier
from atlas.definitions.model import Definition, Part, Text

Made = Annotated[str, StringConstraints(pattern=r"^([^{}]|\{(name|neighbourhood|ward)\})+$")]


class Whole(Part):
    """All areas that a position or an average can be told against, such as England.

    `codes` is what the codes of its areas begin with; empty for all areas of the geography.
    """

    id: Text = Field(pattern=r"^[a-z][a-z_]*$")
    name: Text
    codes: str = ""


class Nation(Part):
    """A country that the places of several are made of, such as England.

    `codes` is what the codes of its areas begin with, `whole` the whole that is all of it.
    """

    code: Text
    name: Text
    codes: Text
    whole: str = ""


class Council(Part):
    """A kind of council: what it is called, one and several, and which powers it holds.

    `codes` is what the codes of its authorities begin with.
    """

    codes: Text
    names: tuple[Text, Text]
    holds: list[Tier] = Field(min_length=1)


class Holder(Part):
    """Who holds a power that a council does not: of several entries the first that fits.

    `codes` is what the code of the council's authority begins with; empty for all. `called`
    is the name where the county is known that the authority lies in.
    """

    tier: Tier
    codes: str = ""
    name: Text
    called: str = ""


class Country(Definition):
    """Where figures are made by one set of publishers, and what they can be compared with.

    The first of `wholes` is the one that positions are told in. `geography` is the kind of
    area its places are shown by, unless a place names another. `missing` says in a sentence
    what the atlas cannot tell there, such as types of neighbourhood. `councils` and `holders`
    say who holds which powers; without them nothing is said of it. `nations` are the countries
    that it is made of, where these have names and codes of their own.
    """

    name: Text
    geography: Text
    wholes: list[Whole] = Field(min_length=1)
    nations: list[Nation] = Field(default_factory=list)
    missing: str = ""
    councils: list[Council] = Field(default_factory=list)
    holders: list[Holder] = Field(default_factory=list)

    @property
    def entire(self) -> Whole:
        """The whole that is all of it: that of any codes, or else its first."""
        return next((one for one in self.wholes if not one.codes), self.wholes[0])

    @property
    def prefixes(self) -> dict[str, str]:
        """What the codes of a whole's areas begin with, by the whole."""
        return {one.id: one.codes for one in self.wholes}

    def whole_of(self, code: str) -> Whole:
        """Return the first whole that an area or authority is of, by its code."""
        return next((one for one in self.wholes if code.startswith(one.codes)), self.wholes[0])

    def nation_of(self, code: str) -> Nation | None:
        """Return the nation of a code of its own; None for any other code."""
        return next((one for one in self.nations if one.code == code), None)


class AreaWords(Part):
    """What areas are called: each kind in the singular and the plural.

    `ward` is the larger area that names stand on the map for, `neighbourhood` one between;
    a geography without one gives an empty list. `called` makes an area's name and `around` says
    what it lies in, from the columns of the pack table `areas`.
    """

    area: tuple[Text, Text] = ("area", "areas")
    peers: Text = "neighbourhoods"
    neighbourhood: tuple[Text, Text] | tuple[()] = ("neighbourhood", "neighbourhoods")
    ward: tuple[Text, Text] = ("ward", "wards")
    called: Made = "{neighbourhood}, {name}"
    around: Made = "{ward} ward"


class RateBase(Part):
    """Whom or what a visitor's own counts can be set against: a name, and variables to add up."""

    name: Text
    variables: list[Text] = Field(min_length=1)


class LargerArea(Part):
    """A larger area as a run of codes, compared by as many characters as a bound has."""

    code: Text
    name: Text
    first: Text
    last: Text


class Correction(Part):
    """One outline whose published code is another's: which it is, and what is meant."""

    code: Text
    column: Text
    value: Text
    means: Text
    because: Text


class Outlines(Part):
    """Where outlines and names of areas are: one file of polygons, in any projection."""

    file: Text
    code: Text
    name: Text
    corrections: list[Correction] = Field(default_factory=list)


class FormerArea(Part):
    """A look-up that tells what became of larger areas of an earlier year.

    Either it says so itself, in the columns `before`, `after` and `change`, or it says in which
    larger area `before` each small `area` lay; what became of that is then worked out, by the
    larger areas `of` today.
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
        """Refuse a look-up that says neither."""
        if bool(self.area) == bool(self.after and self.change):
            message = "either area, or after and change"
            raise ValueError(message)
        return self


class CentreRule(Part):
    """How the centre of an authority is found where none is given, in metres.

    Areas whose residents' centres lie no further than `link` from one another hang together;
    in the group with most residents the centre is where most of them live within `reach`.
    """

    link: float = Field(gt=0)
    reach: float = Field(gt=0)


class PoolRule(Part):
    """What the areas of a small place are compared with in the place of its own areas.

    With fewer than `few` areas it is those of its county, or else the `nearest`; with fewer
    than `least` the country alone.
    """

    few: int = Field(ge=2)
    least: int = Field(ge=1)
    nearest: int = Field(ge=2)


class Geography(Definition):
    """One kind of area, and what ties it to others.

    A geography that places are shown by has either `outlines` and `larger` areas, or the
    look-ups of England and Wales: each names a file of the publisher and, in order, the
    columns that the build needs from it. One that is only a step to another says so with
    `becomes`: by a look-up of the other, or, with `becomes_by`, by that many first characters
    of a code, counts being added up and rates weighted by `residents`.
    """

    name: Text
    plural: Text
    code_pattern: Text
    residents: Text = "ts001_total"
    residents_year: Text = "2021"
    # Besides the residents: what uploaded counts can be set against.
    bases: dict[str, RateBase] = Field(default_factory=dict)
    metres: Text = "EPSG:27700"
    words: AreaWords = Field(default_factory=AreaWords)
    becomes: str = ""
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
    # Code and name that areas which no region has are given in its stead.
    no_region: tuple[Text, Text] | None = None
    # Area, its name, its ward and the ward's name, its authority and the authority's name.
    part_columns: list[Text] = Field(default_factory=list)
    # Name and code of an MSOA, and the name that people use.
    neighbourhood_file: str = ""
    neighbourhood_columns: list[Text] = Field(default_factory=list)
    rural_file: str = ""
    rural_columns: list[Text] = Field(default_factory=list)
    outline_file: str = ""
    outline_column: str = ""
    authority_outline_file: str = ""
    authority_outline_column: str = ""
    # A file, the code of an authority and what else it is called; read where the file is there.
    other_names: list[Text] = Field(default_factory=list, max_length=3)
    # What became of larger areas of earlier years; each is read where its file is there.
    former_larger: list[FormerArea] = Field(default_factory=list)
    # What people call an authority or a region where no look-up says so, and its code.
    also_called: dict[Text, Text] = Field(default_factory=dict)
    # Several authorities that have a name together, such as a county, and their codes.
    together: dict[Text, list[Text]] = Field(default_factory=dict)
    centre: CentreRule | None = None
    pool: PoolRule | None = None

    @property
    def files(self) -> dict[str, str]:
        """Path of every file of the publisher that is named here, by key."""
        named = (key for key in type(self).model_fields if key.endswith("_file"))
        found = {key: path for key in named if (path := getattr(self, key))}
        return found | ({"outlines, file": self.outlines.file} if self.outlines else {})

    @property
    def further_files(self) -> list[str]:
        """Path of every file of the publisher that is read where it is there."""
        return [*self.other_names[:1], *(one.file for one in self.former_larger)]

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        """Refuse a geography that can neither be drawn nor become another."""
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
        if self.outlines is not None and not self.larger:
            message = "at least one entry under larger, beside outlines"
            raise ValueError(message)
        return self

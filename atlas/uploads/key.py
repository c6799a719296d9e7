"""A key: what locates the rows of a table, such as a column of codes or two of coordinates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from atlas.quantities import format_list
from atlas.text import say, to_say

if TYPE_CHECKING:
    import pandas as pd

    from atlas.uploads.matching_areas import MatchingAreas

KeyKind = Literal["area", "neighbourhood", "ward", "authority", "postcode", "grid", "degrees"]
Vintage = Literal["2021", "2011", ""]
# How a key locates rows, the surest first.
Way = Literal["codes", "outlines", "coordinates", "postcodes", "names"]
POINTS = {
    "postcode": to_say("{column}: postcodes"),
    "grid": to_say("{column}: eastings and northings"),
    "degrees": to_say("{column}: longitudes and latitudes"),
}
# Why one way is taken before another that the table offers as well.
REASONS: dict[Way, str] = {
    "codes": to_say("Codes say exactly which area is meant, so they are taken first."),
    "outlines": to_say("The outlines agree with areas, so they are taken before points."),
    "coordinates": to_say(
        "Coordinates are more exact than postcodes or names and need no further file, so they are "
        "taken before them."
    ),
    "postcodes": to_say("A postcode is more exact than the name of an area, so it is taken first."),
    "names": to_say("Names come last, as places can share one."),
}
# A code with its name in one cell: "E01000001 : City of London 001A", "Luton 007A (E01015693)".
WITH_NAME = re.compile(r"^([A-Z]?\d{6,12})(?:\s*[:,;|]\s*|\s+[-\u2013]?\s*)(?=\D)")
# Rows of sums in a pivot table: "E05014735 Total" is not the area itself.
SUMS = r"(?:^|[^\w])(?:SUB)?TOTAL$|(?:^|[^\w])(?:ERGEBNIS|SUMME)$"
INSIDE = re.compile(r"(?<![A-Z0-9])([A-Z]\d{8})(?![A-Z0-9])")


@dataclass(frozen=True)
class Key:
    """What locates the rows of a table.

    Parameters
    ----------
    kind
        Codes or names of a geography, postcodes, or coordinates: `grid` for eastings and
        northings of the British National Grid, `degrees` for longitudes and latitudes.
    columns
        One column; for coordinates two, the easting or longitude first, or one with both. Empty
        for the shapes of a layer.
    vintage
        The year of the codes of small areas; otherwise empty.
    share
        Score for ranking keys of one way, from the share of cells that match and lie in the
        place.
    notes
        Notes for the person on what was assumed.
    outlines
        Whether rows are matched to areas of that kind by the outlines of the layer.
    fits
        Whether the outlines agree with areas of that kind.
    names
        Whether the column has names rather than codes.
    upward
        For both coordinates in one cell: whether the northing or latitude is the first.
    strays
        Whether it locates few rows in the place, or all in one area, so that others come first.
    """

    kind: KeyKind
    columns: tuple[str, ...]
    vintage: Vintage = ""
    share: float = 0.0
    notes: tuple[str, ...] = ()
    outlines: bool = False
    fits: bool = False
    names: bool = False
    upward: bool = False
    strays: bool = False

    @property
    def is_point(self) -> bool:
        """Whether rows are things at a point rather than figures of an area."""
        return self.kind in ("postcode", "grid", "degrees")

    @property
    def way(self) -> Way:
        """How it locates rows."""
        if self.kind == "postcode":
            return "postcodes"
        if self.is_point or (self.outlines and not self.fits):
            return "coordinates"
        if self.outlines:
            return "outlines"
        return "names" if self.names else "codes"

    def describe(self, ground: MatchingAreas) -> str:
        """Return the key as text, with the ground's nouns for its areas."""
        if self.outlines:
            return say(
                "the outlines of the layer, matched to {many}", many=ground.nouns(self.kind)[1]
            )
        if not self.columns:
            return say("the points of the layer")
        column = format_list([say("“{name}”", name=name) for name in self.columns])
        if self.is_point:
            return say(POINTS[self.kind], column=column)
        many = ground.nouns(self.kind)[1]
        if self.names:
            return say("{column}: names of {many}", column=column, many=many)
        if self.vintage:
            return say(
                "{column}: codes of {many} of {year}", column=column, many=many, year=self.vintage
            )
        return say("{column}: codes of {many}", column=column, many=many)

    def describe_reason(self, others: list[Key]) -> str:
        """Return why this key is taken before the others; empty where there is none.

        Examples
        --------
        >>> postcodes = Key("postcode", ("pc",))
        >>> Key("degrees", ("lon", "lat")).describe_reason([postcodes]).split(" or ")[0]
        'Coordinates are more exact than postcodes'
        """
        if not others:
            return ""
        after = others[0]
        if after.strays and not self.strays:
            return say("The others place few rows here, or all rows in one area.")
        if after.way != self.way:
            return say(REASONS[self.way])
        if self.vintage != after.vintage and self.kind == after.kind:
            return say(
                "“{column}” has the codes of {year}, which are those of the map.",
                column=self.columns[0],
                year=self.vintage,
            )
        if self.kind != after.kind and not self.is_point:
            return say("The smallest areas are taken first, as they are the most exact.")
        return ""


def normalise_codes(column: pd.Series) -> pd.Series:
    """Return codes and postcodes in capitals, without blanks and without a name in the same cell.

    Examples
    --------
    >>> import pandas as pd
    >>> normalise_codes(pd.Series([" e01000001 ", "lu1 2qf"])).tolist()
    ['E01000001', 'LU12QF']
    >>> normalise_codes(pd.Series(["E01015693 : Luton 007A", "Luton 007A (E01015693)"])).tolist()
    ['E01015693', 'E01015693']
    >>> normalise_codes(pd.Series(["E05014735 Total"])).tolist()
    ['E05014735TOTAL']
    """
    texts = column.fillna("").astype(str).str.strip().str.upper()
    named = texts.str.extract(WITH_NAME)[0]
    inside = texts.str.extract(INSIDE)[0]
    sums = texts.str.contains(SUMS)
    named, inside = named.mask(sums), inside.mask(sums)
    return named.fillna(inside).fillna(texts).str.replace(r"\s+", "", regex=True)

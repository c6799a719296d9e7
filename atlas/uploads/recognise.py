"""Recognise the key of a table: the column that locates rows, its geography and its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.quantities import format_list
from atlas.text import say, to_say
from atlas.uploads.coordinates import BOUNDS, share_inside, to_degrees
from atlas.uploads.numbers import parse_numbers
from atlas.uploads.place_outlines import find_kind

if TYPE_CHECKING:
    from atlas.uploads.matching_areas import MatchingAreas
    from atlas.uploads.table import Upload

KeyKind = Literal["area", "neighbourhood", "ward", "authority", "postcode", "grid", "degrees"]
Vintage = Literal["2021", "2011", ""]
POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$"
# Least share of cells that must match; with fewer it is chance, or another column.
LEAST = 0.3
MOST_SAMPLED = 2_000
# Least agreement of outlines with areas; publishers draw the same area slightly differently.
FITS = 0.7
MOST_PAIRS = 12
ACROSS = re.compile(r"east|long|lon\b|lng|^x|\bx\b|_x$", re.IGNORECASE)
UP = re.compile(r"north|lat|^y|\by\b|_y$", re.IGNORECASE)
POINTS = {
    "postcode": to_say("{column}: postcodes"),
    "grid": to_say("{column}: eastings and northings"),
    "degrees": to_say("{column}: longitudes and latitudes"),
}


@dataclass(frozen=True)
class Key:
    """What locates the rows of a table.

    Parameters
    ----------
    kind
        Codes of a geography, postcodes, or coordinates: `grid` for eastings and northings of
        the British National Grid, `degrees` for longitudes and latitudes.
    columns
        One column; for coordinates two, the easting or longitude first. Empty for the shapes of
        a layer.
    vintage
        The year of the codes of small areas; otherwise empty.
    share
        Score for ranking keys, from the share of cells that match and lie in the place.
    notes
        Notes for the person on what was assumed.
    outlines
        Whether rows are matched to areas of that kind by the outlines of the layer.
    fits
        Whether the outlines agree with areas of that kind.
    """

    kind: KeyKind
    columns: tuple[str, ...]
    vintage: Vintage = ""
    share: float = 0.0
    notes: tuple[str, ...] = ()
    outlines: bool = False
    fits: bool = False

    @property
    def is_point(self) -> bool:
        """Whether rows are things at a point rather than figures of an area."""
        return self.kind in ("postcode", "grid", "degrees")

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
        if self.vintage:
            return say(
                "{column}: codes of {many} of {year}", column=column, many=many, year=self.vintage
            )
        return say("{column}: codes of {many}", column=column, many=many)


def normalise_codes(column: pd.Series) -> pd.Series:
    """Return codes and postcodes in capitals and without blanks.

    Examples
    --------
    >>> normalise_codes(pd.Series([" e01000001 ", "lu1 2qf"])).tolist()
    ['E01000001', 'LU12QF']
    """
    return column.fillna("").astype(str).str.upper().str.replace(r"\s+", "", regex=True)


def recognise(upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return the possible keys of a table, the likeliest first.

    Parameters
    ----------
    upload
        The table.
    ground
        The areas it may be about.

    Returns
    -------
    list of Key
        Keys that match enough of the cells; empty where no column does.
    """
    found: list[Key] = []
    if upload.points is not None:
        usable = upload.points["problem"].eq("").mean()
        found.append(Key("degrees", (), share=float(usable) * 0.5))
    if upload.outlines is not None:
        kind, agrees = find_kind(upload.outlines, ground)
        usable = upload.outlines.notna().mean()
        # Codes in a column are more reliable than outlines, and outlines more than points.
        rank = 0.5 * float(usable) + 0.1 * agrees
        found.append(Key(kind, (), share=rank, outlines=True, fits=agrees >= FITS))  # type: ignore[arg-type]  # one of the ground's kinds
    for name in upload.columns:
        codes = normalise_codes(upload.cells[name])
        filled = codes[codes.ne("")]
        if filled.empty:
            continue
        found.extend(_read_codes(name, filled, ground))
        share = float(filled.str.match(POSTCODE).mean())
        if share >= LEAST:
            found.append(Key("postcode", (name,), share=share * 0.8))
    found.extend(_find_coordinates(upload, ground))
    return sorted(found, key=lambda key: (-key.share, key.columns))


def _read_codes(name: str, filled: pd.Series, ground: MatchingAreas) -> list[Key]:
    found = []
    for kind in ground.kinds:
        codes = ground.complete(filled, kind)
        formed = float(codes.str.match(ground.pattern(kind)).mean())
        if formed < LEAST:
            continue
        dated = kind == "area" and ground.geography is None
        vintage, notes = find_vintage(codes, ground) if dated else ("", ())
        known = set(ground.codes(kind))
        if kind == "area" and vintage == "2011" and ground.former is not None:
            known = set(ground.former["before"])
        former = None if kind == "area" else ground.former_of(kind)
        if former is not None:
            known |= set(former["before"])
        inside = float(codes.isin(known).mean())
        # Codes of another place may still be the key, but those of this place are likelier.
        # Between an area and the larger ones it lies in, the smallest is the key.
        share = 0.5 * formed + 0.5 * inside - 0.01 * ground.kinds.index(kind)
        found.append(Key(kind, (name,), vintage, share, notes))
    return found


def find_vintage(codes: pd.Series, ground: MatchingAreas) -> tuple[Vintage, tuple[str, ...]]:
    """Return the year of codes of small areas, and a note where they are of both years.

    Most codes are the same in both years; only those that were added or dropped decide.
    """
    former = ground.former
    if former is None:
        return "2021", ()
    before, after = set(former["before"]), set(ground.codes("area"))
    given = set(codes)
    old, new = len(given & (before - after)), len(given & (after - before))
    if old and new:
        mixed = say(
            "The column mixes years: {old} of its codes exist only in 2011 and {new} only in "
            "2021. All rows are read with one year; choose which.",
            old=old,
            new=new,
        )
        return ("2011" if old > new else "2021"), (mixed,)
    return ("2011" if old else "2021"), ()


def _find_coordinates(upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return the pairs of columns that look like coordinates of the place."""
    numbers: dict[str, np.ndarray] = {}
    for name in upload.columns:
        if not (ACROSS.search(name) or UP.search(name)):
            continue
        sample = upload.cells[name].iloc[:MOST_SAMPLED]
        read = parse_numbers(sample, decimal_comma=upload.decimal_comma, coordinates=True)
        values = read.numbers.to_numpy()
        if np.isfinite(values).mean() >= LEAST and len(numbers) < MOST_PAIRS:
            numbers[name] = values
    found = []
    for one, other in permutations(numbers, 2):
        for kind, system in ground.systems.items():
            share = _share_near(numbers[one], numbers[other], system, ground)
            if share < LEAST:
                continue
            # On the National Grid both orders lie somewhere in England, so the names count, but
            # less than whether the points lie in the place.
            named = bool(ACROSS.search(one)) and bool(UP.search(other)) and one != other
            against = bool(UP.search(one)) and bool(ACROSS.search(other)) and not named
            degrees = to_degrees(numbers[one], numbers[other], system)
            here = share_inside(*degrees, ground.store.outlines.total_bounds)
            swapped = say(
                "“{one}” has eastings or longitudes and “{other}” has northings or latitudes, "
                "although their names say the opposite. The two columns were swapped.",
                one=one,
                other=other,
            )
            notes = (swapped,) if against else ()
            rank = 0.2 * share + 0.4 * here + (0.15 if named else 0.0) - (0.05 if against else 0)
            found.append(Key(kind, (one, other), share=rank, notes=notes))  # type: ignore[arg-type]  # grid or degrees
    return sorted(found, key=lambda key: -key.share)[:4]


def _share_near(across: np.ndarray, up: np.ndarray, system: str, ground: MatchingAreas) -> float:
    """Return the share of coordinates that lie in or near the country."""
    if ground.bounds is None:
        return share_inside(across, up, BOUNDS[system])
    known = np.isfinite(across) & np.isfinite(up)
    return share_inside(*to_degrees(across, up, system), ground.bounds, known)

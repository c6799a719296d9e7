"""Find the columns of a table with the coordinates of a place, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.tables.coordinates import BOUNDS, DEGREES, share_inside, to_degrees
from atlas.tables.numbers import describe_of_column, parse_column
from atlas.tables.positions import list_numbers, list_pairs, name_axis, parse_pairs
from atlas.text import say

if TYPE_CHECKING:
    from atlas.tables.table import Upload

System = Literal["grid", "degrees"]
# West, south, east and north in degrees.
Box = tuple[float, float, float, float]
# Least share of cells that must lie in or near the country.
LEAST = 0.3
# Least share within the place itself of columns whose names say nothing.
LEAST_UNNAMED = 0.8
# In degrees.
MARGIN = 1.0
MOST_PAIRS, MOST_UNNAMED = 12, 8
MOST_FOUND = 4


@dataclass(frozen=True)
class Whereabouts:
    """Where the coordinates of a table may lie.

    Parameters
    ----------
    grid
        The country's grid in metres.
    place
        Bounding box of the open place.
    country
        Bounding box of where they must lie; None for England and Wales.
    """

    grid: str
    place: Box
    country: Box | None

    @property
    def systems(self) -> dict[str, str]:
        """Coordinate systems that they may be in, by kind."""
        return {"grid": self.grid, "degrees": DEGREES}


def widen(box: Box) -> Box:
    """Return a box with the room around a place within which numbers count as its coordinates."""
    west, south, east, north = box
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


@dataclass(frozen=True)
class Positions:
    """What gives the positions of rows.

    Parameters
    ----------
    kind
        `grid` for eastings and northings of the country's grid, `degrees` for longitudes and
        latitudes.
    columns
        Two columns, the easting or longitude first, or one with both.
    rank
        Score from the shares that lie near the country and in the place.
    upward
        For both in one cell: whether the northing or latitude is the first.
    notes
        Notes for the person on what was assumed.
    strays
        Whether few lie in the place.
    """

    kind: System
    columns: tuple[str, ...]
    rank: float
    upward: bool = False
    notes: tuple[str, ...] = ()
    strays: bool = False


@dataclass(frozen=True)
class _Lying:
    """Shares of coordinates that lie in or near the country, and within the place."""

    near: float
    here: float


def find_positions(upload: Upload, where: Whereabouts) -> list[Positions]:
    """Return what may give the positions of a table's rows, the likeliest first.

    Parameters
    ----------
    upload
        The table.
    where
        Where they may lie.
    """
    found = [*_find_named(upload, where), *_find_pairs(upload, where)]
    if not found:
        found = _find_unnamed(upload, where)
    return sorted(found, key=lambda one: -one.rank)[:MOST_FOUND]


def read_positions(
    upload: Upload, columns: tuple[str, ...], system: str, *, upward: bool = False
) -> tuple[np.ndarray, np.ndarray, pd.Series]:
    """Return longitude and latitude of every row, and why a row has none.

    Parameters
    ----------
    upload
        The table.
    columns, upward
        As `Positions` has them.
    system
        The coordinate system.

    Returns
    -------
    longitude, latitude : numpy.ndarray
        In degrees (WGS 84); NaN where a cell is no number or not valid in the system.
    reasons : pandas.Series
        Why a cell is not read; empty where it is. Indexed as the table.
    """
    reasons = pd.Series("", index=upload.cells.index, dtype=object)
    if len(columns) == 1:
        cells = upload.cells[columns[0]]
        pairs, _ = parse_pairs(cells)
        reasons[pairs["first"].isna()] = say("this is not a pair of coordinates")
        reasons[cells.eq("")] = say("the cell is empty")
        first, second = pairs["first"].to_numpy(float), pairs["second"].to_numpy(float)
        across, up = (second, first) if upward else (first, second)
        return *to_degrees(across, up, system), reasons
    pair = []
    for name in columns:
        numbers = parse_column(upload, name, coordinates=True)
        told = reasons.eq("") & numbers.reasons.ne("")
        reasons[told] = np.array(describe_of_column(name, numbers.reasons[told]), dtype=object)
        pair.append(numbers.numbers.to_numpy(float))
    return *to_degrees(pair[0], pair[1], system), reasons


def _find_named(upload: Upload, where: Whereabouts) -> list[Positions]:
    numbers = list_numbers(upload, named=True, most=MOST_PAIRS)
    found = []
    for one, other in permutations(numbers, 2):
        for kind in where.systems:
            lying = _measure(numbers[one], numbers[other], kind, where)
            if lying.near < LEAST:
                continue
            # On the National Grid both orders lie somewhere in England, so the names count, but
            # less than whether the points lie in the place.
            named = name_axis(one) == "across" and name_axis(other) == "up"
            against = name_axis(one) == "up" and name_axis(other) == "across"
            swapped = say(
                "“{one}” has eastings or longitudes and “{other}” has northings or latitudes, "
                "although their names say the opposite. The two columns were swapped.",
                one=one,
                other=other,
            )
            notes = (swapped,) if against else ()
            rank = 0.2 * lying.near + 0.4 * lying.here
            rank += (0.15 if named else 0.0) - (0.05 if against else 0)
            found.append(_make(kind, (one, other), rank, lying, notes=notes))
    return found


def _find_pairs(upload: Upload, where: Whereabouts) -> list[Positions]:
    found = []
    for name, pairs, ordered in list_pairs(upload):
        first, second = pairs["first"].to_numpy(), pairs["second"].to_numpy()
        for upward in (False,) if ordered else (False, True):
            across, up = (second, first) if upward else (first, second)
            for kind in where.systems:
                lying = _measure(across, up, kind, where)
                if lying.near >= LEAST:
                    rank = 0.2 * lying.near + 0.4 * lying.here + 0.1
                    found.append(_make(kind, (name,), rank, lying, upward=upward))
    return found


def _find_unnamed(upload: Upload, where: Whereabouts) -> list[Positions]:
    """Return pairs of columns by their numbers alone: nearly all must lie within the place."""
    numbers = list_numbers(upload, named=False, most=MOST_UNNAMED)
    found = []
    for one, other in permutations(numbers, 2):
        for kind in where.systems:
            lying = _measure(numbers[one], numbers[other], kind, where)
            both = np.isfinite(numbers[one]) & np.isfinite(numbers[other])
            points = set(zip(numbers[one][both], numbers[other][both], strict=True))
            if lying.here >= LEAST_UNNAMED and len(points) > 1:
                found.append(_make(kind, (one, other), 0.1 * lying.here, lying))
    return found


def _make(
    kind: str,
    columns: tuple[str, ...],
    rank: float,
    lying: _Lying,
    *,
    notes: tuple[str, ...] = (),
    upward: bool = False,
) -> Positions:
    strays = lying.here < LEAST
    return Positions(kind, columns, rank, upward, notes, strays)  # type: ignore[arg-type]  # grid or degrees


def _measure(across: np.ndarray, up: np.ndarray, kind: str, where: Whereabouts) -> _Lying:
    system = where.systems[kind]
    degrees = to_degrees(across, up, system)
    if where.country is None:
        near = share_inside(across, up, BOUNDS[system])
    else:
        known = np.isfinite(across) & np.isfinite(up)
        near = share_inside(*degrees, where.country, known)
    return _Lying(near, share_inside(*degrees, where.place))

"""Find the columns of a table with the coordinates of a place, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from atlas.tables.coordinates import BOUNDS, share_inside, to_degrees
from atlas.tables.positions import list_numbers, list_pairs, name_axis
from atlas.text import say
from atlas.uploads.key import Key

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

# Least share of cells that must lie in or near the country.
LEAST = 0.3
# Least share within the place itself of columns whose names say nothing.
LEAST_UNNAMED = 0.8
MOST_PAIRS, MOST_UNNAMED = 12, 8
MOST_FOUND = 4


@dataclass(frozen=True)
class _Lying:
    """Shares of coordinates that lie in or near the country, and within the place."""

    near: float
    here: float


def find_coordinates(upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return the keys of coordinates: two columns, or one with both in a cell.

    Parameters
    ----------
    upload
        The table.
    ground
        The areas.
    """
    found = [*_find_named(upload, ground), *_find_pairs(upload, ground)]
    if not found:
        found = _find_unnamed(upload, ground)
    return sorted(found, key=lambda key: -key.share)[:MOST_FOUND]


def _find_named(upload: Upload, ground: MatchingAreas) -> list[Key]:
    numbers = list_numbers(upload, named=True, most=MOST_PAIRS)
    found = []
    for one, other in permutations(numbers, 2):
        for kind in ground.systems:
            lying = _measure(numbers[one], numbers[other], kind, ground)
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


def _find_pairs(upload: Upload, ground: MatchingAreas) -> list[Key]:
    found = []
    for name, pairs, ordered in list_pairs(upload):
        first, second = pairs["first"].to_numpy(), pairs["second"].to_numpy()
        for upward in (False,) if ordered else (False, True):
            across, up = (second, first) if upward else (first, second)
            for kind in ground.systems:
                lying = _measure(across, up, kind, ground)
                if lying.near >= LEAST:
                    rank = 0.2 * lying.near + 0.4 * lying.here + 0.1
                    found.append(_make(kind, (name,), rank, lying, upward=upward))
    return found


def _find_unnamed(upload: Upload, ground: MatchingAreas) -> list[Key]:
    """Return pairs of columns by their numbers alone: nearly all must lie within the place."""
    numbers = list_numbers(upload, named=False, most=MOST_UNNAMED)
    found = []
    for one, other in permutations(numbers, 2):
        for kind in ground.systems:
            lying = _measure(numbers[one], numbers[other], kind, ground)
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
) -> Key:
    strays = lying.here < LEAST
    return Key(kind, columns, share=rank, notes=notes, upward=upward, strays=strays)  # type: ignore[arg-type]  # grid or degrees


def _measure(across: np.ndarray, up: np.ndarray, kind: str, ground: MatchingAreas) -> _Lying:
    system = ground.systems[kind]
    degrees = to_degrees(across, up, system)
    if ground.bounds is None:
        near = share_inside(across, up, BOUNDS[system])
    else:
        known = np.isfinite(across) & np.isfinite(up)
        near = share_inside(*degrees, ground.bounds, known)
    return _Lying(near, share_inside(*degrees, ground.store.outlines.total_bounds))

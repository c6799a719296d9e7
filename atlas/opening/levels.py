"""The levels at which a place can be opened here, and the one that is shown."""

from __future__ import annotations

from typing import cast, get_args

from atlas import paths
from atlas.opening.places import (
    REGION,
    identify,
    list_authorities,
    name_pack,
)
from atlas.places.gazetteer import JOIN, NATION
from atlas.places.levels import Level, level_at


def has_levels(place: str) -> bool:
    """Return whether a place is so large that the zoom decides the level of its areas."""
    return place == NATION or bool(REGION.match(place))


def list_levels(place: str) -> list[Level]:
    """Return the levels at which a place can be opened here, the smallest areas first.

    Examples
    --------
    >>> list_levels("luton")[0]
    'area'
    """
    return [level for level in get_args(Level) if _has_level(place, level)]


def _has_level(place: str, level: Level) -> bool:
    # A damaged pack counts too: who asks for it is told so.
    return paths.find_pack(name_pack(place, level), level).exists()


def find_smallest(place: str) -> Level:
    """Return the level of the smallest areas at which a place can be opened here."""
    return next(iter(list_levels(place)), "area")


def find_level(place: str, level: str, zoom: float | None) -> Level:
    """Return the level to show: the one asked for, or that which suits the place and the zoom.

    Where its areas are not here, those of the next larger level that is here are shown.

    Examples
    --------
    >>> find_level("luton", "", 6), find_level("england-wales", "", 6)
    ('area', 'authority')
    """
    asked = cast("Level", level) if level in get_args(Level) else None
    there = list_levels(place)
    if not has_levels(place):
        # Of one authority that level is shown only where there is no other.
        is_possible = asked and (asked != "authority" or JOIN in place)
        return asked if asked in there and is_possible else find_smallest(place)
    wanted = asked or level_at(zoom, usual="authority" if place == NATION else "neighbourhood")
    every = get_args(Level)
    larger = [one for one in there if every.index(one) >= every.index(wanted)]
    return [*larger, wanted][0]


def find_shown(place: str) -> tuple[str, tuple[str, ...]]:
    """Return the place, and the areas selected in it, by which a place is shown on the map.

    An authority whose small areas are not here is shown among all authorities of its country.
    """
    code = identify(place)
    if code in list_authorities() and list_levels(code) == ["authority"]:
        return NATION, (code,)
    return code, ()

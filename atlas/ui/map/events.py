"""Validate what a browser says was picked or looked at."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal, TypeAlias

LONGEST_CODE = 40
FAR_EAST, FAR_NORTH, CLOSEST = 180, 90, 24
PARTS = 3

View: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Pick:
    """An area that someone picked.

    Parameters
    ----------
    code
        The area's code; None where the selection is to be cleared. The code comes from a browser
        and is not yet known to be one of ours.
    mode
        ``one`` for this area alone, ``toggle`` to add it to the selection or take it out.
    """

    code: str | None
    mode: Literal["one", "toggle"]


def parse_pick(value: object) -> Pick | None:
    """Return what was picked, or None if the message is not one of ours.

    Examples
    --------
    >>> parse_pick({"code": "E01015693", "mode": "toggle"})
    Pick(code='E01015693', mode='toggle')
    >>> parse_pick({"code": 3}) is None
    True
    """
    if not isinstance(value, dict):
        return None
    code = value.get("code")
    if not (code is None or (isinstance(code, str) and 0 < len(code) <= LONGEST_CODE)):
        return None
    return Pick(code, "toggle" if value.get("mode") == "toggle" else "one")


def parse_view(value: object) -> View | None:
    """Return longitude, latitude and zoom, or None if they are not on any map.

    Examples
    --------
    >>> parse_view([-0.42, 51.88, 12])
    (-0.42, 51.88, 12.0)
    >>> parse_view([-0.42, 151.88, 12]) is None
    True
    """
    if not (isinstance(value, (list, tuple)) and len(value) == PARTS):
        return None
    if not all(isinstance(part, (int, float)) and isfinite(part) for part in value):
        return None
    lon, lat, zoom = (float(part) for part in value)
    there = abs(lon) <= FAR_EAST and abs(lat) <= FAR_NORTH and 0 <= zoom <= CLOSEST
    return (lon, lat, zoom) if there else None

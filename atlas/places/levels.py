"""Levels of area, and the zoom at which a large place shows each."""

from __future__ import annotations

from typing import Literal

Level = Literal["area", "neighbourhood", "authority"]
# The zoom from which a median area of the level is wide enough to point at.
FROM_ZOOM: tuple[tuple[float, Level], ...] = ((9.8, "area"), (7.6, "neighbourhood"))


def level_at(zoom: float | None, *, usual: Level) -> Level:
    """Return the level for a zoom; `usual` where the map has not been moved.

    Examples
    --------
    >>> level_at(6, usual="authority"), level_at(8, usual="authority"), level_at(None, usual="area")
    ('authority', 'neighbourhood', 'area')
    """
    if zoom is None:
        return usual
    return next((level for least, level in FROM_ZOOM if zoom >= least), "authority")

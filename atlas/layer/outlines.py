"""The outlines that a map is drawn from: more detailed ones where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import say, to_say

if TYPE_CHECKING:
    import geopandas as gpd

    from atlas.facade import Atlas

ROUGH = to_say(
    "Outlines are generalised by their publisher: near a border, a street may be on its other side."
)


@dataclass(frozen=True)
class Drawn:
    """Outlines as drawn.

    Parameters
    ----------
    outlines
        An outline for every area, in order of code.
    detailed
        Codes of the areas with a more detailed outline than the country's file has.
    rough_from
        Zoom from which the others look rough; 0 where none does.
    """

    outlines: gpd.GeoDataFrame
    detailed: frozenset[str]
    rough_from: float


def find_drawn(atlas: Atlas) -> Drawn:
    """Return the outlines to draw a place by.

    Larger areas keep their own outlines. A place with figures of its own has outlines of its own.
    """
    outlines = atlas.store.outlines
    rough_from = atlas.geography.outlines_rough_from if atlas.level == "area" else 0.0
    place = atlas.definitions.places.get(atlas.store.place)
    if not rough_from or (place is not None and place.figures):
        return Drawn(outlines, frozenset(), 0.0)
    finer = atlas.store.finer_outlines
    if finer is None:
        return Drawn(outlines, frozenset(), rough_from)
    codes = outlines.index.intersection(finer.index)
    shapes = outlines.geometry.copy()
    shapes.loc[codes] = finer.geometry.loc[codes]
    all_detailed = len(codes) == len(outlines)
    return Drawn(
        outlines.set_geometry(shapes),
        frozenset(map(str, codes)),
        0.0 if all_detailed else rough_from,
    )


def describe_drawn(atlas: Atlas) -> str:
    """Return the word on rough outlines for a file's notes; empty where none is rough."""
    return say(ROUGH) if find_drawn(atlas).rough_from else ""

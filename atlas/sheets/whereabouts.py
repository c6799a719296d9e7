"""Draw where an area lies: its town in thin lines, the area hatched, as SVG for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from atlas.cache import cache_per_atlas
from atlas.export.drawing.scale import choose_scale
from atlas.layer.look import GAP_LINE, INK, PALE
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.facade import Atlas

# Millimetres.
WIDTH, HEIGHT = 72.0, 56.0
EDGE = 1.0
HATCH_STEP = 0.9
# Finer than a printer's resolution.
TOLERANCE = 0.04
# An area smaller than this gets a circle, to be found at arm's length.
SMALL = 9.0


@dataclass(frozen=True)
class Whereabouts:
    """A map without text, and the text to write on it.

    Parameters
    ----------
    svg
        The drawing, `WIDTH` by `HEIGHT` millimetres, in black and shades of grey.
    scale_length, scale_words
        The scale bar's length in millimetres, and its label.
    description
        Text alternative: what the map shows.
    """

    svg: str
    scale_length: float
    scale_words: str
    description: str


@cache_per_atlas(16)
def _lay_out(atlas: Atlas, part: str) -> tuple[gpd.GeoSeries, gpd.GeoSeries, float]:
    """Return the surrounding areas and wards in millimetres of the map, and metres to one."""
    areas = atlas.store.areas
    inside = areas.index[areas["authority_code"] == part] if part else areas.index
    outlines = atlas.store.outlines.geometry.loc[inside].to_crs(atlas.store.metres)
    west, south, east, north = outlines.total_bounds
    metres = max((east - west) / (WIDTH - 2 * EDGE), (north - south) / (HEIGHT - 2 * EDGE))
    left = (WIDTH - (east - west) / metres) / 2
    top = (HEIGHT - (north - south) / metres) / 2
    placed = outlines.affine_transform(
        [1 / metres, 0, 0, -1 / metres, left - west / metres, top + north / metres]
    )
    thin = gpd.GeoSeries(shapely.simplify(placed.to_numpy(), TOLERANCE), index=placed.index)
    wards = placed.groupby(areas.loc[inside, "ward_code"]).agg(
        lambda shapes: shapely.simplify(shapely.union_all(shapes.to_numpy()), TOLERANCE)
    )
    return thin, gpd.GeoSeries(wards), float(metres)


def find_whereabouts(atlas: Atlas, areas: Iterable[str]) -> Whereabouts:
    """Return the map of areas in their authority, readable in black and white.

    The areas are marked by hatch, heavy outline and, where small, a circle: never by
    colour alone.
    """
    chosen = [str(area) for area in areas]
    parts = atlas.store.areas.loc[chosen, "authority_code"].unique()
    # An authority among authorities, or areas of several, are shown in the whole place.
    part = str(parts[0]) if len(parts) == 1 and atlas.level != "authority" else ""
    thin, wards, metres = _lay_out(atlas, part)
    own = shapely.make_valid(shapely.union_all(thin.loc[chosen].to_numpy()))
    drawn = [
        _path([shapely.union_all(thin.to_numpy())], fill=PALE, stroke="none", width=0),
        _path(thin, fill="none", stroke=GAP_LINE, width=0.1),
        _path(wards, fill="none", stroke=GAP_LINE, width=0.3),
        _path([own], fill="#ffffff", stroke="none", width=0),
        _path_lines(_hatch(own)),
        _path([own], fill="none", stroke=INK, width=0.7),
        _circle(own),
    ]
    length, words = choose_scale(WIDTH / 4 * metres)
    where = str(atlas.store.areas.loc[chosen[0], "authority"]) if part else atlas.name
    return Whereabouts(
        svg=(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
            f'width="{WIDTH:g}mm" height="{HEIGHT:g}mm">{"".join(drawn)}</svg>'
        ),
        scale_length=length / metres,
        scale_words=words,
        description=say(
            "Map of {place}: this area is hatched. Thin lines separate areas and wards.",
            place=where,
        ),
    )


def _hatch(shape: shapely.Geometry) -> shapely.Geometry:
    """Return diagonal lines inside a shape."""
    west, south, east, north = shapely.bounds(shape)
    tall = north - south
    starts = np.arange(west - tall, east, HATCH_STEP)
    lines = shapely.linestrings([[(start, north), (start + tall, south)] for start in starts])
    hatched: shapely.Geometry = shapely.intersection(shapely.multilinestrings(lines), shape)
    return hatched


def _circle(shape: shapely.Geometry) -> str:
    """Return a circle around a shape that is small."""
    west, south, east, north = shapely.bounds(shape)
    size = max(east - west, north - south)
    if size >= SMALL:
        return ""
    return (
        f'<circle cx="{(west + east) / 2:.2f}" cy="{(south + north) / 2:.2f}" '
        f'r="{size / 2 + 2.2:.2f}" fill="none" stroke="{INK}" stroke-width="0.5"/>'
    )


def _path(shapes: Iterable[shapely.Geometry], *, fill: str, stroke: str, width: float) -> str:
    rings = [
        np.asarray(ring.coords)[:-1]
        for shape in shapes
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    steps = "".join(f"M{_points(ring)}Z" for ring in rings)
    return (
        f'<path d="{steps}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" '
        f'stroke-width="{width:g}" stroke-linejoin="round"/>'
    )


def _path_lines(lines: shapely.Geometry) -> str:
    parts = [part for part in shapely.get_parts(lines) if part.geom_type == "LineString"]
    steps = "".join(f"M{_points(np.asarray(part.coords))}" for part in parts)
    return f'<path d="{steps}" fill="none" stroke="{INK}" stroke-width="0.25"/>'


def _points(corners: np.ndarray) -> str:
    return "L".join(f"{across:.2f},{down:.2f}" for across, down in corners)

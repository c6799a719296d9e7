"""Hatching as lines inside areas and as a swatch: deck.gl has no hatch of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import shapely.affinity

from atlas.layer.look import split_colour

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from atlas.layer.legend import LegendRow

DECIMALS = 6
# Metres between two lines on the ground, and the most lines there may be.
STEP, MOST_LINES = 90.0, 250
# Directions of each pattern's lines, in degrees, and the share of their length that is drawn.
DIRECTIONS: dict[str, tuple[tuple[float, ...], float]] = {
    "/": ((45,), 1.0),
    "\\": ((135,), 1.0),
    "-": ((0,), 1.0),
    "|": ((90,), 1.0),
    "+": ((0, 90), 1.0),
    "x": ((45, 135), 1.0),
    ".": ((0,), 0.15),
    "o": ((0,), 0.5),
    "*": ((45, 135), 0.3),
}


def make_rgba(colour: str) -> list[int]:
    """Return a colour as deck.gl takes it: red, green, blue and opacity, 0 to 255."""
    return [*split_colour(colour), int(colour[7:9] or "ff", 16)]


def make_feature(shape: BaseGeometry, **properties: Any) -> dict[str, Any]:  # noqa: ANN401 - of JSON
    """Return a shape as a GeoJSON feature, with coordinates to about ten centimetres."""
    rounded: Any = shapely.set_precision(shape, 10**-DECIMALS, mode="pointwise")
    return {
        "type": "Feature",
        "geometry": shapely.geometry.mapping(rounded),
        "properties": properties,
    }


def draw_pattern(shapes: gpd.GeoSeries, row: LegendRow, *, metres: str) -> list[dict[str, Any]]:
    """Return the lines of a row's pattern inside areas, given in WGS 84, as features.

    `metres` is a grid in metres.
    """
    if shapes.empty:
        return []
    flat = shapes.to_crs(metres)
    angles, drawn = DIRECTIONS[row.pattern[0]]
    lines = [_lay_lines(flat.total_bounds, angle, drawn) for angle in angles]
    # Not a union, which would break every line where another crosses it.
    every = shapely.MultiLineString([line for one in lines for line in one.geoms])
    cut = flat.intersection(every).to_crs("EPSG:4326")
    colour = make_rgba(row.line)
    clear = [0, 0, 0, 0]
    return [make_feature(shape, fill=clear, line=colour) for shape in cut if not shape.is_empty]


def _lay_lines(bounds: np.ndarray, angle: float, drawn: float) -> shapely.MultiLineString:
    """Return parallel lines across a box; where `drawn` is under 1, dashes of them."""
    west, south, east, north = bounds
    reach = float(np.hypot(east - west, north - south)) / 2
    step = max(STEP, 2 * reach / MOST_LINES)
    offsets = np.arange(-reach, reach, step)
    ends = (
        np.array([[-reach, reach]])
        if drawn == 1
        else np.column_stack([offsets, offsets + drawn * step])
    )
    flat = [[(first, up), (last, up)] for up in offsets for first, last in ends]
    middle = ((west + east) / 2, (south + north) / 2)
    turned = shapely.affinity.rotate(shapely.MultiLineString(flat), angle, origin=(0, 0))
    moved: shapely.MultiLineString = shapely.affinity.translate(turned, *middle)
    return moved


def draw_swatch(row: LegendRow) -> str:
    """Return the CSS of a row's swatch: its colour under its pattern, or a heavy border."""
    colour = row.colour
    if not row.line or row.is_off:
        return f"background:{colour}" + (";opacity:.35" if row.is_off else "")
    if not row.pattern:
        return f"background:{colour};border:2px solid {row.line}"
    angles, drawn = DIRECTIONS[row.pattern[0]]
    if drawn < 1:
        size = 1 + 2 * drawn
        dots = f"radial-gradient({row.line} {size}px,transparent {size}px)"
        return f"background:{dots} 0 0/6px 6px,{colour}"
    # CSS measures from the vertical, and the other way round.
    lines = [
        f"repeating-linear-gradient({180 - angle:g}deg,{row.line} 0 1px,transparent 1px 5px)"
        for angle in angles
    ]
    return f"background:{','.join(lines)},{colour}"

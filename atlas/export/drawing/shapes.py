"""Outlines as filled shapes, hatches and borders on the map's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path

from atlas.export.drawing.page_text import INK, PALE
from atlas.export.drawing.parts import join_shapes
from atlas.export.drawing.patterns import choose_ink, find_patterns
from atlas.layer.classes import NO_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes

    from atlas.export.layer import MapLayer

GAP_FILL = "#f4f2ed"
GAP_HATCH = "#9a9c9b"
MISSING_HATCH = "/////"
# Ink that lets the colour of the type through.
DOUBTFUL_INK = "#1f2a3399"
DOUBTFUL_HATCH = "\\\\\\\\"
# With more on one page, white lines between them would hide the colours.
MOST_EDGED = 1_500


def shape_path(shape: shapely.Geometry) -> Path:
    """Return a polygon, or several, as one path with its holes."""
    points: list[np.ndarray] = []
    codes: list[np.ndarray] = []
    for part in shapely.get_parts(shapely.orient_polygons(shape)):
        for ring in (part.exterior, *part.interiors):
            corners = np.asarray(ring.coords)[:, :2]
            steps = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
            steps[0], steps[-1] = Path.MOVETO, Path.CLOSEPOLY
            points.append(corners)
            codes.append(steps)
    return Path(np.concatenate(points), np.concatenate(codes))


def draw_areas(axes: Axes, outlines: gpd.GeoDataFrame, layer: MapLayer) -> None:
    """Fill every area: with its class, as a gap, or pale where it is filtered out.

    Classes whose colours would print in the same grey have a pattern too.
    """
    paths = {str(area): shape_path(shape) for area, shape in outlines.geometry.items()}
    pairs = zip(layer.classing.colours, find_patterns(layer), strict=True)
    for place, (colour, pattern) in enumerate(pairs):
        chosen = layer.shown & (layer.classing.codes == place)
        _fill(axes, paths, chosen, face=colour)
        _hatch(axes, paths, chosen, colour=choose_ink(colour), hatch=pattern)
    out = ~layer.shown & ~layer.missing
    _fill(axes, paths, out, face=PALE)
    _fill(axes, paths, layer.missing, face=GAP_FILL)
    _hatch(axes, paths, layer.missing, colour=GAP_HATCH, hatch=MISSING_HATCH)
    doubtful = layer.doubtful & layer.shown & (layer.classing.codes != NO_CLASS)
    _hatch(axes, paths, doubtful, colour=DOUBTFUL_INK, hatch=DOUBTFUL_HATCH)


def _fill(axes: Axes, paths: dict[str, Path], chosen: pd.Series, *, face: str) -> None:
    areas = [paths[str(area)] for area in chosen.index[chosen]]
    few = len(paths) <= MOST_EDGED
    if areas:
        axes.add_collection(
            PathCollection(
                areas,
                facecolors=face,
                # An edge of their own colour leaves no gap between neighbours.
                edgecolors="#ffffff" if few else face,
                linewidths=0.35 if few else 0.1,
                zorder=1,
            ),
            autolim=False,
        )


def _hatch(
    axes: Axes, paths: dict[str, Path], chosen: pd.Series, *, colour: str, hatch: str
) -> None:
    areas = [paths[str(area)] for area in chosen.index[chosen]]
    if areas and hatch:
        axes.add_collection(
            PathCollection(
                areas,
                facecolors="none",
                edgecolors=colour,
                linewidths=0.5,
                hatch=hatch,
                zorder=2,
            ),
            autolim=False,
        )


def draw_borders(axes: Axes, parts: gpd.GeoSeries) -> None:
    """Draw the borders between larger parts, and the place's own."""
    _draw_lines(axes, list(parts), colour="#ffffff", width=1.9, zorder=3)
    _draw_lines(axes, [join_shapes(parts.to_numpy())], colour=INK, width=0.9, zorder=3.2)


def draw_selected(axes: Axes, outlines: gpd.GeoDataFrame, selected: Iterable[str]) -> None:
    """Draw a heavy line around the selected areas."""
    chosen = [outlines.geometry[area] for area in selected if area in outlines.index]
    _draw_lines(axes, chosen, colour="#ffffff", width=3.4, zorder=4)
    _draw_lines(axes, chosen, colour=INK, width=1.9, zorder=4.1)


def _draw_lines(
    axes: Axes, shapes: Sequence[shapely.Geometry], *, colour: str, width: float, zorder: float
) -> None:
    rings = [
        np.asarray(ring.coords)[:, :2]
        for shape in shapes
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        lines = LineCollection(
            rings, colors=colour, linewidths=width, zorder=zorder, joinstyle="round"
        )
        axes.add_collection(lines, autolim=False)

"""Outlines as filled shapes, hatches and borders on the map's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path

from atlas.export.drawing.parts import join_shapes
from atlas.layer.look import DOUBT_LINE, DOUBT_PATTERN, GAP, GAP_LINE, GAP_PATTERN, INK, PALE, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes

    from atlas.layer.layer import Layer

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


def draw_areas(axes: Axes, outlines: gpd.GeoDataFrame, layer: Layer) -> None:
    """Fill every area: with its class, as a gap, or pale where it is filtered out.

    Classes whose colours would print in the same grey have a pattern too.
    """
    paths = {str(area): shape_path(shape) for area, shape in outlines.geometry.items()}
    for position, row in enumerate(layer.classes):
        chosen = layer.shown & (layer.codes == position)
        _fill(axes, paths, chosen, face=row.colour)
        _hatch(axes, paths, chosen, colour=row.line, hatch=row.pattern)
    _fill(axes, paths, ~layer.shown, face=PALE)
    _fill(axes, paths, layer.missing, face=GAP)
    _hatch(axes, paths, layer.missing, colour=GAP_LINE, hatch=GAP_PATTERN)
    doubtful = layer.doubtful & layer.shown
    _hatch(axes, paths, doubtful, colour=DOUBT_LINE, hatch=DOUBT_PATTERN)


def _fill(axes: Axes, paths: dict[str, Path], chosen: pd.Series, *, face: str) -> None:
    areas = [paths[str(area)] for area in chosen.index[chosen]]
    few = len(paths) <= MOST_EDGED
    if areas:
        axes.add_collection(
            PathCollection(
                areas,
                facecolors=face,
                # An edge of the same colour leaves no gap between neighbours.
                edgecolors=PAPER if few else face,
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
    _draw_lines(axes, list(parts), colour=PAPER, width=1.9, zorder=3)
    _draw_lines(axes, [join_shapes(parts.to_numpy())], colour=INK, width=0.9, zorder=3.2)


def draw_selected(axes: Axes, outlines: gpd.GeoDataFrame, selected: Iterable[str]) -> None:
    """Draw a heavy line around the selected areas."""
    chosen = [outlines.geometry[area] for area in selected if area in outlines.index]
    _draw_lines(axes, chosen, colour=PAPER, width=3.4, zorder=4)
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

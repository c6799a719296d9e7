"""Outlines as filled shapes, hatches and borders on the map's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path

from atlas.export.drawing.parts import join_shapes
from atlas.layer.look import DOUBT_LINE, DOUBT_PATTERN, GAP, GAP_LINE, GAP_PATTERN, INK, PALE, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
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
    paths = pd.Series([shape_path(shape) for shape in outlines.geometry], index=outlines.index)
    few = len(paths) <= MOST_EDGED

    def find(chosen: pd.Series) -> pd.Series:
        # The outlines may be those of a part of the place.
        return paths[chosen.loc[paths.index]]

    def fill(chosen: pd.Series, face: str) -> None:
        # An edge of the same colour leaves no gap between neighbours.
        edge = {"edgecolors": PAPER if few else face, "linewidths": 0.35 if few else 0.1}
        add_paths(axes, find(chosen), facecolors=face, **edge, zorder=1)

    def hatch(chosen: pd.Series, colour: str, pattern: str) -> None:
        if pattern:
            look = {"edgecolors": colour, "linewidths": 0.5, "hatch": pattern, "zorder": 2}
            add_paths(axes, find(chosen), facecolors="none", **look)

    for position, row in enumerate(layer.classes):
        chosen = layer.shown & (layer.codes == position)
        fill(chosen, row.colour)
        hatch(chosen, row.line, row.pattern)
    fill(~layer.shown, PALE)
    fill(layer.missing, GAP)
    hatch(layer.missing, GAP_LINE, GAP_PATTERN)
    hatch(layer.doubtful & layer.shown, DOUBT_LINE, DOUBT_PATTERN)


def add_paths(axes: Axes, paths: Iterable[Path], **look: Any) -> None:  # noqa: ANN401 - of matplotlib
    """Add shapes that look alike to the map; none where there are none."""
    shapes = list(paths)
    if shapes:
        axes.add_collection(PathCollection(shapes, **look), autolim=False)


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

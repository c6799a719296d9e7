"""Outlines as filled shapes, hatches and borders on the map's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path

from atlas.export.drawing.page_text import INK, PALE
from atlas.indicators.classes import NO_CLASS

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
BORDERLINE_INK = "#1f2a3399"
BORDERLINE_HATCH = "\\\\\\\\"


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
    """Fill every area: with its class, as a gap, or pale where it is filtered out."""
    paths = {str(area): shape_path(shape) for area, shape in outlines.geometry.items()}
    colours = layer.classing.colours
    for place, colour in enumerate(colours):
        chosen = layer.shown & (layer.classing.codes == place)
        _fill(axes, paths, chosen, face=colour)
    out = ~layer.shown & ~layer.missing
    _fill(axes, paths, out, face=PALE)
    _fill(axes, paths, layer.missing, face=GAP_FILL)
    _hatch(axes, paths, layer.missing, colour=GAP_HATCH, hatch=MISSING_HATCH)
    doubtful = layer.borderline & layer.shown & (layer.classing.codes != NO_CLASS)
    _hatch(axes, paths, doubtful, colour=BORDERLINE_INK, hatch=BORDERLINE_HATCH)


def _fill(axes: Axes, paths: dict[str, Path], chosen: pd.Series, *, face: str) -> None:
    areas = [paths[str(area)] for area in chosen.index[chosen]]
    if areas:
        axes.add_collection(
            PathCollection(areas, facecolors=face, edgecolors="#ffffff", linewidths=0.35, zorder=1),
            autolim=False,
        )


def _hatch(
    axes: Axes, paths: dict[str, Path], chosen: pd.Series, *, colour: str, hatch: str
) -> None:
    areas = [paths[str(area)] for area in chosen.index[chosen]]
    if areas:
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


def join_shapes(shapes: np.ndarray) -> shapely.Geometry:
    """Return several outlines as one, whether or not their borders meet to the last digit."""
    # Many times quicker, and possible only where no two outlines overlap or leave a sliver.
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def draw_borders(axes: Axes, outlines: gpd.GeoDataFrame, wards: pd.Series) -> None:
    """Draw the borders between wards, along their small areas, and the place's own."""
    shapes = outlines.geometry.to_numpy()
    groups = wards.reindex(outlines.index).to_numpy()
    merged = [join_shapes(shapes[groups == code]) for code in np.unique(groups)]
    _draw_lines(axes, merged, colour="#ffffff", width=1.9, zorder=3)
    whole = [join_shapes(shapes)]
    _draw_lines(axes, whole, colour=INK, width=0.9, zorder=3.2)


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

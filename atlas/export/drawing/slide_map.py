"""Draw the map alone for a slide: few names, in letters legible across a hall."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import geopandas as gpd
import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from atlas.export.drawing.draw_map import ONE_AT_A_TIME, SETTINGS, draw_scale_bar
from atlas.export.drawing.page_text import POINTS, put_box
from atlas.export.drawing.part_names import draw_part_names
from atlas.export.drawing.parts import find_parts
from atlas.export.drawing.shapes import (
    add_paths,
    draw_areas,
    draw_borders,
    draw_selected,
    shape_path,
)
from atlas.layer.look import ACCENT, SCREEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from atlas.layer.layer import Layer
    from atlas.layer.legend import LegendRow
    from atlas.store import Store

DOTS_PER_INCH = 192
LETTERS = 18.0
SCALE_LETTERS = 18.0
FOOT = 0.5
PLAIN = "#d6dedd"
# Pixels per point of a slide, on the screen of 1280 pixels for which views are stored.
DOTS_PER_POINT = 4 / 3
# Metres per pixel at zoom 0 on the equator, with MapLibre's tiles of 512 pixels.
METRES_PER_DOT = 78271.517


def draw_slide_map(
    store: Store,
    layer: Layer,
    *,
    width: float,
    height: float,
    view: tuple[float, float, float] | None = None,
) -> bytes:
    """Return the map of a layer as PNG, without legend; identical each time.

    Width and height are in points; `view` is longitude, latitude and zoom that somebody set,
    by default the whole place.
    """
    outlines = store.outlines.to_crs(store.metres)
    with ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        figure, axes = _open(outlines, store.metres, width, height, view)
        scale = (axes.get_xlim()[1] - axes.get_xlim()[0]) / (width / POINTS)
        draw_areas(axes, outlines, layer)
        parts = find_parts(store, outlines)
        draw_borders(axes, parts.outlines)
        draw_selected(axes, outlines, layer.selected)
        draw_part_names(
            axes, parts.labels, metres_per_inch=scale, metres=store.metres, size=LETTERS
        )
        draw_scale_bar(figure, axes, left=0.02, bottom=height / POINTS - 0.1, size=SCALE_LETTERS)
        return _save(figure)


def draw_place(store: Store, areas: Sequence[str], *, width: float, height: float) -> bytes:
    """Return the shape of a place with some areas filled, as PNG without text."""
    outlines = store.outlines.to_crs(store.metres)
    with ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        figure, axes = _open(outlines, store.metres, width, height, None)
        chosen = outlines.index.isin(list(areas))
        for shapes, colour in ((outlines[~chosen], PLAIN), (outlines[chosen], ACCENT)):
            paths = map(shape_path, shapes.geometry)
            add_paths(axes, paths, facecolors=colour, edgecolors=SCREEN, linewidths=0.6)
        return _save(figure)


def draw_swatch(row: LegendRow, *, width: float, height: float) -> bytes:
    """Return the colour of a legend's row with its pattern as on the map, as PNG."""
    with ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(width / POINTS, height / POINTS), facecolor=SCREEN)
        FigureCanvasAgg(figure)
        for face, edge, hatch in ((row.colour, "none", ""), ("none", row.line, row.pattern)):
            look = {"facecolor": face, "edgecolor": edge, "hatch": hatch, "linewidth": 0}
            put_box(figure, 0, height / POINTS, width / POINTS, height / POINTS, **look)
        return _save(figure)


def _open(
    outlines: gpd.GeoDataFrame,
    metres: str,
    width: float,
    height: float,
    view: tuple[float, float, float] | None,
) -> tuple[Figure, Axes]:
    """Return a figure of this size in points, and axes in metres that fill it."""
    figure = Figure(figsize=(width / POINTS, height / POINTS), facecolor=SCREEN)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    west, south, east, north = outlines.total_bounds
    wide, high = width / POINTS, height / POINTS
    if view is None:
        scale = max((east - west) / (wide - 0.1), (north - south) / (high - FOOT - 0.1))
        across, up = (west + east) / 2, (south + north) / 2 - scale * FOOT / 2
    else:
        longitude, latitude, zoom = view
        middle = gpd.GeoSeries.from_xy([longitude], [latitude], crs="EPSG:4326").to_crs(metres)
        across, up = middle.iloc[0].x, middle.iloc[0].y
        per_dot = METRES_PER_DOT * math.cos(math.radians(latitude)) / 2**zoom
        scale = per_dot * DOTS_PER_POINT * POINTS
    axes.set_xlim(across - scale * wide / 2, across + scale * wide / 2)
    axes.set_ylim(up - scale * high / 2, up + scale * high / 2)
    return figure, axes


def _save(figure: Figure) -> bytes:
    written = io.BytesIO()
    figure.savefig(
        written,
        format="png",
        dpi=DOTS_PER_INCH,
        facecolor=SCREEN,
        metadata={"Software": "Cohesion atlas"},
    )
    return written.getvalue()

"""Names of larger areas on the map, kept from overlapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from matplotlib.patheffects import AbstractPathEffect, Stroke
from matplotlib.text import Text

from atlas.export.drawing.page_text import POINTS, measure
from atlas.layer.look import INK

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SIZE = 7.4
PADDING = 0.03


def draw_part_names(
    axes: Axes,
    labels: pd.DataFrame,
    *,
    metres_per_inch: float,
    metres: str = "EPSG:27700",
    size: float = SIZE,
) -> list[str]:
    """Write the names of larger areas and return those that found room.

    The largest choose first. A name moves up or down, then sideways, by at most two of
    its heights; if that does not help, or if it would leave the map, it is left out.

    Labels are those of `find_parts`; axes are in the projection `metres`, at this scale on
    paper, and letters in points.
    """
    ordered = labels.sort_values(["areas", "name"], ascending=[False, True], kind="stable")
    points = gpd.points_from_xy(ordered["longitude"], ordered["latitude"], crs="EPSG:4326").to_crs(
        metres
    )
    height = size / POINTS
    west, east = (side / metres_per_inch for side in axes.get_xlim())
    south, north = (side / metres_per_inch for side in axes.get_ylim())
    frame = shapely.box(west, south, east, north)
    taken: list[shapely.Polygon] = []
    written = []
    for name, point in zip(ordered["name"], points, strict=True):
        across, up = point.x / metres_per_inch, point.y / metres_per_inch
        for aside, above in _shifts(height):
            middle = (across + aside, up + above)
            box = _box(str(name), middle, size)
            if not frame.covers(box) or shapely.intersects(box, taken).any():
                continue
            taken.append(box)
            spot = (middle[0] * metres_per_inch, middle[1] * metres_per_inch)
            _write(axes, spot, str(name), size)
            written.append(str(name))
            break
    return written


def _shifts(height: float) -> list[tuple[float, float]]:
    ways = [(0.0, step * height) for step in (0, 0.7, -0.7, 1.4, -1.4, 2, -2)]
    return [*ways, *((side * height, up) for side in (1.5, -1.5) for _, up in ways)]


def _box(name: str, middle: tuple[float, float], size: float) -> shapely.Polygon:
    half = measure(name, size) / 2 + PADDING
    tall = size / POINTS / 2 + PADDING
    across, up = middle
    return shapely.box(across - half, up - tall, across + half, up + tall)


def _write(axes: Axes, spot: tuple[float, float], name: str, size: float) -> None:
    # The halo is a text of its own: an effect on the name itself would turn its letters into
    # outlines, which nobody can search or select.
    passes: list[tuple[list[AbstractPathEffect], str, float]] = [
        ([Stroke(linewidth=size / 3, foreground="#ffffff", alpha=0.92)], "#ffffff", 5.0),
        ([], INK, 5.1),
    ]
    for effects, colour, zorder in passes:
        text = Text(
            *spot,
            name,
            fontsize=size,
            color=colour,
            ha="center",
            va="center",
            parse_math=False,
            zorder=zorder,
            clip_on=False,
        )
        text.set_path_effects(effects)
        axes.add_artist(text)

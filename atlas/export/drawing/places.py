"""Points on the map: a symbol each, in its colour with a white edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D

from atlas.points.place import to_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from atlas.points.listed import Listed

MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "diamond": "D",
    "cross": "P",
    "star": "*",
}
# Sizes in points; the star and the cross are larger, to look as large as the others.
SIZES = {"star": 8.5, "cross": 6.5, "diamond": 5.0}
USUAL_SIZE = 5.5
# Points of one list nearer to each other than this many inches are drawn as one.
CLOSE = 0.03


def draw_places(
    axes: Axes, places: Sequence[Listed], *, metres_per_inch: float, metres: str
) -> None:
    """Draw the points of every list on axes in metres of the projection `metres`."""
    for listed in places:
        if listed.points.empty:
            continue
        spots = np.unique(
            (to_grid(listed.points, metres=metres) / (CLOSE * metres_per_inch)).round(), axis=0
        )
        east, north = (spots * CLOSE * metres_per_inch).T
        axes.plot(east, north, linestyle="none", **_style(listed), zorder=4)


def put_symbol(figure: Figure, left: float, top: float, listed: Listed) -> None:
    """Draw one symbol on the page, its centre in inches from the top left."""
    width, height = figure.get_size_inches()
    figure.add_artist(
        Line2D([left / width], [1 - top / height], linestyle="none", **_style(listed))
    )


def _style(listed: Listed) -> dict[str, Any]:
    return {
        "marker": MARKERS[listed.symbol],
        "markersize": SIZES.get(listed.symbol, USUAL_SIZE),
        "markerfacecolor": listed.colour,
        "markeredgecolor": "#ffffff",
        "markeredgewidth": 0.7,
    }

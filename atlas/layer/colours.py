"""The colours of classes of figures, from low to high."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from atlas.layer.look import split_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.definitions.model import Palette


# The unit of changes in deciles: whole numbers on either side of 0.
SIGNED_WHOLE = "tenths"


def choose_colours(
    edges: Sequence[float], indicator: Indicator, palette: Palette, *, low: float, high: float
) -> tuple[str, ...]:
    """Return a colour for each class of figures, from low to high.

    A diverging palette is symmetric about 0 and reaches as far as the end further from it.
    `edges` are the lower bounds of all classes but the first; `low` and `high` the extremes.
    """
    number = len(edges) + 1
    if palette.kind == "diverging":
        bounds = [min(low, *edges, low), *edges, max(high, *edges, high)] if edges else [low, high]
        # A class ends at its last whole number, so that no change has the middle colour.
        short = 1 if indicator.unit == SIGNED_WHOLE else 0
        bounds[-1] += short
        middles = [(first + second - short) / 2 for first, second in itertools.pairwise(bounds)]
        reach = max(abs(bounds[0]), abs(bounds[-1])) or 1.0
        return tuple(blend_colours(palette.colours, 0.5 + middle / reach / 2) for middle in middles)
    # The lightest and darkest colours are only used where there are many classes.
    margin = 0.0 if number > 6 else 0.06
    steps = np.linspace(margin, 1 - margin, number) if number > 1 else np.array([0.5])
    if indicator.higher_is_less:
        steps = steps[::-1]
    return tuple(blend_colours(palette.colours, float(step)) for step in steps)


def blend_colours(colours: Sequence[str], position: float) -> str:
    """Return the colour at a position (0 to 1) along a list of colours.

    Examples
    --------
    >>> blend_colours(["#000000", "#808080", "#ffffff"], 0.25)
    '#404040'
    """
    along = float(np.clip(position, 0, 1)) * (len(colours) - 1)
    first = min(int(along), len(colours) - 2)
    part = along - first
    pairs = zip(split_colour(colours[first]), split_colour(colours[first + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)

"""The map on a page of A4, shared by the formats that draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from atlas.text import format_shortly, say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

# The lengths in kilometres that a scale bar may have.
SCALE_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


def write_page(extract: Extract, *, kind: Literal["png", "svg", "pdf"]) -> bytes:
    """Return the page: see `atlas.export.drawing.draw_map`."""
    # Matplotlib takes half a second to load; only drawing needs it.
    from atlas.export.drawing.draw_map import write_map  # noqa: PLC0415

    return write_map(extract, kind)


def choose_scale(longest: float, *, most: float = SCALE_STEPS[-1]) -> tuple[float, str]:
    """Return the length of a scale bar in metres, and its label.

    Examples
    --------
    >>> choose_scale(1400)
    (1000, '1 km, north is up')
    """
    fitting = (step for step in SCALE_STEPS if step * 1000 <= longest and step <= most)
    kilometres = max(fitting, default=SCALE_STEPS[0])
    return kilometres * 1000, say("{count} km, north is up", count=format_shortly(kilometres))

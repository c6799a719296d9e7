"""The length of a scale bar."""

from __future__ import annotations

from atlas.text import format_shortly, say

# In kilometres.
SCALE_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


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

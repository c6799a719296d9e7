"""Choose a hatching pattern for each class, so that classes stay distinct without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.layer.look import INK, PAPER, split_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

# In matplotlib's notation, without the diagonal lines used for gaps and unclear types.
PATTERNS = ("", "...", "---", "|||", "+++", "xxx", "ooo", "***")
# Least differences in CIE lightness that can be seen in print. Values have an order, and a
# sequential palette keeps eight classes this far apart; types have no order to help.
ORDERED, UNORDERED = 7.5, 18.0
DARK = 45.0


def find_lightness(colour: str) -> float:
    """Return the CIE lightness L* of a colour, 0 to 100: how dark it prints without colour.

    Published as CIE 15, *Colorimetry*; the luminance is that of WCAG 2.2.

    Examples
    --------
    >>> find_lightness("#ffffff"), round(find_lightness("#0072b2"), 1)
    (100.0, 46.0)
    """
    parts = [part / 255 for part in split_colour(colour)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return min(100.0, 116 * float(luminance) ** (1 / 3) - 16 if luminance > 0.008856 else 0.0)


def choose_patterns(colours: Sequence[str], *, least: float = ORDERED) -> list[str]:
    """Return a pattern for each class, empty unless two classes would print alike.

    Two classes with the same pattern differ by at least `least` in lightness, as long as there
    are enough patterns.

    Examples
    --------
    >>> choose_patterns(["#eeeeee", "#777777", "#777788"])
    ['', '', '...']
    """
    chosen: list[str] = []
    greys = [find_lightness(colour) for colour in colours]
    for grey in greys:
        taken = {
            pattern
            for pattern, other in zip(chosen, greys, strict=False)
            if abs(grey - other) < least
        }
        chosen.append(next((one for one in PATTERNS if one not in taken), PATTERNS[-1]))
    return chosen


def choose_ink(colour: str) -> str:
    """Return a translucent colour for a pattern that is visible on a colour."""
    return f"{PAPER}b0" if find_lightness(colour) < DARK else f"{INK}80"

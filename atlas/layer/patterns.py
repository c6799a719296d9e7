"""Choose a pattern for each class, so that a printer without colour keeps classes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.layer.look import INK, PAPER, split_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

# Unlike the slanting lines of gaps and of types that are not clear, in matplotlib's letters.
PATTERNS = ("", "...", "---", "|||", "+++", "xxx", "ooo", "***")
# Steps of CIE lightness that are seen apart in print. Values stand in order, and sequential
# palettes keep eight; types have no order to go by.
ORDERED, UNORDERED = 7.5, 18.0
DARK = 45.0


def find_lightness(colour: str) -> float:
    """Return the CIE lightness L* of a colour, 0 to 100: how dark a printer without colour has it.

    Published as CIE 15, *Colorimetry*; the luminance is that of WCAG 2.2.

    Parameters
    ----------
    colour
        As in style sheets: a hash and six digits.

    Examples
    --------
    >>> find_lightness("#ffffff"), round(find_lightness("#0072b2"), 1)
    (100.0, 46.0)
    """
    parts = [part / 255 for part in split_colour(colour)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return min(100.0, 116 * float(luminance) ** (1 / 3) - 16 if luminance > 0.008856 else 0.0)


def choose_patterns(colours: Sequence[str], *, least: float = ORDERED) -> list[str]:
    """Return a pattern for each class: none, until two classes would print alike.

    Two classes with the same pattern are at least `least` steps of lightness apart, as long as
    there are patterns enough.

    Parameters
    ----------
    colours
        One per class, in order.
    least
        Steps of CIE lightness.

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
    """Return the colour of a pattern that is seen on a colour and lets it through."""
    return f"{PAPER}b0" if find_lightness(colour) < DARK else f"{INK}80"

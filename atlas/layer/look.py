"""Colours of ink, paper and areas without a class, the same on all maps."""

from __future__ import annotations

INK, SOFT, LINE = "#1B2A33", "#55626A", "#D8D4CB"
ACCENT = "#0B6E6E"
# Background colours: a screen is a little warmer than paper.
SCREEN, PAPER = "#FBFAF7", "#FFFFFF"
# Areas hidden by a filter or by the legend.
PALE = "#ECEBE6"
# Paler than the grey of any type, for areas that have none.
UNTYPED = "#DEDCD6"
GAP, GAP_LINE, GAP_PATTERN = "#F4F2ED", "#8B9096", "/////"
# Translucent, so that the colour of the type shows through.
DOUBT_LINE, DOUBT_PATTERN = f"{INK}99", "\\\\\\\\"


def split_colour(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, 0 to 255 each; opacity is ignored.

    Examples
    --------
    >>> split_colour("#0b6e6e"), split_colour("#1b2a3399")
    ((11, 110, 110), (27, 42, 51))
    """
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue

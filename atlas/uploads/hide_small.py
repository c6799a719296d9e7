"""Hide counts under ten before anything of them is kept or shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.text import say, to_say
from atlas.uploads.meaning import NO_ROW

if TYPE_CHECKING:
    from atlas.uploads.meaning import ByArea

LEAST = 10
HIDDEN = to_say("hidden: the count is under {least}")


def hide_small(figures: ByArea) -> tuple[ByArea, int]:
    """Return the figures without small counts, and how many areas were hidden.

    A count under ten becomes a gap, and so does a rate whose count or base is under ten. A sum
    over areas of which one is hidden is a gap too, or the hidden count could be worked out
    from it. Scores rest on no count that is known here, and stay. An area that the file has no
    row for is a gap as well, but not called small: its reason is that it has no row.

    Parameters
    ----------
    figures
        Figures by area.

    Examples
    --------
    >>> import pandas as pd
    >>> from atlas.uploads.meaning import ByArea
    >>> counts = pd.DataFrame({"count": [9.0, 10.0]}, index=["a", "b"])
    >>> none = pd.Series("", index=["a", "b"], dtype=object)
    >>> shown, hidden = hide_small(ByArea("area", "count", counts, none, none, ()))
    >>> shown.figures["count"].tolist(), hidden
    ([nan, 10.0], 1)
    """
    if figures.means == "score":
        return figures, 0
    small = (figures.figures < LEAST).any(axis=1)
    kept = figures.figures.copy()
    kept[small] = np.nan
    reasons = figures.reasons.copy()
    absent = small & small.index.isin(figures.without_row)
    reasons[small] = say(HIDDEN, least=LEAST)
    reasons[absent] = say(NO_ROW)
    return replace(figures, figures=kept, reasons=reasons), int((small & ~absent).sum())

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
# A count that is worked out from a percentage is ten also when it comes a hair below.
EDGE = LEAST - 1e-9
# Meanings whose count is a part of the base.
PARTS = ("share", "percent")
HIDDEN = to_say("hidden: the count is under {least}")
HIDDEN_REST = to_say("hidden: fewer than {least} of the base are not counted")


def suppress(figures: ByArea) -> tuple[ByArea, int]:
    """Return the figures without small counts, and how many areas were hidden.

    A count under ten becomes a gap, and so does a rate whose count or base is under ten. So does
    a share of which fewer than ten are left in the base, since base less count tells of them;
    events per people are no part of their base, and tell nothing so. A sum over areas of which
    one is hidden is a gap too, or the hidden count could be worked out from it. Scores rest on
    no count that is known here, and stay. An area that the file has no row for is a gap as well,
    but not called small: its reason is that it has no row.

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
    >>> shown, hidden = suppress(ByArea("area", "count", counts, none, none, ()))
    >>> shown.figures["count"].tolist(), hidden
    ([nan, 10.0], 1)
    """
    if figures.means == "score":
        return figures, 0
    kept, reasons = figures.figures.copy(), figures.reasons.copy()
    small = (kept < EDGE).any(axis=1)
    absent = small & small.index.isin(figures.without_row)
    reasons[small] = say(HIDDEN, least=LEAST)
    if figures.means in PARTS:
        rest = (kept["whole"] - kept["part"] < EDGE) & ~small
        reasons[rest] = say(HIDDEN_REST, least=LEAST)
        small |= rest
    kept[small] = np.nan
    reasons[absent] = say(NO_ROW)
    return replace(figures, figures=kept, reasons=reasons), int((small & ~absent).sum())

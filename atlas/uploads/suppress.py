"""Suppress small counts before figures are kept or shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.definitions.roles import read_roles
from atlas.text import say, to_say
from atlas.uploads.meaning import NO_ROW

if TYPE_CHECKING:
    from atlas.uploads.meaning import ByArea

# Smaller counts are suppressed.
LEAST = read_roles().thresholds.small
# Counts worked out from percentages may fall short of it by a rounding error.
EDGE = LEAST - 1e-9
# Meanings in which the count is part of the base.
PARTS = ("share", "percent")
HIDDEN = to_say("hidden: the count is under {least}")
HIDDEN_REST = to_say("hidden: fewer than {least} of the base are outside the count")


def suppress(figures: ByArea) -> tuple[ByArea, int]:
    """Return the figures without small counts, and the number of areas suppressed.

    A count under `LEAST` becomes a gap, and so does a rate whose count or base is. So does a
    share if fewer of its base than that are not counted, as that number is base less count;
    events per person are not part of their base and do not disclose it. Sums over areas with a
    suppressed count are gaps too, or it could be worked out from them. Scores have no known
    count and stay. Areas without a row are gaps for that reason, not for being small.

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

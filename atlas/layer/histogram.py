"""The histogram of a layer's values: equal bins, each with the class of its colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from atlas.layer.classes import Classing

BINS = 24


@dataclass(frozen=True)
class Histogram:
    """Counts in equal bins over the range of values, with the class of each bin."""

    low: float
    high: float
    counts: tuple[int, ...]
    classes: tuple[int, ...]
    bounds: tuple[float, ...]

    def count(self, values: pd.Series) -> tuple[int, ...]:
        """Return the number of some of the values in each bin."""
        counts, _ = np.histogram(values.dropna(), bins=np.array(self.bounds))
        return tuple(int(count) for count in counts)


def spread_values(values: pd.Series, classing: Classing, *, bins: int = BINS) -> Histogram | None:
    """Return a histogram of the values; None where fewer than two are distinct."""
    present = values.dropna()
    if present.nunique() < 2:
        return None
    low, high = float(present.min()), float(present.max())
    # The range is checked first: two whole numbers may lie a million million apart.
    if high - low < bins and (present % 1 == 0).all():
        # Whole numbers get a bin each, or there would be empty bins between them.
        bins = np.arange(low, high + 2) - 0.5  # type: ignore[assignment]
    if isinstance(bins, int) and (high - low) / bins <= np.spacing(max(abs(low), abs(high))):
        # Too close together for bins of floating-point width, so in effect equal.
        return None
    counts, bounds = np.histogram(present, bins=bins)
    middles = (bounds[:-1] + bounds[1:]) / 2
    classes = np.searchsorted(classing.edges, middles, side="right")
    if classing.parts_nought:
        classes[0] = 0
    return Histogram(
        low=low,
        high=high,
        counts=tuple(int(count) for count in counts),
        classes=tuple(int(one) for one in classes),
        bounds=tuple(float(one) for one in bounds),
    )

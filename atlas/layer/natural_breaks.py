"""Part values into classes by natural breaks, in time also for a whole country."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import mapclassify
import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# Up to so many values breaks are found among all of them.
MOST_EXACT = 1000


def find_natural_breaks(present: pd.Series, classes: int) -> list[float]:
    """Return the lower bounds of all classes but the first, each a value that occurs.

    The least sum of squares within classes: Fisher (1958), *On grouping for maximum
    homogeneity*; Jenks (1977), *Optimal data classification for choropleth maps*.

    Parameters
    ----------
    present
        Values without gaps, of which at least as many as classes differ.
    classes
        How many classes there shall be.

    Examples
    --------
    >>> import pandas as pd
    >>> find_natural_breaks(pd.Series([1.0, 2, 3, 40, 41, 90, 91]), 3)
    [40.0, 90.0]
    """
    thinned = _thin_out(present)
    with warnings.catch_warnings():
        # It would be faster with Numba, which is larger than all else installed.
        warnings.filterwarnings("ignore", message="Numba not installed")
        bounds = mapclassify.FisherJenks(thinned, k=classes).bins[:-1]
    # Jenks's upper bounds are inclusive; the next value that occurs is the lower bound.
    ordered, steps = np.unique(present), np.unique(thinned)
    return [_next_value(ordered, steps, bound) for bound in bounds]


def _thin_out(present: pd.Series) -> np.ndarray:
    """Return the values, or so many of them in even steps of their order that Jenks ends soon.

    The work of natural breaks grows with the square of the values: those of a whole country
    would keep a visitor waiting for minutes.
    """
    ordered = np.sort(present.to_numpy())
    if len(ordered) <= MOST_EXACT:
        return present.to_numpy()
    steps = np.linspace(0, len(ordered) - 1, MOST_EXACT).round().astype(int)
    return np.asarray(ordered[steps])


def _next_value(ordered: np.ndarray, steps: np.ndarray, bound: float) -> float:
    """Return the value above a bound: where values were left out, above the widest gap there."""
    following = steps[np.searchsorted(steps, bound, side="right")]
    between = ordered[(ordered >= bound) & (ordered <= following)]
    return float(between[np.argmax(np.diff(between)) + 1])

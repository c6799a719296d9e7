"""Natural breaks, fast enough for a whole country."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import mapclassify
import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# Above this number of values, breaks are found in a sample.
MOST_EXACT = 1000


def find_natural_breaks(present: pd.Series, classes: int) -> list[float]:
    """Return the lower bounds of all classes but the first, each an observed value.

    They minimise the sum of squares within classes: Fisher (1958), *On grouping for maximum
    homogeneity*; Jenks (1977), *Optimal data classification for choropleth maps*.

    Parameters
    ----------
    present
        Values without gaps; at least as many distinct values as classes.
    classes
        Number of classes.

    Examples
    --------
    >>> import pandas as pd
    >>> find_natural_breaks(pd.Series([1.0, 2, 3, 40, 41, 90, 91]), 3)
    [40.0, 90.0]
    """
    thinned = _thin_out(present)
    with warnings.catch_warnings():
        # Numba would be faster, but is larger than everything else installed.
        warnings.filterwarnings("ignore", message="Numba not installed")
        bounds = mapclassify.FisherJenks(thinned, k=classes).bins[:-1]
    # Jenks's upper bounds are inclusive; the next observed value is the lower bound.
    ordered, steps = np.unique(present), np.unique(thinned)
    return [_next_value(ordered, steps, bound) for bound in bounds]


def _thin_out(present: pd.Series) -> np.ndarray:
    """Return the values, or an evenly spaced sample of their order if there are too many.

    The time for natural breaks grows with the square of the number of values, to minutes for
    a whole country.
    """
    ordered = np.sort(present.to_numpy())
    if len(ordered) <= MOST_EXACT:
        return present.to_numpy()
    steps = np.linspace(0, len(ordered) - 1, MOST_EXACT).round().astype(int)
    return np.asarray(ordered[steps])


def _next_value(ordered: np.ndarray, steps: np.ndarray, bound: float) -> float:
    """Return the value above a bound; where the sample left values out, above the widest gap."""
    following = steps[np.searchsorted(steps, bound, side="right")]
    between = ordered[(ordered >= bound) & (ordered <= following)]
    return float(between[np.argmax(np.diff(between)) + 1])

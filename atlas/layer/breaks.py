"""Natural breaks, and a class of its own for zero, where many areas have none of something."""

from __future__ import annotations

import math
import warnings

import mapclassify
import numpy as np
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
    >>> find_natural_breaks(pd.Series([1.0, 2, 3, 40, 41, 90, 91]), 3)
    [40.0, 90.0]
    """
    # Breaks do not depend on the unit. Squares of large numbers that differ little would lose
    # what they differ by, and those of very small ones would all be 0.
    values = np.unique(present)
    span = float(values[-1] - values[0])
    scaled = (present - values[0]) / span
    thinned = _thin_out(scaled)
    with warnings.catch_warnings():
        # Numba would be faster, but is larger than everything else installed.
        warnings.filterwarnings("ignore", message="Numba not installed")
        bounds = mapclassify.FisherJenks(thinned, k=classes).bins[:-1]
    # Jenks's upper bounds are inclusive; the next observed value is the lower bound.
    ordered, steps = np.unique(scaled), np.unique(thinned)
    found = [_next_value(ordered, steps, bound) for bound in bounds if bound < steps[-1]]
    return [float(values[np.searchsorted(ordered, one)]) for one in found]


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


def part_noughts(present: pd.Series, classes: int) -> pd.Series | None:
    """Return the values without zeros, or None where zeros need no class of their own.

    They need one where they would fill a class by themselves: quantiles would coincide at zero,
    equal steps would hide the few areas that have any, and the map would have one colour.

    Examples
    --------
    >>> part_noughts(pd.Series([0.0, 0.0, 0.0, 2.0]), 3).tolist()
    [2.0]
    >>> part_noughts(pd.Series([0.0, 1.0, 2.0, 3.0]), 3) is None
    True
    """
    rest = present[present > 0]
    if rest.empty or present.min() < 0:
        return None
    noughts = len(present) - len(rest)
    return rest if noughts * classes >= len(present) and noughts else None


def find_first(rest: pd.Series) -> float:
    """Return the lower bound of the class after zero: the smallest value, or a little below it.

    Examples
    --------
    >>> find_first(pd.Series([0.04789, 3.0]))
    0.047
    """
    least = float(rest.min())
    places = 1 - math.floor(math.log10(least))
    below = math.floor(least * 10.0**places) / 10.0**places if places < 300 else least
    return below if 0 < below <= least else least


def part_whole(rest: pd.Series, classes: int) -> list[float]:
    """Return edges of whole numbers, with equal numbers of areas in each class.

    Ties stay together. The lowest number gets a class of its own as long as it fills one, so
    that "1" is distinguished from "2 or more" where most areas have one.

    Examples
    --------
    >>> part_whole(pd.Series([1.0] * 6 + [2.0, 2.0, 3.0]), 4)
    [2.0, 3.0]
    """
    values = np.sort(rest.to_numpy(dtype=float))
    edges: list[float] = []
    while classes > 1 and len(values):
        higher = values[values > values[0]]
        if len(higher) and (len(values) - len(higher)) * classes >= len(values):
            # The next whole number, so that a class of ones is labelled "1".
            edges.append(float(values[0]) + 1)
            values, classes = higher, classes - 1
            continue
        steps = [np.quantile(values, step / classes) for step in range(1, classes)]
        edges += [float(edge) for edge in np.ceil(steps) if edge > values[0]]
        break
    return sorted(set(edges))

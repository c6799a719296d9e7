"""A class of its own for zero, where many areas have none of something."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd


def part_noughts(present: pd.Series, classes: int) -> pd.Series | None:
    """Return the values without zeros, or None where zeros need no class of their own.

    They need one where they would fill a class by themselves: quantiles would coincide at zero,
    and the map would have one colour.

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

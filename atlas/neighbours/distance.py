"""How far places are apart in standardised figures: weighted Euclidean distance."""

from __future__ import annotations

import numpy as np


def standardise(values: np.ndarray, *, limit: float) -> np.ndarray:
    """Return figures as standard deviations from their mean, none further than a limit.

    ``(x - mean) / sd``, column by column, as CIPFA's Nearest Neighbours Model does (mean of
    zero, standard deviation of one). Unlike there, what lies further than `limit` is taken as
    lying at `limit`: one new student hall must not outweigh all other figures.

    Parameters
    ----------
    values
        Places by figures; NaN is a gap.
    limit
        Standard deviations.

    Returns
    -------
    numpy.ndarray
        Same shape. A gap stays a gap; a figure that is the same everywhere becomes 0.

    Examples
    --------
    >>> standardise(np.array([[1.0], [2.0], [3.0], [np.nan]]), limit=3).round(2).ravel().tolist()
    [-1.22, 0.0, 1.22, nan]
    """
    known = ~np.isnan(values)
    count = np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, values, 0.0)
    mean = filled.sum(axis=0) / count
    apart = np.where(known, values - mean, 0.0)
    spread = np.sqrt((apart**2).sum(axis=0) / count)
    # What is left of rounding is no spread.
    steady = spread <= 1e-9 * np.maximum(np.abs(mean), 1e-12)
    scaled = np.clip(apart / np.where(steady, 1.0, spread), -limit, limit)
    return np.where(known, np.where(steady, 0.0, scaled), np.nan)


def measure_distances(
    standard: np.ndarray, row: int, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return how far every place is from one of them, and on how much of the weight that rests.

    ``sqrt(sum(w * (z_a - z_b)**2) / sum(w))`` over the figures that both places have: the
    Euclidean distance of standardised figures of CIPFA's Nearest Neighbours Model and of the
    nearest neighbours of the Office for National Statistics (2025), averaged by weight so that it
    reads in standard deviations and does not grow with the number of figures. Leaving out what
    either lacks is Gower's way (Biometrics 27, 1971). Where nothing is missing this is a metric;
    between places that lack different figures the triangle inequality need not hold.

    Parameters
    ----------
    standard
        Places by figures, as made by `standardise`.
    row
        Which place to measure from.
    weights
        How much each figure counts, 0 or more.

    Returns
    -------
    distances, shared
        Standard deviations, NaN where no figure that counts is shared; and the share of the
        weight that is shared, 0 to 1.

    Examples
    --------
    >>> places = np.array([[0.0, 0.0], [3.0, 4.0], [1.0, np.nan]])
    >>> distances, shared = measure_distances(places, 0, np.array([1.0, 1.0]))
    >>> distances.round(3).tolist(), shared.tolist()
    ([0.0, 3.536, 1.0], [1.0, 1.0, 0.5])
    """
    apart = standard - standard[row]
    known = ~np.isnan(apart)
    weight = known @ weights
    squares = np.where(known, apart, 0.0) ** 2 @ weights
    total = float(weights.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        distances = np.sqrt(squares / weight)
    shared = weight / total if total > 0 else np.zeros(len(standard))
    return distances, shared

"""Weighted Euclidean distance between places in standardised figures."""

from __future__ import annotations

import numpy as np


def standardise(values: np.ndarray, *, limit: float) -> np.ndarray:
    """Return figures as z-scores, clipped at a limit.

    ``(x - mean) / sd``, column by column, as in CIPFA's Nearest Neighbours Model (mean of
    zero, standard deviation of one). Unlike there, z-scores are clipped at `limit`: one new
    student hall must not outweigh all other figures.

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
    # A spread this small is rounding error.
    steady = spread <= 1e-9 * np.maximum(np.abs(mean), 1e-12)
    scaled = np.clip(apart / np.where(steady, 1.0, spread), -limit, limit)
    return np.where(known, np.where(steady, 0.0, scaled), np.nan)


def measure_distances(
    standard: np.ndarray, row: int, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance of every place from one of them, and the weight it is based on.

    ``sqrt(sum(w * (z_a - z_b)**2) / sum(w))`` over the figures that both places have: the
    Euclidean distance of standardised figures of CIPFA's Nearest Neighbours Model and of the
    nearest neighbours of the Office for National Statistics (2025), averaged by weight so that it
    reads in standard deviations and does not grow with the number of figures. Figures that
    either place lacks are left out, as in Gower (Biometrics 27, 1971). Where nothing is missing
    this is a metric; between places that lack different figures the triangle inequality need
    not hold.

    Parameters
    ----------
    standard
        Places by figures, as made by `standardise`.
    row
        Row of the place to measure from.
    weights
        Weight of each figure, 0 or more.

    Returns
    -------
    distances, shared
        Standard deviations, NaN where the two share no figure with a weight; and the share of
        the total weight that they share, 0 to 1.

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

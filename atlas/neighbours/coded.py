"""Code standardised figures as one byte each, and decode them."""

from __future__ import annotations

import numpy as np

# Bytes 0 to 254 are steps from one limit to the other; the last is a gap.
STEPS, GAP = 254, 255


def encode(standard: np.ndarray, *, limit: float) -> np.ndarray:
    """Return standardised figures as bytes; a gap stays a gap.

    Parameters
    ----------
    standard
        Standard deviations from the mean, as `standardise` makes them.
    limit
        The limit that they were clipped at.

    Examples
    --------
    >>> encode(np.array([-3.0, 0.0, 3.0, np.nan]), limit=3.0).tolist()
    [0, 127, 254, 255]
    """
    gap = np.isnan(standard)
    steps = np.round((np.where(gap, 0.0, standard) + limit) / (2 * limit) * STEPS)
    coded: np.ndarray = np.where(gap, GAP, np.clip(steps, 0, STEPS)).astype(np.uint8)
    return coded


def decode(coded: np.ndarray, *, limit: float) -> np.ndarray:
    """Return bytes as standard deviations, each within half a step of what was coded.

    Examples
    --------
    >>> decode(np.array([0, 127, 254, 255], dtype=np.uint8), limit=3.0).tolist()
    [-3.0, 0.0, 3.0, nan]
    """
    standard: np.ndarray = coded.astype(float) / STEPS * 2 * limit - limit
    return np.where(coded == GAP, np.nan, standard)


def find_position(standard: np.ndarray, value: float) -> float:
    """Return the percent of places that have a lower figure, counting equal ones half.

    Examples
    --------
    >>> find_position(np.array([0.0, 1.0, 2.0, np.nan]), 1.0)
    50.0
    """
    known = standard[~np.isnan(standard)]
    if np.isnan(value) or not len(known):
        return np.nan
    below, equal = float((known < value).sum()), float((known == value).sum())
    return 100 * (below + equal / 2) / len(known)

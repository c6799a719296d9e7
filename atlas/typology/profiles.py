"""Distances of areas from ideal profiles, memberships and nearest types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from atlas.definitions import Typology


@dataclass(frozen=True)
class ProfileMatrix:
    """The profiles of a typology as two matrices, types by indicators.

    `weights` is 0 where a type's profile does not name an indicator.
    """

    types: tuple[str, ...]
    indicators: tuple[str, ...]
    targets: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, typology: Typology) -> ProfileMatrix:
        """Return the matrices of a typology of the method `profiles`."""
        indicators = tuple(dict.fromkeys(name for one in typology.types for name in one.profile))
        column = {name: number for number, name in enumerate(indicators)}
        targets = np.zeros((len(typology.types), len(indicators)))
        weights = np.zeros_like(targets)
        for row, one in enumerate(typology.types):
            for name, target in one.profile.items():
                targets[row, column[name]] = target.percentile
                weights[row, column[name]] = target.weight
        return cls(tuple(one.id for one in typology.types), indicators, targets, weights)

    @cached_property
    def total_weights(self) -> np.ndarray:
        """Total weight of each type's profile."""
        return np.asarray(self.weights.sum(axis=1))

    def without(self, indicator: str) -> ProfileMatrix:
        """Return the matrices with one indicator left out of every profile."""
        weights = self.weights.copy()
        weights[:, self.indicators.index(indicator)] = 0
        return ProfileMatrix(self.types, self.indicators, self.targets, weights)


def profile_distances(
    percentiles: np.ndarray, matrix: ProfileMatrix
) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance of every area from every type, and the share of weight present.

    ``d = sqrt(sum_i w_i (p_i - t_i)^2 / sum_i w_i)`` over the indicators the area has.

    Parameters
    ----------
    percentiles
        Areas by indicators, in the order of the matrix, 0 to 100; gaps are NaN.
    matrix
        Targets and weights.

    Returns
    -------
    distances, present
        Both areas by types. `distances` is in percentile points, NaN where the area has no
        figure of the profile; `present` is the share of the profile's weight that it has.

    Examples
    --------
    >>> matrix = ProfileMatrix(("t",), ("a", "b"), np.array([[50.0, 90.0]]), np.array([[1.0, 3.0]]))
    >>> distances, present = profile_distances(np.array([[50.0, 80.0], [60.0, np.nan]]), matrix)
    >>> distances.round(2).tolist(), present.tolist()
    ([[8.66], [10.0]], [[1.0], [0.25]])
    """
    known = ~np.isnan(percentiles)
    filled = np.where(known, percentiles, 0.0)
    # The square is multiplied out, so that 36,000 areas need three matrix products and no
    # array of areas by types by indicators.
    weights, targets = matrix.weights, matrix.targets
    squares = (
        (filled**2) @ weights.T
        - 2 * filled @ (weights * targets).T
        + known.astype(float) @ (weights * targets**2).T
    )
    present = known.astype(float) @ weights.T
    with np.errstate(divide="ignore", invalid="ignore"):
        distances = np.sqrt(np.maximum(squares, 0) / np.where(present > 0, present, np.nan))
    return distances, present / matrix.total_weights


def memberships(distances: np.ndarray, *, power: float) -> np.ndarray:
    """Return memberships proportional to distance to the power of minus `power`.

    The weights of inverse distance in fuzzy c-means: Bezdek (1981), *Pattern recognition with
    fuzzy objective function algorithms*.

    Parameters
    ----------
    distances
        Areas by types.
    power
        The exponent: how steeply membership falls with distance.

    Returns
    -------
    numpy.ndarray
        Areas by types; each row sums to 1. A gap becomes 0; a row of gaps stays all gaps. An
        area exactly on a profile has membership 1.

    Examples
    --------
    >>> memberships(np.array([[10.0, 20.0], [0.0, 5.0]]), power=1).round(3).tolist()
    [[0.667, 0.333], [1.0, 0.0]]
    """
    # A millionth of a percentile point: closer than any two areas can lie.
    closeness = np.maximum(distances, 1e-6) ** -power
    closeness = np.where(np.isnan(closeness), 0.0, closeness)
    whole = closeness.sum(axis=1, keepdims=True)
    shares: np.ndarray = closeness / np.where(whole > 0, whole, np.nan)
    return shares


def nearest_types(distances: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return the index of the nearest type that an area's figures allow; -1 for none.

    Parameters
    ----------
    distances, allowed
        Both areas by types; gaps of `distances` are NaN.

    Examples
    --------
    >>> distances = np.array([[10.0, 20.0], [10.0, 20.0], [10.0, np.nan]])
    >>> nearest_types(distances, np.array([[True, True], [False, True], [False, True]])).tolist()
    [0, 1, -1]
    """
    possible = np.where(allowed & ~np.isnan(distances), distances, np.inf)
    nearest = np.argmin(possible, axis=1)
    return np.where(np.isinf(possible.min(axis=1)), -1, nearest)

"""Distances of areas from ideal profiles, memberships, nearest types and how well they fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.typology.claims import HOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping

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


@dataclass(frozen=True)
class Ranks:
    """The nearest type and the next of all areas, with what they are ranked by."""

    nearest: pd.Series
    runner_up: pd.Series
    membership: pd.DataFrame
    distance: pd.DataFrame
    allowed: pd.DataFrame
    lead: pd.Series


def rank_types(
    matrix: ProfileMatrix,
    index: pd.Index,
    shares: np.ndarray,
    distances: np.ndarray,
    allowed: np.ndarray,
) -> Ranks:
    """Return the nearest type and the next, of those that an area's own figures allow.

    Where they allow none, it is the nearest of all profiles, and there is no next.
    """
    rows = np.arange(len(index))
    here = ~np.isnan(distances)
    any_allowed = (allowed & here).any(axis=1)
    possible = (allowed | ~any_allowed[:, None]) & here
    order = np.argsort(np.where(possible, distances, np.inf), axis=1, kind="stable")
    first, second = order[:, 0], order[:, 1]
    has_next = possible[rows, second] & any_allowed
    names = np.array(matrix.types)
    filled = np.nan_to_num(shares)
    lead = filled[rows, first] - np.where(has_next, filled[rows, second], 0.0)
    columns = list(matrix.types)
    return Ranks(
        nearest=pd.Series(names[first], index),
        runner_up=pd.Series(np.where(has_next, names[second], ""), index),
        membership=pd.DataFrame(shares, index, columns),
        distance=pd.DataFrame(distances, index, columns),
        allowed=pd.DataFrame(allowed, index, columns),
        lead=pd.Series(lead, index).where(here.any(axis=1)),
    )


def find_standing(
    typology: Typology,
    ranks: Ranks,
    claims: Mapping[str, pd.DataFrame],
    robustness: np.ndarray,
) -> np.ndarray:
    """Return the standing of every area: see `Assignment`, and `find_shortfalls` for why."""
    columns = {one.id: column for column, one in enumerate(typology.types)}
    own = np.array([columns[name] for name in ranks.nearest])
    rows = np.arange(len(own))
    membership = ranks.membership.to_numpy()[rows, own]
    distance = ranks.distance.to_numpy()[rows, own]
    standing = np.full(len(own), "clear", dtype=object)
    near = (membership < typology.clear_membership) | (distance > typology.clear_distance)
    # A nearer profile leaves doubt even where the area's own figures deny it.
    near |= membership < np.nanmax(np.nan_to_num(ranks.membership.to_numpy()), axis=1)
    if claims:
        held = [(claims[one.id] == HOLDS).all(axis=1) for one in typology.types]
        near |= ~np.stack(held, axis=1)[rows, own]
    else:
        near[:] = True
    doubtful = ranks.lead.to_numpy() < typology.borderline_lead
    if typology.robustness is not None:
        doubtful |= robustness < typology.robustness.borderline_under
    # Without another allowed type an area cannot lie between two.
    standing[near | doubtful] = "nearest"
    standing[doubtful & (ranks.runner_up != "").to_numpy()] = "borderline"
    far = (membership < typology.least_membership) | (distance > typology.unclear_distance)
    standing[far | ~ranks.allowed.to_numpy()[rows, own]] = "unclear"
    return standing

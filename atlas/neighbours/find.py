"""Find the nearest neighbours of a place, and the figures that are alike or differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions import Feature
    from atlas.neighbours.features import Features


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two places.

    Parameters
    ----------
    feature
        The definition of the figure.
    here, there
        The figure of the place and of its twin, in its own unit.
    apart
        Standard deviations by which the twin's is above the place's; NaN where one is missing.
    """

    feature: Feature
    here: float
    there: float
    apart: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place that is like another.

    Parameters
    ----------
    code
        The place.
    distance
        Standard deviations, averaged over the figures with a weight.
    shared
        Share of the weight that the distance is based on, 0 to 1.
    alike, differs
        Figures that are nearly the same, most alike first; figures that differ clearly, most
        different first. Figures without a weight are in neither.
    every
        All figures with a weight, in the order of the definition.
    """

    code: str
    distance: float
    shared: float
    alike: tuple[Difference, ...]
    differs: tuple[Difference, ...]
    every: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest places, and the median distance of all places from the same place."""

    twins: tuple[Neighbour, ...]
    usual: float


def find_neighbours(
    features: Features,
    code: str,
    *,
    weights: Mapping[str, float],
    leave_out: Sequence[str] = (),
) -> Found:
    """Return the places nearest to a place, nearest first.

    Parameters
    ----------
    features
        The figures of all places.
    code
        The place; it is never its own twin.
    weights
        Weights that differ from the definition, by key of the feature.
    leave_out
        Codes to leave out of the result, such as the others of the same authority.

    Returns
    -------
    Found
        At most as many as the definition allows; none where no figure has a weight. Places at
        the same distance are in order of code.
    """
    likeness = features.likeness
    row = int(np.flatnonzero(features.places == code)[0])
    weight = features.weigh(weights)
    # Figures that no place has, as in a pack of one town, get no weight.
    present = features.values.notna().any().to_numpy()
    distances, shared = measure_distances(features.standard, row, np.where(present, weight, 0.0))
    candidates = (shared >= likeness.least_shared) & ~np.isnan(distances)
    candidates[row] = False
    usual = float(np.median(distances[candidates])) if candidates.any() else np.nan
    candidates &= ~features.places.isin(list(leave_out))
    rows = np.flatnonzero(candidates)
    nearest = rows[np.argsort(distances[rows], kind="stable")][: likeness.most]
    twins = tuple(
        _describe_twin(
            features, row, int(other), weight, float(distances[other]), float(shared[other])
        )
        for other in nearest
    )
    return Found(twins, usual)


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


def _describe_twin(
    features: Features, row: int, other: int, weights: np.ndarray, distance: float, shared: float
) -> Neighbour:
    likeness = features.likeness
    here, there = features.values.iloc[row], features.values.iloc[other]
    apart = features.standard[other] - features.standard[row]
    every = tuple(
        Difference(
            feature, float(here[feature.key]), float(there[feature.key]), float(apart[column])
        )
        for column, feature in enumerate(likeness.features)
        if weights[column] > 0
    )
    known = [one for one in every if not np.isnan(one.apart)]
    alike = sorted(
        (one for one in known if abs(one.apart) < likeness.alike_under),
        key=lambda one: abs(one.apart),
    )
    differs = sorted(
        (one for one in known if abs(one.apart) >= likeness.differs_from),
        key=lambda one: -abs(one.apart),
    )
    return Neighbour(features.places[other], distance, shared, tuple(alike), tuple(differs), every)

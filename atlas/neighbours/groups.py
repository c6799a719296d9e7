"""Cluster places into groups of similar ones, and find the traits of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from atlas.definitions.roles import read_roles

if TYPE_CHECKING:
    from atlas.definitions import Feature
    from atlas.neighbours.features import Features

    Traits = tuple[tuple[Feature, float], ...]

LEAST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are similar to each other.

    Parameters
    ----------
    places
        Their codes, in order.
    traits
        What sets the group apart, strongest first: a feature, and the number of standard
        deviations by which the group's mean is above that of all places. As many as distinguish
        the group from all others, and at least three where it has them.
    """

    places: tuple[str, ...]
    traits: Traits


def group_places(features: Features) -> tuple[Group, ...]:
    """Return the places in groups of similar ones, by Ward's method.

    Ward (Journal of the American Statistical Association 58, 1963): starting from single
    places, the two groups are merged that add least to the sum of squares within groups, until
    as many are left as the definition asks for. Weights are those of the definition, so that a
    group does not depend on what a visitor chose.

    Returns
    -------
    tuple of Group
        Larger groups first; every place with any figure is in exactly one. A missing figure is
        taken as the mean of all places.
    """
    likeness = features.likeness
    if likeness.groups == 0 or len(features.places) < likeness.groups:
        return ()
    weights = features.weigh({})
    filled = np.nan_to_num(features.standard)
    joined = linkage(filled * np.sqrt(weights), method="ward")
    numbers = fcluster(joined, likeness.groups, criterion="maxclust")
    groups = []
    for number in np.unique(numbers):
        rows = np.flatnonzero(numbers == number)
        codes = tuple(str(code) for code in features.places[rows])
        groups.append(Group(codes, _find_traits(features, filled[rows].mean(axis=0), weights)))
    kept = _keep_distinctive([group.traits for group in groups])
    groups = [Group(group.places, traits) for group, traits in zip(groups, kept, strict=True)]
    return tuple(sorted(groups, key=lambda group: (-len(group.places), group.places)))


def _keep_distinctive(every: list[Traits]) -> list[Traits]:
    """Return the first traits of each group, as many as make them unlike any other group's."""
    kept = []
    for position, traits in enumerate(every):
        number = LEAST_NAMED
        others = [*every[:position], *every[position + 1 :]]
        while number < len(traits) and any(
            _sides(other, number) == _sides(traits, number) for other in others
        ):
            number += 1
        kept.append(traits[:number])
    return kept


def _sides(traits: Traits, number: int) -> set[tuple[str, bool]]:
    return {(feature.key, mean > 0) for feature, mean in traits[:number]}


def _find_traits(features: Features, mean: np.ndarray, weights: np.ndarray) -> Traits:
    order = np.argsort(-np.abs(mean) * (weights > 0), kind="stable")
    return tuple(
        (features.likeness.features[column], float(mean[column]))
        for column in order
        if abs(mean[column]) >= read_roles().thresholds.trait and weights[column] > 0
    )

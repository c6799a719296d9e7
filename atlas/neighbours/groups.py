"""Put like places into groups, and say of each group what is particular about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

if TYPE_CHECKING:
    from atlas.definitions import Feature
    from atlas.neighbours.features import Features

    Traits = tuple[tuple[Feature, float], ...]

# Of a group's mean, in standard deviations: nearer to the mean of all places is nothing particular.
PARTICULAR = 0.4
LEAST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are like each other.

    Parameters
    ----------
    places
        Their codes, in order.
    traits
        What is particular about the group, strongest first: a feature, and how many standard
        deviations the mean of the group is above that of all places. As many as tell the group
        from all others, and no fewer than three where there are.
    """

    places: tuple[str, ...]
    traits: Traits


def group_places(features: Features) -> tuple[Group, ...]:
    """Return the places in groups of like ones, by Ward's method.

    Ward (Journal of the American Statistical Association 58, 1963): from single places on, the
    two groups are joined whose joining adds least to the sum of squares within groups, until as
    many are left as the likeness says. Weights are those of the definition, so that a group
    does not depend on what a visitor chose.

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
    told = _keep_telling([one.traits for one in groups])
    groups = [Group(one.places, traits) for one, traits in zip(groups, told, strict=True)]
    return tuple(sorted(groups, key=lambda one: (-len(one.places), one.places)))


def _keep_telling(every: list[Traits]) -> list[Traits]:
    """Return the first traits of each group: so many that no other group has the same."""
    kept = []
    for place, traits in enumerate(every):
        number = LEAST_NAMED
        others = [other for where, other in enumerate(every) if where != place]
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
        (features.likeness.features[place], float(mean[place]))
        for place in order
        if abs(mean[place]) >= PARTICULAR and weights[place] > 0
    )

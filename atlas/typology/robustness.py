"""Robustness of types: repeats with an indicator left out, or with perturbed counts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pandas as pd

from atlas.indicators.compute import find_methods
from atlas.typology.claims import find_allowed
from atlas.typology.profiles import ProfileMatrix, nearest_types, profile_distances

if TYPE_CHECKING:
    from atlas.definitions import Condition, Definitions, Typology
    from atlas.definitions.typology import Robustness
    from atlas.indicators.measures import Measures


def leave_one_out(
    percentiles: np.ndarray, matrix: ProfileMatrix, allowed: np.ndarray
) -> np.ndarray:
    """Return the nearest type of every area with each indicator left out in turn.

    Claims are about single figures, so the types they allow stay the same.

    Returns
    -------
    numpy.ndarray
        Indices of types, repeats by areas; one repeat per indicator.
    """
    return np.stack(
        [
            nearest_types(profile_distances(percentiles, matrix.without(indicator))[0], allowed)
            for indicator in matrix.indicators
        ]
    )


# Areas per batch: more than any town has, so that memory does not grow with the country.
AT_ONCE = 1500


def perturb_counts(measures: Measures, matrix: ProfileMatrix, typology: Typology) -> np.ndarray:
    """Return the nearest type of every area after seeded random changes of all counts.

    Every census count behind the profiles gets an independent, normally distributed error with
    a standard deviation of `count_noise` people or households; the result is rounded and never
    below 0. The Census itself perturbs small counts by such amounts to protect people.
    Published scores and densities are left alone.

    Returns
    -------
    numpy.ndarray
        Indices of types, repeats by areas.
    """
    rules = typology.robustness
    if rules is None:
        return np.empty((0, len(measures.areas)), dtype=int)
    used = _variables_behind(named_indicators(typology), measures.definitions)
    counts = [
        variable
        for variable in used
        if measures.definitions.variables[variable].roll_up_of(variable) == "sum"
    ]
    figures = measures.store.figures
    figures = figures[[name for name in used if name in figures]]
    parts = [figures[start : start + AT_ONCE] for start in range(0, len(figures), AT_ONCE)]
    shaken = [_shake_part(measures, matrix, typology, rules, part, counts) for part in parts]
    return np.concatenate(shaken, axis=1)


def _shake_part(
    measures: Measures,
    matrix: ProfileMatrix,
    typology: Typology,
    rules: Robustness,
    figures: pd.DataFrame,
    counts: list[str],
) -> np.ndarray:
    # Every area has its own seed, so that results do not depend on which others are loaded.
    generators = [
        np.random.default_rng([rules.seed, crc32(area.encode())]) for area in figures.index
    ]
    size = (rules.repeats, len(counts))
    noise = np.stack(
        [generator.normal(0.0, rules.count_noise, size) for generator in generators], axis=1
    )
    # All repeats are stacked in one table, so that each indicator is worked out once.
    stacked = pd.concat([figures] * rules.repeats, ignore_index=True)
    stacked[counts] = (stacked[counts] + noise.reshape(len(stacked), -1)).round().clip(lower=0)
    values = {name: measures.compute(name, stacked) for name in named_indicators(typology)}
    positions = {
        name: measures.percentiles_in_country(name, one).to_numpy() for name, one in values.items()
    }
    distances, _ = profile_distances(
        np.column_stack([positions[name] for name in matrix.indicators]), matrix
    )

    def find(condition: Condition) -> np.ndarray:
        if condition.scale == "value":
            return values[condition.indicator].to_numpy()
        return positions[condition.indicator]

    allowed = find_allowed(typology, find, areas=len(stacked))
    return nearest_types(distances, allowed).reshape(rules.repeats, len(figures))


def named_indicators(typology: Typology) -> list[str]:
    """Return the indicators of all profiles, then those that only core claims use."""
    profiles = [name for one in typology.types for name in one.profile]
    core = {claim for one in typology.types for claim in one.core}
    claims = [claim.when.indicator for claim in typology.claims if claim.id in core]
    return list(dict.fromkeys([*profiles, *claims]))


def _variables_behind(indicators: list[str], definitions: Definitions) -> list[str]:
    """Return the published variables that indicators are made of."""
    methods = find_methods()
    found: dict[str, None] = {}
    waiting = list(reversed(indicators))
    while waiting:
        indicator = definitions.indicators[waiting.pop()]
        parts = [
            entry.removeprefix("-") for entries in indicator.inputs.values() for entry in entries
        ]
        # An indicator and a variable may have the same name: the method decides which is meant.
        if methods[indicator.method].takes_indicators:
            waiting.extend(reversed(parts))
        else:
            found |= dict.fromkeys(part for part in parts if part in definitions.variables)
    return list(found)

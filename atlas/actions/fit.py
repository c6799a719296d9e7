"""How far areas belong to the types that an action suits, more than is usual in the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.actions.asked import TOWN, VALUE
from atlas.typology.belonging import find_belonging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.actions.triggers import Judge
    from atlas.definitions import Action, Condition, Definitions, Typology

RULES = "rules"


def find_memberships(definitions: Definitions, judge: Judge) -> dict[str, pd.DataFrame]:
    """Return areas by types for every typology that actions name: how far they belong to each.

    What an area's own figures deny is no reason to suggest anything there, so it counts as
    nothing. A typology of rules, such as a town's own lens, is read within each area's town,
    and counts only where its figures are common enough in the country and concern enough
    people.
    """
    named = sorted(
        {name.split(".")[0] for one in definitions.actions.values() for name in one.suits}
    )
    found = {}
    for name in named:
        typology = definitions.typologies[name]
        if typology.method == RULES:
            found[name] = _read_rules(typology, judge, definitions)
        else:
            found[name] = find_belonging(typology, judge.measures)
    return found


def _read_rules(typology: Typology, judge: Judge, definitions: Definitions) -> pd.DataFrame:
    areas = judge.measures.areas
    free = np.ones(len(areas), dtype=bool)
    columns = {}
    for one in typology.types[:-1]:
        met = np.logical_and.reduce([_meets(condition, judge) for condition in one.all])
        gated = [_is_common(condition, judge, definitions) for condition in one.all]
        columns[one.id] = (met & free & np.logical_and.reduce(gated)).astype(float)
        free &= ~met
    columns[typology.types[-1].id] = free.astype(float)
    return pd.DataFrame(columns, areas)


def _meets(condition: Condition, judge: Judge) -> np.ndarray:
    reading = judge.read_areas(condition.indicator)
    positions = {VALUE: reading.figures, TOWN: reading.town}.get(condition.scale, reading.country)
    met = ~np.isnan(positions)
    if condition.at_least is not None:
        met = met & (positions >= condition.at_least)
    if condition.at_most is not None:
        met = met & (positions <= condition.at_most)
    return np.asarray(met)


def _is_common(condition: Condition, judge: Judge, definitions: Definitions) -> np.ndarray:
    """Return where a figure that a lens asks more of is not rare, and true of enough people."""
    rule, reading = definitions.rule, judge.read_areas(condition.indicator)
    everywhere = np.ones(len(reading.figures), dtype=bool)
    if condition.at_least is None or condition.scale == VALUE:
        return everywhere
    common = everywhere
    if judge.is_placed(condition.indicator):
        common = reading.country >= rule.lens_country_at_least
    return np.asarray(common & (np.isnan(reading.people) | (reading.people >= rule.lens_people)))


def find_fits(
    definitions: Definitions,
    memberships: Mapping[str, pd.DataFrame],
    means: Mapping[str, float],
    areas: int,
) -> dict[str, np.ndarray]:
    """Return how far every area belongs to the types each action suits, beyond the usual.

    Parameters
    ----------
    definitions
        Actions and types.
    memberships
        Areas by types, by typology.
    means
        The mean of each membership over the country, by ``typology.type``.
    areas
        How many areas there are, also where no typology tells of them.
    """
    return {
        action.id: _fit_one(action, definitions, memberships, means, areas)
        for action in definitions.actions.values()
    }


def _fit_one(
    action: Action,
    definitions: Definitions,
    memberships: Mapping[str, pd.DataFrame],
    means: Mapping[str, float],
    areas: int,
) -> np.ndarray:
    fit = np.zeros(areas)
    for typology, membership in memberships.items():
        suited = [name.split(".")[1] for name in action.suits if name.startswith(f"{typology}.")]
        every = {one.id for one in definitions.typologies[typology].types}
        # What suits every type says nothing of any.
        if not suited or set(suited) == every:
            continue
        usual = sum(means[f"{typology}.{one}"] for one in suited)
        own = membership[suited].sum(axis=1).fillna(0.0).to_numpy(dtype=float)
        # A place in two suited typologies is not two reasons; the stronger counts.
        fit = np.maximum(fit, beyond_usual(own, usual))
    return fit


def beyond_usual(own: np.ndarray, usual: float) -> np.ndarray:
    """Return a fit as the share of the way from the country's mean to the most there can be.

    Examples
    --------
    >>> beyond_usual(np.array([0.1, 0.6, 1.0]), 0.2).round(2).tolist()
    [0.0, 0.5, 1.0]
    >>> beyond_usual(np.array([1.0]), 1.0).tolist()
    [0.0]
    """
    if usual >= 1:
        return np.zeros(len(own))
    return np.clip((own - usual) / (1 - usual), 0.0, 1.0)

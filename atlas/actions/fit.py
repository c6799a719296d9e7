"""Fit of actions: areas' memberships in the types an action suits, beyond the country's mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.actions.asked import TOWN, VALUE
from atlas.actions.triggers import Judge
from atlas.indicators.compare import is_within
from atlas.typology.by_shares import find_belonging, name_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Condition, Definitions, Typology
    from atlas.indicators.measures import Measures

RULES = "rules"
# The table of means in data/reference, and its columns.
FILE = "type_means.csv"
COLUMNS = ["reference", "typology", "basis", "type", "mean"]


def find_memberships(definitions: Definitions, judge: Judge) -> dict[str, pd.DataFrame]:
    """Return memberships, areas by types, for every typology that actions name.

    A type that an area's own figures deny counts as 0 there. A typology of rules, such as a
    town's own lens, is read within each area's town, and counts only where its figures are
    common enough in the country and true of enough people.
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
    return is_within(positions, condition)


def _is_common(condition: Condition, judge: Judge, definitions: Definitions) -> np.ndarray:
    """Return where a figure that must be high is also common enough, and of enough people."""
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
    """Return the fit of every action in every area, 0 to 1.

    Parameters
    ----------
    definitions
        Actions and types.
    memberships
        Areas by types, by typology.
    means
        The mean of each membership over the country, by ``typology.type``.
    areas
        Number of areas.
    """
    fits = {}
    for action in definitions.actions.values():
        fit = np.zeros(areas)
        for typology, membership in memberships.items():
            every = {f"{typology}.{one.id}" for one in definitions.typologies[typology].types}
            suited = [name for name in action.suits if name in every]
            # An action that suits every type does not fit one area more than another.
            if not suited or set(suited) == every:
                continue
            usual = sum(means[name] for name in suited)
            own = membership[[name.split(".")[1] for name in suited]].sum(axis=1).fillna(0.0)
            # An area that fits by two typologies does not count twice; the stronger counts.
            fit = np.maximum(fit, beyond_usual(own.to_numpy(dtype=float), usual))
        fits[action.id] = fit
    return fits


def beyond_usual(own: np.ndarray, usual: float) -> np.ndarray:
    """Return memberships rescaled from the country's mean (0) to the maximum (1).

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


def summarise_means(
    definitions: Definitions, measures: Measures, *, reference: str, prefix: str
) -> pd.DataFrame:
    """Return the mean membership of a country's areas in every type that actions name.

    Parameters
    ----------
    definitions
        Actions and types.
    measures
        The indicators of all areas of the country.
    reference
        Id of the reference that the areas belong to.
    prefix
        The prefix of its areas' codes.

    Returns
    -------
    pandas.DataFrame
        Columns reference, typology, basis, type and mean. `basis` is a hash of the types'
        rules: means with another basis are out of date.
    """
    inside = measures.areas.str.startswith(prefix)
    rows = [
        (reference, name, name_rules(definitions.typologies[name], measures), one, mean)
        for name, membership in find_memberships(definitions, Judge(measures)).items()
        for one, mean in membership[inside].mean().items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def find_means(table: pd.DataFrame, measures: Measures) -> dict[str, float]:
    """Return the means for a place's country by ``typology.type``, without those out of date."""
    found: dict[str, float] = {}
    here = table[table["reference"] == measures.store.reference]
    for (typology, basis), rows in here.groupby(["typology", "basis"]):
        known = measures.definitions.typologies.get(str(typology))
        if known is not None and name_rules(known, measures) == basis:
            means = zip(rows["type"], rows["mean"], strict=True)
            found |= {f"{typology}.{one}": float(mean) for one, mean in means}
    return found

"""Roll figures of small areas up to larger ones: counts are summed, never percentages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Source


def roll_up_figures(
    figures: pd.DataFrame,
    groups: pd.Series,
    *,
    variables: Mapping[str, Source],
    weight: str,
    within: pd.Series,
) -> pd.DataFrame:
    """Return the figures of groups of areas.

    Counts are summed. A density becomes the people-weighted harmonic mean, which equals the
    people divided by the land. A score or rate becomes the people-weighted mean, an
    approximation that its publisher also uses for larger areas. Ranks, deciles and coordinates
    have no figure for a larger area. A figure published for MSOAs is repeated in the row of
    each area inside, so it is summed once per MSOA; a group that cuts through an MSOA has none.

    Parameters
    ----------
    figures
        One column per variable, indexed by area.
    groups
        Name of the larger area, indexed by area.
    variables
        Source of each variable, which defines how it is rolled up.
    weight
        The variable that holds usual residents.
    within
        Code of the MSOA that each area of the place lies in; the area's own code where it is as
        large or larger.

    Returns
    -------
    pandas.DataFrame
        Same columns, indexed by larger area. A gap in any part of a sum is a gap in the sum.
    """
    groups = groups.reindex(figures.index)
    names = [str(name) for name in figures]
    how = {name: variables[name].roll_up_of(name) for name in names if name in variables}
    once = [name for name in names if name in how and variables[name].larger == "neighbourhood"]
    sums = [name for name in names if how.get(name) == "sum" and name not in once]
    means = [name for name in names if how.get(name) == "mean"]
    harmonics = [name for name in names if how.get(name) == "harmonic_mean"]
    people = figures[weight]
    parts = [_sum_by(figures[sums], groups)]
    if means:
        weighted = _sum_by(figures[means].mul(people, axis=0), groups)
        parts.append(weighted.div(people.groupby(groups).sum(), axis=0))
    if harmonics:
        land = _sum_by(figures[harmonics].rdiv(people, axis=0), groups)
        parts.append(1 / land.div(people.groupby(groups).sum(), axis=0))
    if once:
        parts.append(_sum_once(figures[once], groups, within))
    return pd.concat(parts, axis=1).reindex(columns=figures.columns)


def _sum_by(columns: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    grouped = columns.groupby(groups)
    return grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))


def _sum_once(columns: pd.DataFrame, groups: pd.Series, within: pd.Series) -> pd.DataFrame:
    """Return sums over the MSOAs of each group; gaps where a group cuts through an MSOA."""
    pairs = pd.DataFrame({"group": groups, "msoa": within.reindex(columns.index)}).dropna()
    here = pairs.value_counts()
    every = within.value_counts().reindex(here.index.get_level_values("msoa"))
    whole = pd.Series(here.to_numpy() == every.to_numpy(), here.index)
    first = columns.loc[pairs.index].groupby([pairs["group"], pairs["msoa"]]).first()
    summed = _sum_by(first, pd.Series(first.index.get_level_values("group"), first.index))
    return summed.where(whole.groupby("group").all())

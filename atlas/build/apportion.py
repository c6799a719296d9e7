"""Move figures from 2011 areas to 2021 areas by the published look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Source


def carry_over(
    before: pd.DataFrame,
    look_up: pd.DataFrame,
    *,
    residents: pd.Series,
    variables: Mapping[str, Source],
) -> pd.DataFrame:
    """Return earlier figures for later areas: counts apportioned, ranks and deciles copied.

    Parameters
    ----------
    before
        Figures by variable, indexed by the earlier area.
    look_up
        As in `apportion_counts`.
    residents
        Residents today, indexed by the later area.
    variables
        Source of each variable, which says whether it can be added up.

    Returns
    -------
    pandas.DataFrame
        Same variables, indexed by the later area in order of code. Each part of a split area
        has the rank of the former whole; a merged area has a gap, because ranks cannot be
        added up. Complex changes are gaps.
    """
    names = [str(name) for name in before]
    counts = [name for name in names if variables[name].roll_up_of(name) == "sum"]
    moved = apportion_counts(before[counts], look_up, residents=residents)
    usable = look_up[look_up["change"].isin(["U", "S"])]
    whole = before.drop(columns=counts).reindex(usable["before"])
    return moved.join(whole.set_axis(usable["after"], axis=0)).reindex(columns=names)


def apportion_counts(
    before: pd.DataFrame, look_up: pd.DataFrame, *, residents: pd.Series
) -> pd.DataFrame:
    """Return earlier counts for later areas.

    An unchanged area keeps its counts. The parts of a split area share its counts in
    proportion to their residents today, so that each part has the percentages of the former
    whole. A merged area gets the sum. Any other change of boundary is a gap.

    Parameters
    ----------
    before
        Counts by variable, indexed by the earlier area.
    look_up
        Columns `before`, `after` and `change` (U unchanged, S split, M merged, X complex).
    residents
        Residents today, indexed by the later area: the weights for splits.

    Returns
    -------
    pandas.DataFrame
        Same columns, indexed by the later area, in order of code. Complex changes are gaps.

    Examples
    --------
    >>> before = pd.DataFrame({"people": [90.0, 10.0]}, index=["old", "same"])
    >>> look_up = pd.DataFrame({"before": ["old", "old", "same"], "after": ["a", "b", "same"],
    ...                         "change": ["S", "S", "U"]})
    >>> residents = pd.Series({"a": 200, "b": 100, "same": 5})
    >>> apportion_counts(before, look_up, residents=residents)["people"].tolist()
    [60.0, 30.0, 10.0]
    """
    usable = look_up[look_up["change"].isin(["U", "S", "M"])]
    weights = usable["after"].map(residents).astype(float)
    whole = weights.groupby(usable["before"]).transform("sum")
    shares = (weights / whole).where(usable["change"].eq("S"), 1.0)
    moved = before.reindex(usable["before"]).set_axis(usable["after"], axis=0)
    moved = moved.mul(shares.to_numpy(), axis=0)
    grouped = moved.groupby(level=0)
    summed = grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))
    return summed.reindex(sorted(look_up["after"].unique()))


def describe_changes(look_up: pd.DataFrame) -> pd.DataFrame:
    """Return how each later area came about.

    Returns
    -------
    pandas.DataFrame
        Columns `change` (as in the look-up) and `change_areas`, indexed by the later area: the
        number of earlier areas merged into it or, after a split, the number of parts.

    Examples
    --------
    >>> look_up = pd.DataFrame({"before": ["old", "old", "same"], "after": ["a", "b", "same"],
    ...                         "change": ["S", "S", "U"]})
    >>> describe_changes(look_up)["change_areas"].to_dict()
    {'a': 2, 'b': 2, 'same': 1}
    """
    by_after = look_up.groupby("after")
    parts = look_up.groupby("before")["after"].transform("nunique")
    return pd.DataFrame(
        {
            "change": by_after["change"].first(),
            "change_areas": by_after["before"]
            .nunique()
            .where(by_after["change"].first().ne("S"), parts.groupby(look_up["after"]).first()),
        }
    )

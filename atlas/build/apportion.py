"""Move counts from 2011 areas to 2021 areas by the published look-up."""

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
    """Return earlier figures for later areas: counts apportioned, ranks as they were.

    Each part of an area that was split has the rank of the former whole. A merged area has
    none, since ranks can be neither added nor averaged.

    Parameters
    ----------
    before
        Figures by variable, indexed by the earlier area.
    look_up, residents
        As `apportion_counts` takes them.
    variables
        Source of each variable, which says whether it is a count.

    Returns
    -------
    pandas.DataFrame
        Same columns, indexed by the later area; complex changes are gaps.
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

    An unchanged area keeps its counts. The parts of an area that was split share its counts
    by their residents today, so that each part has the shares of the former whole. A merged
    area gets the sum. Where borders changed in other ways there is no figure.

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

"""Shares and rates of a whole, and their changes between two dates."""

from __future__ import annotations

import pandas as pd

from atlas.indicators.methods import method


def _rate(part: pd.DataFrame, whole: pd.DataFrame, per: int = 100) -> pd.Series:
    """Return a part per so many of the whole; a gap in any count or a whole of 0 is a gap."""
    total = whole.sum(axis=1, skipna=False)
    return per * part.sum(axis=1, skipna=False) / total.where(total > 0)


@method("percent")
def share(part: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return 100 times the part divided by the whole.

    Returns
    -------
    pandas.Series
        Percent, 0 to 100. A gap in any count is a gap; so is a whole of 0. A part that
        perturbation leaves below 0 or above its whole is set to the bound.

    Examples
    --------
    >>> share(pd.DataFrame({"a": [5, 0]}), pd.DataFrame({"b": [20, 0]})).tolist()
    [25.0, nan]
    """
    return _rate(part, whole).clip(0, 100)


@method("percent")
def largest_share(groups: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return the largest of the groups as a percentage of the whole.

    Returns
    -------
    pandas.Series
        Percent, 0 to 100. A gap in any count is a gap; so is a whole of 0.

    Examples
    --------
    >>> groups, whole = pd.DataFrame({"a": [30], "b": [10]}), pd.DataFrame({"all": [50]})
    >>> largest_share(groups, whole).tolist()
    [60.0]
    """
    largest = groups.max(axis=1, skipna=False).to_frame()
    return _rate(largest, whole).clip(0, 100)


def _share_at_both(
    part: pd.DataFrame,
    whole: pd.DataFrame,
    part_before: pd.DataFrame,
    whole_before: pd.DataFrame,
) -> tuple[pd.Series, pd.Series]:
    return share(part_before, whole_before), share(part, whole)


@method("points", turns=True, dates=_share_at_both, each="percent")
def share_change(
    part: pd.DataFrame,
    whole: pd.DataFrame,
    part_before: pd.DataFrame,
    whole_before: pd.DataFrame,
) -> pd.Series:
    """Return the later share minus the earlier one, in percentage points.

    Returns
    -------
    pandas.Series
        Percentage points. A gap at either date is a gap.

    Examples
    --------
    >>> now = pd.DataFrame({"a": [30]}), pd.DataFrame({"b": [100]})
    >>> share_change(*now, pd.DataFrame({"c": [10]}), pd.DataFrame({"d": [50]})).tolist()
    [10.0]
    """
    before, now = _share_at_both(part, whole, part_before, whole_before)
    return now - before


def _count_at_both(count: pd.DataFrame, count_before: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return count_before.sum(axis=1, skipna=False), count.sum(axis=1, skipna=False)


@method("percent", turns=True, dates=_count_at_both, each="count")
def count_change(count: pd.DataFrame, count_before: pd.DataFrame) -> pd.Series:
    """Return the change of a count as a percentage of the earlier count.

    Returns
    -------
    pandas.Series
        Percent, below 0 where the count fell. A gap at either date is a gap; so is an earlier
        count of 0.

    Examples
    --------
    >>> count_change(pd.DataFrame({"a": [110]}), pd.DataFrame({"b": [100]})).round(1).tolist()
    [10.0]
    """
    return _rate(pd.concat([count, -count_before], axis=1), count_before)


@method("per_100", "net_per_100")
def per_hundred(part: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return signed counts per hundred of the whole.

    With all moves in and all moves out as the part this is the rate of population turnover;
    with moves inside the area too, of churn (Dennett and Stillwell, Population turnover and
    churn, Population Trends 134, Office for National Statistics 2008, there per thousand).
    Unlike a share it has no upper bound: those who moved out are no longer residents.

    Returns
    -------
    pandas.Series
        Per hundred; below 0 where more is subtracted than added. A gap in any count is a gap;
        so is a whole of 0.

    Examples
    --------
    >>> part = pd.DataFrame({"in": [30], "out": [20]})
    >>> per_hundred(part, pd.DataFrame({"all": [200]})).tolist()
    [25.0]
    """
    return _rate(part, whole)


@method("per_1000")
def per_thousand(part: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return counts for each 1,000 of the whole.

    Unlike a share it has no upper bound: the same people may be counted several times.

    Returns
    -------
    pandas.Series
        Per 1,000. A gap in any count is a gap; so is a whole of 0.

    Examples
    --------
    >>> per_thousand(pd.DataFrame({"events": [2]}), pd.DataFrame({"all": [4000]})).tolist()
    [0.5]
    """
    return _rate(part, whole, 1_000)


@method("per_100000")
def per_hundred_thousand(part: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return counts for each 100,000 of the whole: a hundred times those for each 1,000.

    Returns
    -------
    pandas.Series
        Per 100,000, for rare events or points. A gap in any count is a gap; so is a whole of 0.
    """
    return 100 * _rate(part, whole, 1_000)

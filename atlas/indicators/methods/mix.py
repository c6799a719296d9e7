"""How mixed the groups of an area are, by itself and beside its town or its neighbours."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.definitions.roles import read_roles
from atlas.indicators.methods import method
from atlas.indicators.setting import Setting


@method("index")
def entropy(groups: pd.DataFrame) -> pd.Series:
    """Return the scaled entropy of the groups.

    ``E = -100 * sum(p * ln p) / ln(k)`` for the shares `p` of `k` groups: Shannon entropy
    divided by its maximum. Theil (1972), *Statistical decomposition analysis*; as a diversity
    score in Reardon and Firebaugh (2002), *Measures of multigroup segregation*, Sociological
    Methodology 32.

    Returns
    -------
    pandas.Series
        0 where everyone is in one group, 100 where all groups are equal. A gap in any group is
        a gap; so is an area with nobody in it.

    Examples
    --------
    >>> entropy(pd.DataFrame({"a": [50, 10], "b": [50, 0]})).round(1).abs().tolist()
    [100.0, 0.0]
    """
    counts = groups.to_numpy(dtype=float)
    whole = counts.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / np.where(whole > 0, whole, np.nan)
        terms = np.where(shares == 0, 0.0, shares * np.log(shares))
    # Adding 0.0 turns the -0.0 of a single group into 0.0.
    scaled = -100 * terms.sum(axis=1) / np.log(groups.shape[1]) + 0.0
    return pd.Series(scaled, index=groups.index)


def _entropy_at_both(
    groups: pd.DataFrame, rest: pd.DataFrame, groups_before: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    # Perturbation can leave a remainder one or two below zero.
    now = groups.assign(rest=rest.sum(axis=1, skipna=False).clip(lower=0))
    if now.shape[1] != groups_before.shape[1]:
        message = (
            f"{now.shape[1]} groups now and {groups_before.shape[1]} before cannot be compared"
        )
        raise ValueError(message)
    return entropy(groups_before), entropy(now)


@method("points", turns=True, dates=_entropy_at_both, each="index")
def entropy_change(
    groups: pd.DataFrame, rest: pd.DataFrame, groups_before: pd.DataFrame
) -> pd.Series:
    """Return the later scaled entropy minus the earlier one, on a common list of groups.

    Parameters
    ----------
    groups
        Later counts that match an earlier group one to one.
    rest
        Signed later counts that make up one more group.
    groups_before
        The earlier counts.

    Returns
    -------
    pandas.Series
        Points of the 0 to 100 scale of `entropy`. A gap at either date is a gap.

    Raises
    ------
    ValueError
        If the two dates do not have the same number of groups.

    Examples
    --------
    >>> groups, rest = pd.DataFrame({"a": [50]}), pd.DataFrame({"all": [100], "a": [-50]})
    >>> entropy_change(groups, rest, pd.DataFrame({"a11": [100], "b11": [0]})).tolist()
    [100.0]
    """
    before, now = _entropy_at_both(groups, rest, groups_before)
    return now - before


@method("percent", turns=True, local=True, relative=True)
def entropy_gap(groups: pd.DataFrame, setting: Setting) -> pd.Series:
    """Return the town's entropy minus the area's, as a percentage of the town's.

    ``G = 100 * (E_town - E_area) / E_town``. Its people-weighted mean over the areas of a
    town is Theil's information theory index H times 100: Theil and Finizza (1971), and
    Reardon and Firebaugh (2002), *Measures of multigroup segregation*.

    Returns
    -------
    pandas.Series
        Percent, above 0 where the area is less mixed than the town. All gaps where
        `setting.town` is not known or has one group only.

    Examples
    --------
    >>> groups = pd.DataFrame({"a": [10, 5], "b": [0, 5]})
    >>> entropy_gap(groups, Setting(town=pd.Series({"a": 50, "b": 50}))).tolist()
    [100.0, 0.0]
    """
    if setting.town is None:
        return pd.Series(np.nan, index=groups.index)
    town = entropy(setting.town[groups.columns].to_frame().T).iloc[0]
    gap: pd.Series = 100 * (town - entropy(groups)) / (town if town > 0 else np.nan)
    return gap


@method("percent")
def simpson(groups: pd.DataFrame) -> pd.Series:
    """Return 100 times one minus the sum of squared shares.

    The chance that two residents picked at random are of different groups: Simpson's index of
    diversity, sampled with replacement. Simpson (1949), *Measurement of diversity*, Nature 163.

    Returns
    -------
    pandas.Series
        Percent. A gap in any group is a gap; so is an area with nobody in it.

    Examples
    --------
    >>> simpson(pd.DataFrame({"a": [50, 10], "b": [50, 0]})).tolist()
    [50.0, 0.0]
    """
    whole = groups.sum(axis=1, skipna=False)
    shares = groups.div(whole.where(whole > 0), axis=0)
    return 100 * (1 - (shares**2).sum(axis=1, skipna=False))


@method("percent", local=True)
def exposure(groups: pd.DataFrame, setting: Setting) -> pd.Series:
    """Return the share of people nearby who are of another group, averaged over residents.

    Nearby means the area and those adjoining it: ``X = 100 * sum_g p_g * (1 - q_g)`` with `p` the
    shares in the area and `q` the shares nearby. The complement of an isolation index
    (Massey and Denton 1988, *The dimensions of residential segregation*, Social Forces 67)
    summed over groups, with a neighbourhood instead of a tract.

    Returns
    -------
    pandas.Series
        Percent. All gaps where `setting.neighbours` are not known, as for larger areas. A
        neighbour without a row is left out.

    Examples
    --------
    >>> groups = pd.DataFrame({"a": [10, 0], "b": [0, 10]}, index=["x", "y"])
    >>> exposure(groups, Setting(neighbours={"x": ("y",), "y": ("x",)})).tolist()
    [50.0, 50.0]
    """
    if setting.neighbours is None:
        return pd.Series(np.nan, index=groups.index)
    row_of = {area: row for row, area in enumerate(groups.index)}
    counts = groups.to_numpy(dtype=float)
    nearby = counts.copy()
    for area, row in row_of.items():
        neighbours = setting.neighbours.get(area, ())
        rows = [row_of[neighbour] for neighbour in neighbours if neighbour in row_of]
        nearby[row] += counts[rows].sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        here = counts / counts.sum(axis=1, keepdims=True)
        around = nearby / nearby.sum(axis=1, keepdims=True)
    return pd.Series(100 * (here * (1 - around)).sum(axis=1), index=groups.index)


@method("ratio", local=True, relative=True)
def largest_location_quotient(
    groups: pd.DataFrame, whole: pd.DataFrame, setting: Setting
) -> pd.Series:
    """Return the largest location quotient of any group with an expected count of 20.

    ``LQ_g = (n_g / n) / (N_g / N)`` with small letters for the area and capitals for the
    town. Florence (1939), *Report on the location of industry*; in this use see Brown and
    Chung (2006), *Spatial segregation, segregation indices and the geographical
    perspective*, Population, Space and Place 12.

    Returns
    -------
    pandas.Series
        Ratio, 1 where the group is as common as in the town. A gap in any count is a gap; so is
        an area where no group reaches the expected count. All gaps where `setting.town` is not
        known.

    Examples
    --------
    >>> groups, whole = pd.DataFrame({"a": [60]}), pd.DataFrame({"all": [100]})
    >>> setting = Setting(town=pd.Series({"a": 300, "all": 1000}))
    >>> largest_location_quotient(groups, whole, setting).tolist()
    [2.0]
    """
    if setting.town is None:
        return pd.Series(np.nan, index=groups.index)
    town_shares = setting.town[groups.columns] / setting.town[whole.columns].sum()
    expected = pd.DataFrame(
        np.outer(whole.sum(axis=1, skipna=False), town_shares), groups.index, groups.columns
    )
    quotients = groups / expected.where(expected >= read_roles().thresholds.expected)
    return quotients.max(axis=1).where(groups.notna().all(axis=1))

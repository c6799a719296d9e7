"""Percentiles of values among a country's areas, or among those of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from atlas.definitions import Condition

Figures = TypeVar("Figures", np.ndarray, pd.Series)
TAILS = (0.05, 0.1, 0.25, 0.5, 1.5, 2.5)
RANKS = np.unique(np.concatenate([[0, 100], TAILS, 100 - np.array(TAILS), np.arange(1, 100)]))
# A value that more than this percentage of areas share gets a knot on either side.
HEAVY = 0.4


def is_within(figures: Figures, condition: Condition) -> Figures:
    """Return which figures lie within the inclusive bounds of a condition; a gap never does."""
    low = -np.inf if condition.at_least is None else condition.at_least
    high = np.inf if condition.at_most is None else condition.at_most
    return (figures >= low) & (figures <= high)


def percentiles_within(values: pd.Series) -> pd.Series:
    """Return each value's percentile among all values; ties share the mean rank.

    ``100 * (rank - 0.5) / n`` with `n` the number of values present.

    Parameters
    ----------
    values
        One value per area.

    Returns
    -------
    pandas.Series
        0 to 100, same index. A gap stays a gap and does not count.

    Examples
    --------
    >>> percentiles_within(pd.Series([3.0, 1.0, 1.0, None])).round(2).tolist()
    [83.33, 33.33, 33.33, nan]
    """
    return 100 * (values.rank(method="average") - 0.5) / values.count()


def take_one_each(values: pd.Series, published: pd.Series) -> pd.Series:
    """Return one figure per larger area it is published for, not one per area that carries it.

    Examples
    --------
    >>> take_one_each(pd.Series([7.0, 7.0, 2.0]), pd.Series(["M1", "M1", "M2"])).tolist()
    [7.0, 2.0]
    """
    return values.dropna().groupby(published).first()


def percentiles_of_larger(values: pd.Series, published: pd.Series) -> pd.Series:
    """Return each value's percentile among the larger areas that the values are published for.

    Parameters
    ----------
    values
        One value per area; areas of one larger area carry the same.
    published
        Code of the larger area, by area.

    Examples
    --------
    >>> values, published = pd.Series([7.0, 7.0, 2.0]), pd.Series(["M1", "M1", "M2"])
    >>> percentiles_of_larger(values, published).tolist()
    [75.0, 75.0, 25.0]
    """
    each = percentiles_within(take_one_each(values, published))
    return published.map(each).astype(float).where(values.notna())


def reference_knots(values: pd.Series) -> pd.DataFrame:
    """Return knots from which the percentile of any value in a reference is interpolated.

    One observed value is kept per percentile, and more in the tails, with its exact
    percentile. A value shared by many areas, as zero often is, is kept once with its mean
    rank, and so are the next values below and above it: nothing may be interpolated between a
    zero shared by half of all areas and the smallest positive share.

    Parameters
    ----------
    values
        One value per area of the reference, gaps allowed.

    Returns
    -------
    pandas.DataFrame
        Columns `value` and `percentile`, both ascending; about 100 rows.

    Examples
    --------
    >>> reference_knots(pd.Series([0.0, 0.0, 5.0, 9.0]))["percentile"].tolist()
    [25.0, 62.5, 87.5]
    """
    present = np.sort(values.dropna().to_numpy(dtype=float))
    distinct, shared = np.unique(present, return_counts=True)
    heavy = np.flatnonzero(100 * shared > HEAVY * present.size)
    beside = np.clip(np.concatenate([heavy - 1, heavy + 1]), 0, distinct.size - 1)
    quantiles = np.quantile(present, RANKS / 100, method="nearest")
    picked = np.union1d(quantiles, distinct[beside])
    below = np.searchsorted(present, picked, side="left")
    upto = np.searchsorted(present, picked, side="right")
    return pd.DataFrame({"value": picked, "percentile": 50 * (below + upto) / present.size})


def percentiles_from_knots(values: pd.Series, knots: pd.DataFrame) -> pd.Series:
    """Return each value's percentile in a reference, read from its knots.

    Parameters
    ----------
    values
        One value per area.
    knots
        As made by `reference_knots`.

    Returns
    -------
    pandas.Series
        0 to 100, same index. A gap stays a gap; a value beyond the first or last knot gets
        that knot's percentile.

    Examples
    --------
    >>> knots = reference_knots(pd.Series([0.0, 0.0, 5.0, 9.0]))
    >>> percentiles_from_knots(pd.Series([0.0, 7.0, 20.0]), knots).tolist()
    [25.0, 75.0, 87.5]
    """
    ranked = np.interp(
        values.to_numpy(dtype=float), knots["value"].to_numpy(), knots["percentile"].to_numpy()
    )
    return pd.Series(ranked, index=values.index).where(values.notna())


def value_at_percentile(percentile: float, knots: pd.DataFrame) -> float:
    """Return the value at a percentile of a reference, such as its median."""
    return float(np.interp(percentile, knots["percentile"], knots["value"]))

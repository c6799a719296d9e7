"""Where a value stands: its percentile among England's areas, or among the town's."""

from __future__ import annotations

import numpy as np
import pandas as pd

TAILS = (0.05, 0.1, 0.25, 0.5, 1.5, 2.5)
RANKS = np.unique(np.concatenate([[0, 100], TAILS, 100 - np.array(TAILS), np.arange(1, 100)]))
# Values that more areas share than this get knots on both sides, in percent of the areas.
HEAVY = 0.4


def percentiles_within(values: pd.Series) -> pd.Series:
    """Return each value's percentile among all values, ties sharing the mean rank.

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
    """Return each figure once that several areas carry, by the area it is published for.

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
        The larger area of each.

    Examples
    --------
    >>> values, published = pd.Series([7.0, 7.0, 2.0]), pd.Series(["M1", "M1", "M2"])
    >>> percentiles_of_larger(values, published).tolist()
    [75.0, 75.0, 25.0]
    """
    each = percentiles_within(take_one_each(values, published))
    return published.map(each).astype(float).where(values.notna())


def reference_knots(values: pd.Series) -> pd.DataFrame:
    """Return a table from which any value's percentile among these can be read.

    Every percentile, more finely in the tails, one value that really occurs is kept
    with its exact percentile; between knots one interpolates. Values that occur often enough
    to fill several steps, as zeros do, are kept once, with the mean rank of all of them, and
    so are the next values below and above: between a zero shared by half of all areas and
    the smallest share there is, nothing may be interpolated.

    Parameters
    ----------
    values
        One value per area of the reference, gaps allowed.

    Returns
    -------
    pandas.DataFrame
        Columns `value` (rising) and `percentile` (rising), some 100 rows.

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
        0 to 100, same index. A gap stays a gap; a value beyond the last knot gets the last
        knot's percentile.

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

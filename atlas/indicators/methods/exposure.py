"""How many of the people around an average resident are of other groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("exposure", ("groups",), ("percent",), local=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the share of people nearby who are of another group, averaged over residents.

    Nearby means the area and those adjoining it: ``X = 100 * sum_g p_g * (1 - q_g)`` with `p` the
    shares in the area and `q` the shares nearby. The complement of an isolation index
    (Massey and Denton 1988, *The dimensions of residential segregation*, Social Forces 67)
    summed over groups, with a neighbourhood instead of a tract.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group, indexed by area.
    setting
        `neighbours` is needed.

    Returns
    -------
    pandas.Series
        Percent, same index. All gaps where neighbours are not known, as for larger areas. A
        neighbour without a row is left out.

    Examples
    --------
    >>> groups = pd.DataFrame({"a": [10, 0], "b": [0, 10]}, index=["x", "y"])
    >>> setting = Setting(neighbours={"x": ("y",), "y": ("x",)})
    >>> compute({"groups": groups}, setting).tolist()
    [50.0, 50.0]
    """
    groups = inputs["groups"]
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

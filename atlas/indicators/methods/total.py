"""A count as published, or the sum of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("total", ("count",), ("people", "households", "count"))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the sum of the counts.

    Parameters
    ----------
    inputs
        `count`: signed counts, one column per variable, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Count, same index. A gap in any count is a gap.

    Examples
    --------
    >>> compute({"count": pd.DataFrame({"a": [5, 1], "b": [2, None]})}, Setting()).tolist()
    [7.0, nan]
    """
    return inputs["count"].sum(axis=1, skipna=False)

"""The chance that two residents picked at random are of different groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("simpson", ("groups",), ("percent",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return 100 times one minus the sum of squared shares.

    Simpson's index of diversity, sampled with replacement: Simpson (1949), *Measurement of
    diversity*, Nature 163.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percent, same index. A gap in any group is a gap; so is an area with nobody in it.

    Examples
    --------
    >>> compute({"groups": pd.DataFrame({"a": [50, 10], "b": [50, 0]})}, Setting()).tolist()
    [50.0, 0.0]
    """
    groups = inputs["groups"]
    whole = groups.sum(axis=1, skipna=False)
    shares = groups.div(whole.where(whole > 0), axis=0)
    return 100 * (1 - (shares**2).sum(axis=1, skipna=False))

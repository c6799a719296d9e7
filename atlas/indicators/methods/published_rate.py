"""A rate published as a fraction, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("published_rate", ("value",), ("percent",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return 100 times the published fraction.

    Parameters
    ----------
    inputs
        `value`: one column of fractions, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percent, same index. A gap stays a gap.

    Examples
    --------
    >>> compute({"value": pd.DataFrame({"rate": [0.125, None]})}, Setting()).tolist()
    [12.5, nan]
    """
    return 100 * inputs["value"].iloc[:, 0].astype(float)

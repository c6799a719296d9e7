"""How much less mixed an area is than its town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.methods.entropy import scaled_entropy
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("entropy_gap", ("groups",), ("percent",), turns=True, local=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the town's entropy minus the area's, as a percentage of the town's.

    ``G = 100 * (E_town - E_area) / E_town``. Its people-weighted mean over the areas of a
    town is Theil's information theory index H times 100: Theil and Finizza (1971), and
    Reardon and Firebaugh (2002), *Measures of multigroup segregation*.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group, indexed by area.
    setting
        `town` is needed.

    Returns
    -------
    pandas.Series
        Percent, above 0 where the area is less mixed than the town; same index. All gaps
        where the town is not known or has one group only.

    Examples
    --------
    >>> groups = pd.DataFrame({"a": [10, 5], "b": [0, 5]})
    >>> compute({"groups": groups}, Setting(town=pd.Series({"a": 50, "b": 50}))).tolist()
    [100.0, 0.0]
    """
    groups = inputs["groups"]
    if setting.town is None:
        return pd.Series(np.nan, index=groups.index)
    town = scaled_entropy(setting.town[groups.columns].to_frame().T).iloc[0]
    if not town > 0:
        return pd.Series(np.nan, index=groups.index)
    gap: pd.Series = 100 * (town - scaled_entropy(groups)) / town
    return gap

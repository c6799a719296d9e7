"""How many times more common the most concentrated group is here than in the town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("largest_location_quotient", ("groups", "whole"), ("ratio",), local=True)

# Below this expected count a quotient says more about chance than about the place.
EXPECTED_AT_LEAST = 20


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the largest location quotient of any group with an expected count of 20.

    ``LQ_g = (n_g / n) / (N_g / N)`` with small letters for the area and capitals for the
    town. Florence (1939), *Report on the location of industry*; in this use see Brown and
    Chung (2006), *Spatial segregation, segregation indices and the geographical
    perspective*, Population, Space and Place 12.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group; `whole`: signed counts; indexed by area.
    setting
        `town` is needed.

    Returns
    -------
    pandas.Series
        Ratio, 1 where the group is as common as in the town; same index. A gap in any count is
        a gap; so is an area where no group reaches the expected count. All gaps where the town
        is not known.

    Examples
    --------
    >>> groups, whole = pd.DataFrame({"a": [60]}), pd.DataFrame({"all": [100]})
    >>> setting = Setting(town=pd.Series({"a": 300, "all": 1000}))
    >>> compute({"groups": groups, "whole": whole}, setting).tolist()
    [2.0]
    """
    groups, whole = inputs["groups"], inputs["whole"].sum(axis=1, skipna=False)
    if setting.town is None:
        return pd.Series(np.nan, index=groups.index)
    town_whole = setting.town[inputs["whole"].columns].sum()
    town_shares = setting.town[groups.columns] / town_whole
    expected = pd.DataFrame(np.outer(whole, town_shares), groups.index, groups.columns)
    quotients = groups / expected.where(expected >= EXPECTED_AT_LEAST)
    return quotients.max(axis=1).where(groups.notna().all(axis=1))

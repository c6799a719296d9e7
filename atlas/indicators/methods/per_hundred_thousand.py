"""Rate per 100,000, for rare events or points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.methods import per_thousand
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("per_hundred_thousand", ("part", "whole"), ("per_100000",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return counts for each 100,000 of the whole: a hundred times those for each 1,000.

    Parameters
    ----------
    inputs
        `part` and `whole`: counts, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Per 100,000, same index. A gap in any count is a gap; so is a whole of 0.

    Examples
    --------
    >>> part = pd.DataFrame({"events": [2]})
    >>> compute({"part": part, "whole": pd.DataFrame({"all": [4000]})}, Setting()).tolist()
    [50.0]
    """
    return 100 * per_thousand.compute(inputs, setting)

"""Events per hundred residents, which may exceed a hundred, or the net of two kinds of event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("per_hundred", ("part", "whole"), ("per_100", "net_per_100"))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return signed counts per hundred of the whole.

    With all moves in and all moves out as the part this is the rate of population turnover;
    with moves inside the area too, of churn (Dennett and Stillwell, Population turnover and
    churn, Population Trends 134, Office for National Statistics 2008, there per thousand).
    Unlike a share it has no upper bound: those who moved out are no longer residents.

    Parameters
    ----------
    inputs
        `part` and `whole`: signed counts, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Per hundred, same index; below 0 where more is subtracted than added. A gap in any count
        is a gap; so is a whole of 0.

    Examples
    --------
    >>> part = pd.DataFrame({"in": [30], "out": [20]})
    >>> compute({"part": part, "whole": pd.DataFrame({"all": [200]})}, Setting()).tolist()
    [25.0]
    """
    part = inputs["part"].sum(axis=1, skipna=False)
    whole = inputs["whole"].sum(axis=1, skipna=False)
    return 100 * part / whole.where(whole > 0)

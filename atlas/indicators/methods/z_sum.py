"""Sum of z-scores of several indicators, against England's areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("z_sum", ("indicators",), ("z_sum",), takes_indicators=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the sum of z-scores against England's areas.

    ``Z = sum_i (x_i - mean_i) / sd_i``. With not living as a couple, one-person households,
    moved in the past year and private rent this is the social fragmentation index of Congdon
    (2013), *Assessing the impact of socioeconomic variables on small area variations in
    suicide outcomes in England*, Int. J. Environ. Res. Public Health 10.

    Parameters
    ----------
    inputs
        `indicators`: values, one column per indicator, indexed by area.
    setting
        `moments` is needed.

    Returns
    -------
    pandas.Series
        Standard deviations, 0 where all parts equal England's mean; same index. A gap in any
        part, or a part without moments, is a gap.

    Examples
    --------
    >>> moments = pd.DataFrame({"mean": [10.0], "sd": [5.0]}, index=["x"])
    >>> compute({"indicators": pd.DataFrame({"x": [20.0]})}, Setting(moments=moments)).tolist()
    [2.0]
    """
    values = inputs["indicators"]
    moments = setting.moments.reindex(values.columns)
    return ((values - moments["mean"]) / moments["sd"]).sum(axis=1, skipna=False)

"""Change in a share between two dates, in percentage points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.methods import share
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec(
    "share_change", ("part", "whole", "part_before", "whole_before"), ("points",), turns=True
)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the later share minus the earlier one, in percentage points.

    Parameters
    ----------
    inputs
        `part`, `whole`, `part_before`, `whole_before`: signed counts, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percentage points, same index. A gap at either date is a gap.

    Examples
    --------
    >>> now = {"part": pd.DataFrame({"a": [30]}), "whole": pd.DataFrame({"b": [100]})}
    >>> then = {"part_before": pd.DataFrame({"c": [10]}), "whole_before": pd.DataFrame({"d": [50]})}
    >>> compute({**now, **then}, Setting()).tolist()
    [10.0]
    """
    now = share.compute({"part": inputs["part"], "whole": inputs["whole"]}, setting)
    then = {"part": inputs["part_before"], "whole": inputs["whole_before"]}
    return now - share.compute(then, setting)

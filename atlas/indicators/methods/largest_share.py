"""Share of the largest group, whichever that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("largest_share", ("groups", "whole"), ("percent",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the largest of the groups as a percentage of the whole.

    Parameters
    ----------
    inputs
        `groups`: counts, one column per group; `whole`: signed counts; indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percent, 0 to 100, same index. A gap in any count is a gap; so is a whole of 0.

    Examples
    --------
    >>> groups, whole = pd.DataFrame({"a": [30], "b": [10]}), pd.DataFrame({"all": [50]})
    >>> compute({"groups": groups, "whole": whole}, Setting()).tolist()
    [60.0]
    """
    whole = inputs["whole"].sum(axis=1, skipna=False)
    largest = inputs["groups"].max(axis=1, skipna=False)
    return (100 * largest / whole.where(whole > 0)).clip(0, 100)

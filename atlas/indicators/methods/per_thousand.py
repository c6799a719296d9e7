"""Rate per 1,000, for events or points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("per_thousand", ("part", "whole"), ("per_1000",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return counts for each 1,000 of the whole.

    Unlike a share it has no upper bound: the same people may be counted several times.

    Parameters
    ----------
    inputs
        `part` and `whole`: counts, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Per 1,000, same index. A gap in any count is a gap; so is a whole of 0.

    Examples
    --------
    >>> part = pd.DataFrame({"events": [2]})
    >>> compute({"part": part, "whole": pd.DataFrame({"all": [4000]})}, Setting()).tolist()
    [0.5]
    """
    part = inputs["part"].sum(axis=1, skipna=False)
    whole = inputs["whole"].sum(axis=1, skipna=False)
    return 1_000 * part / whole.where(whole > 0)

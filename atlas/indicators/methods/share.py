"""Share of a whole, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("share", ("part", "whole"), ("percent",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return 100 times the part divided by the whole.

    Parameters
    ----------
    inputs
        `part` and `whole`: signed counts, one column per variable, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Percent, 0 to 100, same index. A gap in any count is a gap; so is a whole of 0. A
        part that perturbation leaves below 0 or above its whole is set to the bound.

    Examples
    --------
    >>> part, whole = pd.DataFrame({"a": [5, 0]}), pd.DataFrame({"b": [20, 0]})
    >>> compute({"part": part, "whole": whole}, Setting()).tolist()
    [25.0, nan]
    """
    part = inputs["part"].sum(axis=1, skipna=False)
    whole = inputs["whole"].sum(axis=1, skipna=False)
    return (100 * part / whole.where(whole > 0)).clip(0, 100)

"""Residents per square kilometre, as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("density", ("value",), ("per_km2",))


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the published density.

    Larger areas get the people-weighted harmonic mean of their parts, which equals residents
    divided by land: see `atlas.indicators.roll_up`.

    Parameters
    ----------
    inputs
        `value`: one column, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Residents per square kilometre, same index. A gap stays a gap.

    Examples
    --------
    >>> compute({"value": pd.DataFrame({"density": [5321.0, None]})}, Setting()).tolist()
    [5321.0, nan]
    """
    return inputs["value"].iloc[:, 0].astype(float)

"""A score, rate, decile or ratio as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec(
    "published",
    ("value",),
    ("score", "decile", "rank", "per_1000", "ratio", "index", "km", "percent", "people"),
)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the published value unchanged.

    Parameters
    ----------
    inputs
        `value`: one column, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        As published, same index. A gap stays a gap.

    Examples
    --------
    >>> compute({"value": pd.DataFrame({"score": [31.2, None]})}, Setting()).tolist()
    [31.2, nan]
    """
    return inputs["value"].iloc[:, 0].astype(float)

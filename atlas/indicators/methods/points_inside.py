"""Number of points of a list inside an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


# Whose list it is decides which points are on it, so there is no percentile in England.
METHOD = MethodSpec("points_inside", ("count",), ("places",), local=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the count, as the build worked it out from the points.

    Parameters
    ----------
    inputs
        `count`: one column, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Points, same index. A gap where the list does not cover the area.

    Examples
    --------
    >>> compute({"count": pd.DataFrame({"schools": [2, 0, None]})}, Setting()).tolist()
    [2.0, 0.0, nan]
    """
    return inputs["count"].iloc[:, 0].astype(float)

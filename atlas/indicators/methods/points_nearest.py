"""Straight-line distance to the nearest point of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


# Whose list it is decides whether points beyond the border are on it.
METHOD = MethodSpec("points_nearest", ("metres",), ("metres",), local=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:  # noqa: ARG001 - one face for all methods
    """Return the distance in metres, as the build measured it from the centroid.

    Larger areas get the mean of their parts weighted by residents: the distance for an average
    resident.

    Parameters
    ----------
    inputs
        `metres`: one column, indexed by area.
    setting
        Not used.

    Returns
    -------
    pandas.Series
        Metres, same index. A gap where the list has no such point or does not cover the area.

    Examples
    --------
    >>> compute({"metres": pd.DataFrame({"nearest": [410, None]})}, Setting()).tolist()
    [410.0, nan]
    """
    return inputs["metres"].iloc[:, 0].astype(float)

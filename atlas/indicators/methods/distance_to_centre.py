"""Straight-line distance from where people live to the centre of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.definitions.method import MethodSpec
from atlas.indicators.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping


METHOD = MethodSpec("distance_to_centre", ("easting", "northing"), ("km",), local=True)


def compute(inputs: Mapping[str, pd.DataFrame], setting: Setting) -> pd.Series:
    """Return the distance in kilometres.

    Parameters
    ----------
    inputs
        `easting` and `northing` of population-weighted centres in metres (EPSG:27700).
    setting
        `centre` is needed: that of each area's authority.

    Returns
    -------
    pandas.Series
        Kilometres, same index. A gap where the authority has no centre.

    Examples
    --------
    >>> east, north = pd.DataFrame({"x": [3000.0]}), pd.DataFrame({"y": [4000.0]})
    >>> setting = Setting(centre=pd.DataFrame({"easting": [0.0], "northing": [0.0]}))
    >>> compute({"easting": east, "northing": north}, setting).tolist()
    [5.0]
    """
    east, north = inputs["easting"].iloc[:, 0], inputs["northing"].iloc[:, 0]
    if setting.centre is None:
        return pd.Series(np.nan, index=east.index)
    centre = setting.centre.reindex(east.index)
    metres = np.hypot(east - centre["easting"], north - centre["northing"])
    return pd.Series(metres / 1000, index=east.index)

"""Figures as published, or as the build measured them: counts, scores, distances."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.indicators.methods import method
from atlas.indicators.setting import Setting


def _take(table: pd.DataFrame) -> pd.Series:
    """Return the only column of an input; a gap stays a gap."""
    return table.iloc[:, 0].astype(float)


@method("people", "households", "count")
def total(count: pd.DataFrame) -> pd.Series:
    """Return the sum of the counts.

    Returns
    -------
    pandas.Series
        Count. A gap in any count is a gap.

    Examples
    --------
    >>> total(pd.DataFrame({"a": [5, 1], "b": [2, None]})).tolist()
    [7.0, nan]
    """
    return count.sum(axis=1, skipna=False)


@method("score", "decile", "rank", "per_1000", "ratio", "index", "km", "percent", "people")
def published(value: pd.DataFrame) -> pd.Series:
    """Return the published value unchanged."""
    return _take(value)


@method("percent")
def published_rate(value: pd.DataFrame) -> pd.Series:
    """Return 100 times the published fraction."""
    return 100 * _take(value)


@method("per_km2")
def density(value: pd.DataFrame) -> pd.Series:
    """Return the published density.

    Larger areas get the people-weighted harmonic mean of their parts, which equals residents
    divided by land: see `atlas.indicators.roll_up`.

    Returns
    -------
    pandas.Series
        Residents per square kilometre. A gap stays a gap.
    """
    return _take(value)


@method("tenths", turns=True)
def decile_change(value: pd.DataFrame, value_before: pd.DataFrame) -> pd.Series:
    """Return the later decile minus the earlier one.

    Only ranks are compared, never scores: two editions measure in different ways, so an area
    can change its decile while nothing in it has changed.

    Returns
    -------
    pandas.Series
        Deciles, above 0 where the later decile is the higher number. A gap at either date is a
        gap.

    Examples
    --------
    >>> decile_change(pd.DataFrame({"d25": [5, 1]}), pd.DataFrame({"d19": [3, 1]})).tolist()
    [2.0, 0.0]
    """
    return _take(value) - _take(value_before)


# Whose list it is decides which points are on it, so there is no percentile in England.
@method("places", local=True)
def points_inside(count: pd.DataFrame) -> pd.Series:
    """Return the count, as the build worked it out from the points.

    Returns
    -------
    pandas.Series
        Points of a list inside the area. A gap where the list does not cover the area.
    """
    return _take(count)


# Whose list it is decides whether points beyond the border are on it.
@method("metres", local=True)
def points_nearest(metres: pd.DataFrame) -> pd.Series:
    """Return the distance in metres, as the build measured it from the centroid.

    Larger areas get the mean of their parts weighted by residents: the distance for an average
    resident.

    Returns
    -------
    pandas.Series
        Metres in a straight line. A gap where the list has no such point or does not cover the
        area.
    """
    return _take(metres)


@method("km", local=True)
def distance_to_centre(
    easting: pd.DataFrame, northing: pd.DataFrame, setting: Setting
) -> pd.Series:
    """Return the distance in kilometres.

    It is measured in a straight line from the population-weighted centre of the area, in metres
    (EPSG:27700), to the centre of its authority in `setting.centre`.

    Returns
    -------
    pandas.Series
        Kilometres. A gap where the authority has no centre.

    Examples
    --------
    >>> setting = Setting(centre=pd.DataFrame({"easting": [0.0], "northing": [0.0]}))
    >>> east, north = pd.DataFrame({"x": [3000.0]}), pd.DataFrame({"y": [4000.0]})
    >>> distance_to_centre(east, north, setting).tolist()
    [5.0]
    """
    east, north = _take(easting), _take(northing)
    if setting.centre is None:
        return pd.Series(np.nan, index=east.index)
    centre = setting.centre.reindex(east.index)
    metres = np.hypot(east - centre["easting"], north - centre["northing"])
    return pd.Series(metres / 1000, index=east.index)


@method("z_sum", takes_indicators=True)
def z_sum(indicators: pd.DataFrame, setting: Setting) -> pd.Series:
    """Return the sum of z-scores against England's areas.

    ``Z = sum_i (x_i - mean_i) / sd_i``, by `setting.moments`. With not living as a couple,
    one-person households, moved in the past year and private rent this is the social
    fragmentation index of Congdon (2013), *Assessing the impact of socioeconomic variables on
    small area variations in suicide outcomes in England*, Int. J. Environ. Res. Public Health
    10.

    Returns
    -------
    pandas.Series
        Standard deviations, 0 where all parts equal England's mean. A gap in any part, or a
        part without moments, is a gap.

    Examples
    --------
    >>> moments = pd.DataFrame({"mean": [10.0], "sd": [5.0]}, index=["x"])
    >>> z_sum(pd.DataFrame({"x": [20.0]}), Setting(moments=moments)).tolist()
    [2.0]
    """
    moments = setting.moments.reindex(indicators.columns)
    return ((indicators - moments["mean"]) / moments["sd"]).sum(axis=1, skipna=False)

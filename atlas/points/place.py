"""Find the area of each point, count points by area, and measure to the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from atlas.points.read import GRID, LONGITUDE_LATITUDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd


def find_areas(
    points: pd.DataFrame, outlines: gpd.GeoDataFrame, finer: gpd.GeoDataFrame | None = None
) -> pd.Series:
    """Return the area that each point lies in.

    Parameters
    ----------
    points
        Columns `longitude` and `latitude`.
    outlines
        Outlines in WGS 84, indexed by area.
    finer
        More detailed outlines of some of these areas; they take precedence.

    Returns
    -------
    pandas.Series
        Code of the area, indexed as `points`; empty where a point lies in none. A point on a
        border is in the area whose code comes first, so that it is counted once.
    """
    if finer is None or finer.empty:
        return _join(points, outlines).fillna("").astype(str).rename("area")
    areas = _join(points, finer)
    left = points[areas.isna()]
    rough = _join(left, outlines)
    others = outlines.drop(index=finer.index, errors="ignore")
    # Inside the generalised outline but outside the detailed one: just over the border.
    over = rough.isin(finer.index)
    rough[over] = _join(left[over], others, nearest=True)
    return areas.fillna(rough).fillna("").astype(str).rename("area")


def _join(points: pd.DataFrame, outlines: gpd.GeoDataFrame, *, nearest: bool = False) -> pd.Series:
    """Return the first area that contains each point or is nearest to it; a gap for none."""
    import geopandas as gpd  # noqa: PLC0415 - loading it takes half a second

    if points.empty or outlines.empty:
        return pd.Series(np.nan, index=points.index, dtype=object)
    places = gpd.points_from_xy(points["longitude"], points["latitude"], crs=LONGITUDE_LATITUDE)
    spots = gpd.GeoSeries(places)
    tree = outlines.sindex
    if nearest:
        rows, found = tree.nearest(spots, return_all=True)
    else:
        rows, found = tree.query(spots, predicate="intersects")
    codes = pd.Series(outlines.index.to_numpy(str)[found], index=rows, dtype=object)
    first = codes.groupby(level=0).min().reindex(range(len(points)))
    return first.set_axis(points.index)


def place_points(
    points: pd.DataFrame, outlines: gpd.GeoDataFrame, finer: gpd.GeoDataFrame | None = None
) -> pd.DataFrame:
    """Return points with their area, as given by the publisher where that is known.

    Parameters
    ----------
    points
        Columns `longitude`, `latitude` and `given`, the publisher's code of the area; other
        codes, such as those of an earlier year, are ignored.
    outlines, finer
        As `find_areas` takes them.

    Returns
    -------
    pandas.DataFrame
        With the columns `area` and `drawn`, the area by outlines alone.
    """
    drawn = find_areas(points, outlines, finer)
    given = points["given"].where(points["given"].isin(outlines.index), "")
    return points.assign(given=given, drawn=drawn, area=given.where(given.ne(""), drawn))


def count_inside(points: pd.DataFrame, areas: pd.Index) -> pd.Series:
    """Return the number of points in each area, zero included.

    Parameters
    ----------
    points
        Column `area`, from `find_areas`.
    areas
        Codes of the areas.
    """
    return points["area"].value_counts().reindex(areas, fill_value=0).astype(float)


def measure_nearest(points: pd.DataFrame, centres: pd.DataFrame) -> pd.Series:
    """Return the straight-line distance in metres from each centre to the nearest point.

    Parameters
    ----------
    points
        Columns `longitude` and `latitude`.
    centres
        Easting and northing (EPSG:27700) in two columns, indexed by area.

    Returns
    -------
    pandas.Series
        Metres, indexed as `centres`; gaps for areas without a centre, and for all where there
        is no point.
    """
    metres = pd.Series(np.nan, index=centres.index)
    known = centres.notna().all(axis=1)
    if points.empty or not known.any():
        return metres
    distances, _ = KDTree(to_grid(points)).query(centres[known].to_numpy(dtype=float))
    metres[known] = distances
    return metres


def to_grid(points: pd.DataFrame, *, metres: str = GRID) -> np.ndarray:
    """Return eastings and northings of points in a projection, one row each."""
    import geopandas as gpd  # noqa: PLC0415 - loading it takes half a second

    places = gpd.points_from_xy(points["longitude"], points["latitude"], crs=LONGITUDE_LATITUDE)
    spots = places.to_crs(metres)
    return np.column_stack([spots.x, spots.y])


def of_kinds(points: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the points of the given kinds; all points if none are given."""
    return points[points["kind"].isin(kinds)] if kinds else points

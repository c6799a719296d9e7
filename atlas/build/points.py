"""Read the overlays' points for a pack, and derive figures from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from atlas.pack.schema import OPTIONAL
from atlas.places.published import find_list
from atlas.points.place import count_inside, measure_nearest, of_kinds, place_points
from atlas.points.read import (
    GRID,
    LONGITUDE_LATITUDE,
    has_postcodes,
    read_known_postcodes,
    read_points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import geopandas as gpd

    from atlas.build.steps import Report
    from atlas.definitions import Overlay

# Extra columns of a point: the area code in its file, and the area by outlines.
PLACED = ("given", "drawn")
CENTRES = ["centroid_easting", "centroid_northing"]


def read_overlays(
    overlays: Iterable[Overlay],
    folder: Path,
    outlines: gpd.GeoDataFrame,
    *,
    own: bool,
    report: Report,
    postcodes: Path | None = None,
    finer: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """Return the points of all overlays with a file in the folder.

    A publishers' list that is located by postcodes is left out where there are none.

    Parameters
    ----------
    overlays
        Overlays to read.
    folder
        A place's own folder, or that of the publishers' files.
    outlines
        Outlines of the small areas in WGS 84, indexed by area.
    own
        Whether the folder is a place's own, where files are named by `place_file`.
    report
        Called with what is read, and how many rows have no location.
    postcodes
        A folder with further files of postcodes, such as a council's.
    finer
        More detailed outlines of some areas.

    Returns
    -------
    pandas.DataFrame
        The pack table `points` with the columns that `describe_placing` needs; the area of a
        point outside all areas is empty.
    """
    parts = []
    for overlay in overlays:
        name = overlay.place_file if own else overlay.file
        path = find_list(folder, name)
        if path is None:
            continue
        located = overlay.points.postcode
        if located and not own and not has_postcodes(overlay.points, folder, postcodes):
            report(f"{overlay.plural}: left out, as the look-up of postcodes is not here")
            continue
        points, unplaced = read_points(path, overlay.points, folder=folder, postcodes=postcodes)
        said = f"; {unplaced:,} more have no known location" if unplaced else ""
        report(f"{overlay.plural}: {len(points):,}{said}")
        points["overlay"], points["point"] = overlay.id, range(len(points))
        parts.append(place_points(points, outlines, finer))
    columns = [*OPTIONAL["points"].columns, *PLACED]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]


def describe_placing(points: pd.DataFrame) -> dict[str, Any]:
    """Return how points were assigned to areas, and how many the outlines misplace.

    Returns
    -------
    dict
        For the manifest. `lists`: by overlay identity, the number of points in areas, and of
        those assigned by a code in the file. `known`: the number of points with such a code in
        all lists. `misplaced`: how many of these the outlines put in another area. Empty
        without points.
    """
    inside = points[points["area"].ne("")]
    given = inside["given"].ne("")
    if inside.empty:
        return {}
    return {
        "lists": {
            str(name): {"points": len(rows), "by_code": int(rows["given"].ne("").sum())}
            for name, rows in inside.groupby("overlay")
        },
        "known": int(given.sum()),
        "misplaced": int((inside["drawn"] != inside["given"])[given].sum()),
    }


def find_covered(
    overlays: Iterable[Overlay],
    folder: Path,
    outlines: gpd.GeoDataFrame,
    *,
    postcodes: Path | None = None,
    finer: gpd.GeoDataFrame | None = None,
) -> dict[str, pd.Index]:
    """Return the areas in which lists located by postcode can have points.

    An area without a known postcode is a gap: a count of zero would be false. The areas are by
    overlay identity, without lists that have coordinates of their own.
    """
    found: dict[str, pd.Index] = {}
    known: dict[tuple[str, ...], pd.Index] = {}
    for overlay in overlays:
        files = tuple(overlay.points.postcode_files)
        if not overlay.points.postcode or find_list(folder, overlay.file) is None:
            continue
        if not has_postcodes(overlay.points, folder, postcodes):
            continue
        if files not in known:
            placed = read_known_postcodes(overlay.points, folder, postcodes)
            spots = _to_degrees(placed, outlines.total_bounds)
            known[files] = pd.Index(place_points(spots, outlines, finer)["area"].unique())
        found[overlay.id] = known[files]
    return found


def _to_degrees(placed: pd.DataFrame, bounds: np.ndarray) -> pd.DataFrame:
    """Return longitude and latitude of the eastings and northings within a box."""
    across = Transformer.from_crs(GRID, LONGITUDE_LATITUDE, always_xy=True)
    longitude, latitude = across.transform(placed["x"].to_numpy(), placed["y"].to_numpy())
    west, south, east, north = bounds
    spots = pd.DataFrame({"longitude": longitude, "latitude": latitude})
    spots["given"] = placed["area"].to_numpy()
    inside = spots["longitude"].between(west, east) & spots["latitude"].between(south, north)
    return spots[inside].reset_index(drop=True)


def measure_points(
    overlays: Iterable[Overlay],
    points: pd.DataFrame,
    figures: pd.DataFrame,
    covered: Mapping[str, pd.Index] | None = None,
    *,
    prefixes: Mapping[str, str],
) -> pd.DataFrame:
    """Return every area's figures derived from points.

    Parameters
    ----------
    overlays
        All overlays; those without points give columns of gaps.
    points
        From `read_overlays`.
    figures
        Published figures of the small areas, with their population-weighted centroids.
    covered
        From `find_covered`; other areas have gaps.
    prefixes
        Prefix of the areas' codes, by coverage.

    Returns
    -------
    pandas.DataFrame
        One column per measure, indexed by area. Areas that a list does not cover have gaps.
    """
    # Whole metres, as in places with figures of their own, so that both agree.
    centres = figures.reindex(columns=CENTRES).round()
    found = {}
    for overlay in overlays:
        listed = points[points["overlay"] == overlay.id]
        reached = figures.index.str.startswith(prefixes[overlay.coverage])
        if covered is not None and overlay.id in covered:
            reached &= figures.index.isin(covered[overlay.id])
        for name, measure in overlay.measures.items():
            wanted = of_kinds(listed, measure.kinds)
            if listed.empty:
                values = pd.Series(np.nan, figures.index)
            elif measure.what == "inside":
                values = count_inside(wanted, figures.index)
            else:
                # Whole metres: centroids are no more precise.
                values = measure_nearest(wanted, centres).round()
            found[name] = values.where(reached)
    return pd.DataFrame(found, index=figures.index)


def keep_inside(points: pd.DataFrame, groups: pd.Series | None = None) -> pd.DataFrame:
    """Return the points that lie in an area, by larger area where groups are given.

    `groups` holds the code of the larger area, indexed by small area.
    """
    inside = points.loc[points["area"].ne(""), list(OPTIONAL["points"].columns)]
    return inside if groups is None else inside.assign(area=inside["area"].map(groups))

"""Read the overlays' points for a pack, and work out the figures that rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.pack.schema import OPTIONAL
from atlas.points.place import count_inside, find_areas, measure_nearest, of_kinds
from atlas.points.read import read_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Overlay

CENTRES = ["centroid_easting", "centroid_northing"]
# The first letter of the codes that a list covers.
COVERED = {"england": "E", "england_wales": ""}


def read_overlays(
    overlays: Iterable[Overlay],
    folder: Path,
    outlines: gpd.GeoDataFrame,
    *,
    own: bool,
    report: Callable[[str], None],
) -> pd.DataFrame:
    """Return the points of all overlays whose file is in the folder.

    Parameters
    ----------
    overlays
        Which to read.
    folder
        A place's own folder, or that of the publishers' files.
    outlines
        Outlines of the small areas in WGS 84, indexed by area.
    own
        Whether the folder is a place's own, in which the files have other names.
    report
        Told what is read, and how many rows have no place.

    Returns
    -------
    pandas.DataFrame
        The pack table `points`; a point in no area has an empty one.
    """
    parts = []
    for overlay in overlays:
        name = overlay.place_file if own else overlay.file
        if not name or not (folder / name).is_file():
            continue
        points, unplaced = read_points(folder / name, overlay.points, folder=folder)
        said = f"; {unplaced:,} more have no known place" if unplaced else ""
        report(f"{overlay.plural}: {len(points):,}{said}")
        points["overlay"], points["point"] = overlay.id, range(len(points))
        points["area"] = find_areas(points, outlines)
        parts.append(points)
    columns = list(OPTIONAL["points"].columns)
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]


def measure_points(
    overlays: Iterable[Overlay], points: pd.DataFrame, figures: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures of every area that rest on points.

    Parameters
    ----------
    overlays
        All overlays; those without points give columns of gaps.
    points
        As of `read_overlays`.
    figures
        Published figures of the small areas, with their population-weighted centroids.

    Returns
    -------
    pandas.DataFrame
        One column per measure, indexed by area. Areas that a list does not cover have gaps.
    """
    centres = figures.reindex(columns=CENTRES)
    found = {}
    for overlay in overlays:
        listed = points[points["overlay"] == overlay.id]
        covered = figures.index.str.startswith(COVERED[overlay.coverage])
        for name, measure in overlay.measures.items():
            wanted = of_kinds(listed, measure.kinds)
            if listed.empty:
                values = pd.Series(np.nan, figures.index)
            elif measure.what == "inside":
                values = count_inside(wanted, figures.index)
            else:
                # Whole metres: a centre of people is not known any closer.
                values = measure_nearest(wanted, centres).round()
            found[name] = values.where(covered)
    return pd.DataFrame(found, index=figures.index)


def keep_inside(points: pd.DataFrame, groups: pd.Series | None = None) -> pd.DataFrame:
    """Return the points that lie in some area, by the larger area where groups are given.

    Parameters
    ----------
    points
        As of `read_overlays`.
    groups
        Code of the larger area, indexed by small area.
    """
    inside = points[points["area"].ne("")]
    return inside if groups is None else inside.assign(area=inside["area"].map(groups))

"""Read the overlays' points for a pack, and work out the figures that rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from atlas.pack.schema import OPTIONAL
from atlas.places.published import find_list
from atlas.points.place import count_inside, measure_nearest, of_kinds, place_points
from atlas.points.read import GRID, LONGITUDE_LATITUDE, read_known_postcodes, read_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Overlay

# What is told of a point's area beside it: the code that was given, and the area as drawn.
PLACED = ("given", "drawn")
CENTRES = ["centroid_easting", "centroid_northing"]


def read_overlays(
    overlays: Iterable[Overlay],
    folder: Path,
    outlines: gpd.GeoDataFrame,
    *,
    own: bool,
    report: Callable[[str], None],
    postcodes: Path | None = None,
    finer: gpd.GeoDataFrame | None = None,
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
    postcodes
        A folder with more files of postcodes, as a council puts them there.
    finer
        Outlines of some areas that are drawn more finely.

    Returns
    -------
    pandas.DataFrame
        The pack table `points`, and the columns that `describe_placing` needs; a point in no area
        has an empty one.
    """
    parts = []
    for overlay in overlays:
        name = overlay.place_file if own else overlay.file
        path = find_list(folder, name)
        if path is None:
            continue
        points, unplaced = read_points(path, overlay.points, folder=folder, postcodes=postcodes)
        said = f"; {unplaced:,} more have no known place" if unplaced else ""
        report(f"{overlay.plural}: {len(points):,}{said}")
        points["overlay"], points["point"] = overlay.id, range(len(points))
        parts.append(place_points(points, outlines, finer))
    columns = [*OPTIONAL["points"].columns, *PLACED]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]


def describe_placing(points: pd.DataFrame) -> dict[str, Any]:
    """Return for a pack's manifest how points were laid on areas, and how far outlines mislead.

    Returns
    -------
    dict
        `lists`: by the overlay's identity, how many points lie in an area, and how many of them
        by a code that is given. `known`: how many points have a given code, of all lists.
        `misplaced`: how many of these the outlines lay on another area. Empty without points.
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
    """Return the areas in which the lists that go by postcode can have points at all.

    An area without a postcode that can be placed would have none of anything, and a zero there
    would be false.

    Parameters
    ----------
    overlays, folder, outlines, postcodes, finer
        As `read_overlays` takes them.

    Returns
    -------
    dict
        Areas by the overlay's identity; lists with coordinates of their own are not in it.
    """
    found: dict[str, pd.Index] = {}
    known: dict[tuple[str, ...], pd.Index] = {}
    for overlay in overlays:
        files = tuple(overlay.points.postcode_files)
        if not overlay.points.postcode or find_list(folder, overlay.file) is None:
            continue
        if files not in known:
            placed = read_known_postcodes(overlay.points, folder, postcodes)
            spots = _to_degrees(placed, outlines.total_bounds)
            known[files] = pd.Index(place_points(spots, outlines, finer)["area"].unique())
        found[overlay.id] = known[files]
    return found


def _to_degrees(placed: pd.DataFrame, bounds: np.ndarray) -> pd.DataFrame:
    """Return longitude and latitude of eastings and northings, those inside a box alone."""
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
    """Return the figures of every area that rest on points.

    Parameters
    ----------
    overlays
        All overlays; those without points give columns of gaps.
    points
        As of `read_overlays`.
    figures
        Published figures of the small areas, with their population-weighted centroids.
    covered
        As of `find_covered`; areas that a list cannot reach have gaps.
    prefixes
        By what a list may cover, what the codes of its areas begin with.

    Returns
    -------
    pandas.DataFrame
        One column per measure, indexed by area. Areas that a list does not cover have gaps.
    """
    # Whole metres, as places have that keep figures of their own: both shall say the same.
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
                # Whole metres: a centre of people is not known any closer.
                values = measure_nearest(wanted, centres).round()
            found[name] = values.where(reached)
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
    inside = points.loc[points["area"].ne(""), list(OPTIONAL["points"].columns)]
    return inside if groups is None else inside.assign(area=inside["area"].map(groups))

"""Read and repair outlines, find neighbouring areas, and place labels on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from atlas import paths
from atlas.build.tidy import OUTLINES
from atlas.sources.read_outlines import read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from atlas.definitions import Definitions

# Labels are placed in metres: in degrees they would be off centre north to south.
METRES = "EPSG:27700"


def read_outlines(path: Path, *, code_column: str, areas: Iterable[str] = ()) -> gpd.GeoDataFrame:
    """Return outlines in WGS 84, valid, as multipolygons, indexed and ordered by area.

    Rings follow RFC 7946: outer counter-clockwise, holes clockwise. With `areas`, only these
    are repaired and returned.

    Raises
    ------
    BuildError
        If the file cannot be read, or has no outline of one of `areas`.
    """
    wanted = list(areas)
    outlines = read_shapes(path, code_column=code_column, areas=wanted)
    if wanted:
        outlines = outlines.loc[sorted(wanted)]
    outlines["geometry"] = shapely.orient_polygons(outlines.make_valid().array)
    return outlines


def find_neighbours(outlines: gpd.GeoDataFrame, *, metres: str = METRES) -> pd.DataFrame:
    """Return pairs of areas that share a border or a corner, both ways.

    Borders within a metre count as shared: some outlines are unions of smaller areas and do
    not meet exactly.
    """
    shapes = outlines.to_crs(metres)
    pairs = shapes.sindex.query(shapes.geometry, predicate="dwithin", distance=1.0)
    areas, touches = (shapes.index[rows] for rows in pairs)
    found = pd.DataFrame({"area": areas, "touches": touches})
    return found[found["area"] != found["touches"]]


def place_labels(
    outlines: gpd.GeoDataFrame, areas: pd.DataFrame, *, exact: bool = True, metres: str = METRES
) -> pd.DataFrame:
    """Return a point inside every ward and every named MSOA.

    Parameters
    ----------
    outlines
        Outlines by area.
    areas
        Columns `ward_code`, `ward`, `neighbourhood_code`, `neighbourhood`, indexed by area.
    exact
        Whether each point is the one best inside; else it is in the most central area, which is
        much faster for thousands of names.
    """
    parts = []
    for kind in ("ward", "neighbourhood"):
        codes = areas[f"{kind}_code"]
        points = (_find_best if exact else _find_central)(outlines, codes, metres)
        grouped = areas.groupby(codes)
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind,
                    "code": points.index,
                    "name": grouped[kind].first(),
                    "longitude": points.x.round(6),
                    "latitude": points.y.round(6),
                    "areas": grouped.size(),
                },
                index=points.index,
            )
        )
    return pd.concat(parts, ignore_index=True)


def _find_best(outlines: gpd.GeoDataFrame, codes: pd.Series, metres: str) -> gpd.GeoSeries:
    """Return the middle of the largest circle inside each larger area, in WGS 84."""
    merged = outlines[["geometry"]].to_crs(metres).dissolve(codes)
    circles = [shapely.maximum_inscribed_circle(shape) for shape in merged.geometry]
    # Each inscribed circle is a line from its centre to its edge.
    middles = gpd.GeoSeries(shapely.get_point(circles, 0), index=merged.index, crs=metres)
    return middles.to_crs("EPSG:4326")


def _find_central(outlines: gpd.GeoDataFrame, codes: pd.Series, metres: str) -> gpd.GeoSeries:
    """Return a point in the most central area of each larger area, in WGS 84."""
    inside = outlines.geometry.representative_point()
    points = inside.to_crs(metres).get_coordinates()
    away = (points - points.groupby(codes).transform("mean")).pow(2).sum(axis=1)
    middle = away.groupby(codes).idxmin()
    return inside.loc[middle].set_axis(middle.index)


CODE = "LSOA21CD"


def read_finer(
    definitions: Definitions, areas: pd.Index, *, data: Path = paths.DATA
) -> gpd.GeoDataFrame | None:
    """Return the detailed outlines of the given areas in places with figures of their own.

    The outlines of the whole country are super-generalised and put one point in six in the
    wrong area. Points are assigned by a place's more detailed outlines where there are any, so
    that its figures are the same alone and as part of the country.
    """
    found = []
    for place in definitions.places.values():
        path = data / place.figures / OUTLINES
        if place.figures and path.is_file():
            own = read_outlines(path, code_column=CODE)
            found.append(own[own.index.isin(areas)])
    kept = [own for own in found if len(own)]
    return pd.concat(kept)[["geometry"]] if kept else None


def cut_finer(finer: gpd.GeoDataFrame | None, codes: pd.Index) -> gpd.GeoDataFrame | None:
    """Return the detailed outlines of some areas; None where there are none."""
    if finer is None:
        return None
    here = finer[finer.index.isin(codes)]
    return here if len(here) else None


def find_finer_neighbours(
    outlines: gpd.GeoDataFrame, finer: gpd.GeoDataFrame | None
) -> pd.DataFrame:
    """Return pairs of neighbours, by detailed outlines where both areas have one."""
    pairs = find_neighbours(outlines)
    if finer is None:
        return pairs
    both = pairs["area"].isin(finer.index) & pairs["touches"].isin(finer.index)
    return pd.concat([pairs[~both], find_neighbours(finer)], ignore_index=True)

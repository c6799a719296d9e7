"""Repair outlines, find neighbouring areas, and place labels on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from atlas.sources.read_outlines import read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
    outlines: gpd.GeoDataFrame, areas: pd.DataFrame, *, metres: str = METRES
) -> pd.DataFrame:
    """Return a point well inside every ward and every named MSOA.

    Parameters
    ----------
    outlines
        Outlines by area.
    areas
        Columns `ward_code`, `ward`, `neighbourhood_code`, `neighbourhood`, indexed by area.
    """
    shapes = outlines.to_crs(metres).join(areas)
    parts = []
    for kind in ("ward", "neighbourhood"):
        merged = shapes.dissolve(f"{kind}_code", aggfunc={kind: "first"})
        points = gpd.GeoSeries(
            [shapely.maximum_inscribed_circle(shape) for shape in merged.geometry],
            index=merged.index,
            crs=metres,
        )
        # Each inscribed circle is a line from its centre to its edge.
        middles = gpd.GeoSeries(shapely.get_point(points, 0), index=merged.index, crs=metres)
        degrees = middles.to_crs("EPSG:4326")
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind,
                    "code": merged.index,
                    "name": merged[kind].to_numpy(),
                    "longitude": degrees.x.round(6).to_numpy(),
                    "latitude": degrees.y.round(6).to_numpy(),
                    "areas": areas.groupby(f"{kind}_code").size().reindex(merged.index).to_numpy(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def place_names(
    outlines: gpd.GeoDataFrame, areas: pd.DataFrame, *, metres: str = METRES
) -> pd.DataFrame:
    """Return a point inside the most central area of every ward and MSOA.

    Much faster than `place_labels` for thousands of names.
    """
    middles = gpd.GeoSeries(outlines.geometry.representative_point(), crs="EPSG:4326")
    on_ground = middles.to_crs(metres)
    points = pd.DataFrame({"x": on_ground.x, "y": on_ground.y}, index=outlines.index)
    degrees = outlines.geometry.representative_point()
    parts = []
    for kind in ("ward", "neighbourhood"):
        codes = areas[f"{kind}_code"]
        away = (points - points.groupby(codes).transform("mean")).pow(2).sum(axis=1)
        middle = away.groupby(codes).idxmin()
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind,
                    "code": middle.index,
                    "name": areas.loc[middle, kind].to_numpy(),
                    "longitude": degrees.loc[middle].x.round(6).to_numpy(),
                    "latitude": degrees.loc[middle].y.round(6).to_numpy(),
                    "areas": codes.value_counts().reindex(middle.index).to_numpy(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)

"""Find the larger areas whose borders and names a page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from atlas.store import Store

KINDS = ("ward", "authority", "region")
# With more on one page, borders and names would hide the colours.
MOST = 120


class Parts(NamedTuple):
    """The outlines of larger areas by code, in the CRS of the given ones, and their names.

    Labels have the columns ``name``, ``longitude``, ``latitude`` and ``areas``.
    """

    outlines: gpd.GeoSeries
    labels: pd.DataFrame


def find_parts(store: Store, outlines: gpd.GeoDataFrame) -> Parts:
    """Return the smallest larger areas that are few enough: wards, authorities or regions.

    The outlines are of the pack's areas, in any CRS.
    """
    areas = store.areas.reindex(outlines.index)
    kinds = [kind for kind in KINDS if f"{kind}_code" in areas]
    few = (kind for kind in kinds if areas[f"{kind}_code"].nunique() <= MOST)
    kind = next(few, kinds[-1])
    codes = areas[f"{kind}_code"].to_numpy()
    shapes = outlines.geometry.to_numpy()
    present = np.unique(codes)
    joined = gpd.GeoSeries(
        [join_shapes(shapes[codes == code]) for code in present], present, crs=outlines.crs
    )
    labels = store.labels
    wards = labels[labels["kind"] == kind]
    return Parts(joined, _name(joined, areas, kind) if wards.empty else wards)


def join_shapes(shapes: np.ndarray) -> shapely.Geometry:
    """Return the union of outlines, whether or not their borders match to the last digit."""
    # Many times faster, but valid only where no two outlines overlap or leave a sliver.
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def _name(joined: gpd.GeoSeries, areas: pd.DataFrame, kind: str) -> pd.DataFrame:
    points = joined.representative_point().to_crs("EPSG:4326")
    known = areas.groupby(f"{kind}_code")[kind].agg(["first", "size"]).loc[joined.index]
    return pd.DataFrame(
        {
            "name": known["first"],
            "longitude": points.x,
            "latitude": points.y,
            "areas": known["size"],
        }
    )

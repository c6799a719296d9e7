"""The points on the map as a table with geometry, each row with its source and caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.points.listed import Listed

COLUMNS = ["list", "name", "kind", "area", "source", "date", "licence", "caution", "geometry"]


def tabulate_places(places: Sequence[Listed]) -> gpd.GeoDataFrame:
    """Return the points of several lists in WGS 84, one row each, in the order of the lists."""
    parts = []
    for listed in places:
        points = listed.points
        told = points[["name", "kind", "area"]].assign(
            list=listed.plural,
            source=listed.source,
            date=listed.describes,
            licence=listed.licence,
            caution=listed.caution,
            geometry=gpd.points_from_xy(points["longitude"], points["latitude"]),
        )
        parts.append(told[COLUMNS])
    table = pd.concat(parts, ignore_index=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs="EPSG:4326")

"""Decode the outlines of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    import pandas as pd


def decode_outlines(table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return outlines in WGS 84, indexed by area, from the pack's table."""
    shapes = gpd.GeoSeries.from_wkb(table["geometry"], crs="EPSG:4326")
    return gpd.GeoDataFrame({"area": table["area"]}, geometry=shapes).set_index("area")

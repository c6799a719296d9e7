"""Find more detailed outlines than those of the whole country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas import paths
from atlas.build.boundaries import find_neighbours, read_outlines
from atlas.build.tidy import OUTLINES

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions

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

"""Find outlines that are drawn more finely than those of the whole country."""

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
    """Return the outlines of places that have figures of their own, among some areas.

    The outlines of the whole country are super-generalised: one point in six lies in another
    area by them. A place's own are drawn more finely, and by them points are laid on areas, so
    that a place says the same alone and as a part of the country.

    Parameters
    ----------
    definitions
        With the places.
    areas
        Codes of the areas that are built.
    data
        Folder with the places' own figures.
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
    """Return the finer outlines of some areas; None where none of them has any."""
    if finer is None:
        return None
    here = finer[finer.index.isin(codes)]
    return here if len(here) else None


def find_finer_neighbours(
    outlines: gpd.GeoDataFrame, finer: gpd.GeoDataFrame | None
) -> pd.DataFrame:
    """Return pairs of areas that touch, by the finer outlines where both areas have one."""
    pairs = find_neighbours(outlines)
    if finer is None:
        return pairs
    both = pairs["area"].isin(finer.index) & pairs["touches"].isin(finer.index)
    return pd.concat([pairs[~both], find_neighbours(finer)], ignore_index=True)

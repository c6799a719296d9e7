"""Work out which postcodes lie in each small area of a place, for its search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from pyproj import Transformer

from atlas.points.place import find_areas
from atlas.points.read import GRID, LONGITUDE_LATITUDE, read_known_postcodes

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions


def list_postcodes(
    outlines: gpd.GeoDataFrame, definitions: Definitions, folder: Path
) -> pd.DataFrame | None:
    """Return the postcodes in each area, as one text; None where the folder has no look-up.

    Parameters
    ----------
    outlines
        The most detailed outlines of the place's small areas, in degrees.
    definitions
        Any list located by postcodes names the look-up.
    folder
        The publishers' files.

    Returns
    -------
    pandas.DataFrame
        Columns `area` and `postcodes`, without spaces and in order; areas without any are left
        out.
    """
    readings = (overlay.points for overlay in definitions.overlays.values())
    reading = next((one for one in readings if one.postcode_files), None)
    if reading is None or not any((folder / name).is_file() for name in reading.postcode_files):
        return None
    known = read_known_postcodes(reading, folder)
    west, south, east, north = outlines.to_crs(GRID).total_bounds
    near = known[known["x"].between(west, east) & known["y"].between(south, north)]
    turn = Transformer.from_crs(GRID, LONGITUDE_LATITUDE, always_xy=True)
    longitude, latitude = turn.transform(near["x"].to_numpy(), near["y"].to_numpy())
    spots = pd.DataFrame({"longitude": longitude, "latitude": latitude}, index=near.index)
    areas = find_areas(spots, outlines)
    inside = areas[areas.ne("")].sort_index()
    listed = inside.groupby(inside).apply(lambda held: " ".join(held.index))
    return listed.rename_axis("area").rename("postcodes").reset_index()

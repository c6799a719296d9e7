"""Make an upload of a table with shapes: its columns as text, its shapes in degrees."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from atlas.tables.coordinates import DEGREES, NATIONAL_GRID, find_system, to_degrees
from atlas.tables.headings import clean_cell, name_columns
from atlas.tables.table import Upload
from atlas.text import say, to_say

# Notes on the system assumed for a layer without a coordinate system.
TAKEN_AS = {
    NATIONAL_GRID: to_say(
        "The layer does not give its coordinate system; its numbers look like British National "
        "Grid and were read as that."
    ),
    DEGREES: to_say(
        "The layer does not give its coordinate system; its numbers look like longitude and "
        "latitude and were read as that."
    ),
    None: to_say(
        "The layer does not give its coordinate system, and its numbers match none that is known."
    ),
}


def lay_out_shapes(
    name: str,
    table: pd.DataFrame,
    shapes: np.ndarray | None,
    system: str | None,
    notes: list[str],
) -> Upload:
    """Return the upload of a table and the shape of each of its rows.

    Parameters
    ----------
    name
        Name of the file.
    table
        Its columns, without the shapes.
    shapes
        The shape of each row; None for a table without any.
    system
        The coordinate system, as pyproj accepts it; None where the file has none.
    notes
        Notes for the person on how the file was read; appended to here.
    """
    index = pd.RangeIndex(1, len(table) + 1)
    names = name_columns([clean_cell(str(one)) for one in table], table.shape[1])
    cells = pd.DataFrame(
        {
            new: [format_value(cell) for cell in table.iloc[:, column].astype(object)]
            for column, new in enumerate(names)
        },
        index=index,
        dtype=object,
    )
    if shapes is None:
        return Upload(name, cells, tuple(notes))
    points = _find_points(shapes, system, notes).set_axis(index)
    found = _find_outlines(shapes, system)
    outlines = None if found is None else pd.Series(found, index=index)
    return Upload(name, cells, tuple(notes), points=points, outlines=outlines)


def format_value(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell as text; a whole number stored as a float without decimals."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or cell is pd.NaT:
        return ""
    if isinstance(cell, float | np.floating):
        return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    return clean_cell(str(cell))


def _find_points(array: np.ndarray, system: str | None, notes: list[str]) -> pd.DataFrame:
    """Return longitude and latitude of every row, and why a row has none."""
    kinds = shapely.get_type_id(array)
    # Layers of multipoints often have a single point in each row.
    one = (kinds == 4) & (shapely.get_num_geometries(array) == 1)
    single: Any = np.where(one, shapely.get_geometry(array, 0), array)
    is_point = (shapely.get_type_id(single) == 0) & ~shapely.is_empty(single)
    across = np.where(is_point, shapely.get_x(np.where(is_point, single, None)), np.nan)
    up = np.where(is_point, shapely.get_y(np.where(is_point, single, None)), np.nan)
    problem = np.full(len(array), "", dtype=object)
    drawn = np.isin(kinds, (3, 6))
    problem[~is_point] = say("a line: only points and outlines can be matched to areas")
    problem[drawn] = say("an outline, not a point")
    invalid = ~shapely.is_valid(array) | (is_point & ~np.isfinite(across + up))
    problem[invalid] = say("its geometry is faulty")
    problem[shapely.is_missing(array) | shapely.is_empty(array)] = say("it has no geometry")
    source = _name_system(system)
    if source is None:
        west, south, east, north = shapely.bounds(array).T
        source = find_system((west + east) / 2, (south + north) / 2)
        notes.append(say(TAKEN_AS[source]))
        if source is None:
            problem[problem == ""] = say("its coordinate system is not known")
            source = DEGREES
    # CRS84, in which most GeoJSON is, has no number but is longitude and latitude as well.
    elif CRS(source).to_epsg() not in (4326, 27700) and not _is_wgs_84(source):
        notes.append(
            say(
                "The points were converted from {system} to longitude and latitude.",
                system=CRS(source).name,
            )
        )
    longitude, latitude = to_degrees(across, up, source)
    return pd.DataFrame({"longitude": longitude, "latitude": latitude, "problem": problem})


def _find_outlines(array: np.ndarray, system: str | None) -> np.ndarray | None:
    """Return the outlines among the shapes in degrees; None where there are none.

    Outlines that are invalid, or in an unknown coordinate system, become None.
    """
    drawn = np.isin(shapely.get_type_id(array), (3, 6)) & shapely.is_valid(array)
    drawn &= ~shapely.is_empty(array)
    if not drawn.any():
        return None
    west, south, east, north = shapely.total_bounds(array[drawn])
    source = _name_system(system) or find_system(np.array([west, east]), np.array([south, north]))
    found = np.full(len(array), None, dtype=object)
    if source is not None:
        found[drawn] = shapely.transform(
            array[drawn],
            lambda pair: np.column_stack(to_degrees(pair[:, 0], pair[:, 1], source)),
        )
        lost = drawn & ~np.isfinite(shapely.bounds(found)).all(axis=1)
        found[lost] = None
    return found


def _is_wgs_84(system: str) -> bool:
    known = CRS(system)
    return bool(known.is_geographic) and known.name.startswith("WGS 84")


def _name_system(system: str | None) -> str | None:
    """Return a coordinate system as pyproj accepts it; None for a missing or undefined one."""
    if not system:
        return None
    try:
        known = CRS(system)
    except CRSError:
        return None
    # GeoPackage has codes for "undefined" systems, which GDAL reports as engineering ones.
    return system if known.is_geographic or known.is_projected else None

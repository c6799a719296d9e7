"""Read one layer of a GeoPackage: its columns as text, and its points in degrees."""

from __future__ import annotations

import io
import math
import sqlite3
from typing import Any, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from atlas.text import say, to_say
from atlas.uploads.coordinates import DEGREES, NATIONAL_GRID, find_system, to_degrees
from atlas.uploads.headings import clean_cell, name_columns
from atlas.uploads.strip_geopackage import Stripped, strip_geopackage
from atlas.uploads.table import Upload, check_size, check_width, refuse

# Of the layers that are left out, so many are named.
MOST_NAMED = 5
# What a layer that says no coordinate system was taken for.
TAKEN_AS = {
    NATIONAL_GRID: to_say(
        "The layer does not say its coordinate system; its numbers look like British National "
        "Grid and were taken as that."
    ),
    DEGREES: to_say(
        "The layer does not say its coordinate system; its numbers look like longitude and "
        "latitude and were taken as that."
    ),
    None: to_say(
        "The layer does not say its coordinate system, and its numbers are of none known."
    ),
}


def list_layers(content: bytes) -> list[str]:
    """Return the names of a GeoPackage's layers.

    Raises
    ------
    UploadError
        If it cannot be read or has none.
    """
    return _open(content)[1]


def _open(content: bytes) -> tuple[Stripped, list[str]]:
    """Return a GeoPackage without what would run as it is read, and the names of its layers."""
    try:
        stripped = strip_geopackage(content)
        listed = [str(name) for name, _ in pyogrio.list_layers(io.BytesIO(stripped.content))]
    except (sqlite3.Error, pyogrio.errors.DataSourceError, RuntimeError, ValueError):
        _refuse_damaged()
    found = [name for name in listed if name not in stripped.no_layers]
    if not found and stripped.left_out:
        refuse(
            say("The GeoPackage has no layer that is a plain table."),
            expected=say("a table: no view, and no computed column"),
            remedy=say("Export the layer again as GeoPackage or CSV and choose that file."),
        )
    if not found:
        refuse(say("The GeoPackage is empty: it has no layer."), remedy=say("Choose another file."))
    return stripped, found


def read_geopackage(name: str, content: bytes, *, sheet: str = "") -> Upload:
    """Return the table of one layer; its points are put into degrees.

    Parameters
    ----------
    name
        Name of the file.
    content
        Its bytes.
    sheet
        Which layer; empty for the first.

    Raises
    ------
    UploadError
        If it cannot be read, has no row, or is too large.
    """
    stripped, layers = _open(content)
    content = stripped.content
    layer = sheet if sheet in layers else layers[0]
    try:
        facts = pyogrio.read_info(io.BytesIO(content), layer=layer, force_feature_count=True)
        check_width(len(facts["fields"]))
        check_size(int(facts["features"]), len(facts["fields"]) + 1)
        table = pyogrio.read_dataframe(io.BytesIO(content), layer=layer, on_invalid="ignore")
        _restore_digits(table, content, layer, facts)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        RuntimeError,
        ValueError,
    ):
        _refuse_damaged()
    if table.empty:
        refuse(
            say("The layer “{layer}” is empty: it has no row.", layer=layer),
            remedy=say("Choose a layer or a file with at least one row."),
        )
    table.index = pd.RangeIndex(1, len(table) + 1)
    shapes = table.geometry if isinstance(table, gpd.GeoDataFrame) else None
    plain = table.drop(columns="geometry") if shapes is not None else table
    names = name_columns([clean_cell(str(one)) for one in plain], plain.shape[1])
    cells = pd.DataFrame(
        {new: plain.iloc[:, place].map(_write).astype(object) for place, new in enumerate(names)},
        index=table.index,
    )
    notes = [
        say(
            "“{layer}” was left out: it is a view, or has a computed column.", layer=clean_cell(one)
        )
        for one in stripped.left_out[:MOST_NAMED]
    ]
    points = None if shapes is None else _find_points(shapes, facts.get("crs"), notes)
    outlines = None if shapes is None else _find_outlines(shapes, facts.get("crs"))
    return Upload(name, cells, tuple(notes), points=points, outlines=outlines)


def _restore_digits(table: pd.DataFrame, content: bytes, layer: str, facts: Any) -> None:  # noqa: ANN401 - pyogrio has no types
    """Put whole numbers back that were rounded to make room for a gap among them."""
    kinds = zip(facts["fields"], facts["dtypes"], strict=True)
    rounded = [str(name) for name, kind in kinds if kind == "int64" and table[name].dtype != kind]
    if rounded:
        whole = pyogrio.read_dataframe(
            io.BytesIO(content),
            layer=layer,
            columns=rounded,
            read_geometry=False,
            use_arrow=True,
            arrow_to_pandas_kwargs={"integer_object_nulls": True},
        )
        table[rounded] = whole[rounded].astype(object)


def _refuse_damaged() -> NoReturn:
    refuse(
        say("The GeoPackage cannot be read: it is damaged, or not a GeoPackage."),
        remedy=say("Export the layer again as GeoPackage or CSV and choose that file."),
    )


def _write(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or cell is pd.NaT:
        return ""
    if isinstance(cell, float | np.floating):
        return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    return clean_cell(str(cell))


def _find_points(shapes: gpd.GeoSeries, system: str | None, notes: list[str]) -> pd.DataFrame:
    """Return longitude and latitude of every row, and why a row has none."""
    array = shapes.array
    kinds = shapely.get_type_id(array)
    # A layer of several points often holds one in each row.
    one = (kinds == 4) & (shapely.get_num_geometries(array) == 1)
    single = np.where(one, shapely.get_geometry(array, 0), array)
    is_point = (shapely.get_type_id(single) == 0) & ~shapely.is_empty(single)
    across = np.where(is_point, shapely.get_x(np.where(is_point, single, None)), np.nan)
    up = np.where(is_point, shapely.get_y(np.where(is_point, single, None)), np.nan)
    problem = np.full(len(array), "", dtype=object)
    drawn = np.isin(kinds, (3, 6))
    problem[~is_point] = say("a line: only points and outlines can be laid on areas")
    problem[drawn] = say("an outline, and no point")
    invalid = ~shapely.is_valid(array) | (is_point & ~np.isfinite(across + up))
    problem[invalid] = say("its geometry is invalid")
    problem[shapely.is_missing(array) | shapely.is_empty(array)] = say("it has no geometry")
    source = _name_system(system)
    if source is None:
        west, south, east, north = shapely.bounds(array).T
        source = find_system((west + east) / 2, (south + north) / 2)
        notes.append(say(TAKEN_AS[source]))
        if source is None:
            problem[problem == ""] = say("its coordinate system is not known")
            source = DEGREES
    elif CRS(source).to_epsg() not in (4326, 27700):
        notes.append(
            say(
                "The points were moved from {system} to longitude and latitude.",
                system=CRS(source).name,
            )
        )
    longitude, latitude = to_degrees(across, up, source)
    return pd.DataFrame(
        {"longitude": longitude, "latitude": latitude, "problem": problem}, index=shapes.index
    )


def _find_outlines(shapes: gpd.GeoSeries, system: str | None) -> pd.Series | None:
    """Return the outlines among the shapes in degrees; None where there is none.

    One that is invalid, or of no known coordinate system, is none.
    """
    array = np.asarray(shapes.array)
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
    return pd.Series(found, index=shapes.index)


def _name_system(system: str | None) -> str | None:
    """Return a coordinate system as pyproj takes it; None for none, or one that means none."""
    if not system:
        return None
    try:
        known = CRS(system)
    except CRSError:
        return None
    # GeoPackage has numbers for "undefined" systems, which GDAL hands on as engineering ones.
    return system if known.is_geographic or known.is_projected else None

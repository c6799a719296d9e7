"""Read a list of points from CSV, GeoJSON or GeoPackage."""

from __future__ import annotations

import csv
import gzip
import zlib
from typing import TYPE_CHECKING, TextIO, cast

import numpy as np
import pandas as pd
import shapely

from atlas.errors import Fault, PointsError, find_closest
from atlas.points.postcodes import find_postcode_files, read_postcodes
from atlas.text import say

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions.overlay import Reading

TABLES = (".csv", ".csv.gz")
SHAPES = (".geojson", ".gpkg")
# Errors of pandas, GDAL, gzip and csv on files that are damaged or of another format.
UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, csv.Error, zlib.error)
GRID = "EPSG:27700"
LONGITUDE_LATITUDE = "EPSG:4326"


def read_points(
    path: Path, reading: Reading, *, folder: Path | None = None, postcodes: Path | None = None
) -> tuple[pd.DataFrame, int]:
    """Return the points of a file, and the number of its rows without a location.

    Parameters
    ----------
    path
        A CSV with coordinates or postcodes, or a GeoJSON or GeoPackage.
    reading
        Which columns give location, name and kind, and which rows are points.
    folder
        The folder of the look-up of postcodes; by default that of the file.
    postcodes
        A folder with further files of postcodes, such as a council's; they take precedence.

    Returns
    -------
    points : pandas.DataFrame
        Columns `name`, `kind`, `longitude` and `latitude` (WGS 84), and `given`, the area's code
        in the list or the look-up of postcodes; one row per point in the order of the file, with
        empty texts for gaps.
    unplaced : int
        Rows whose postcode is not in the look-up, or whose coordinates are missing.

    Raises
    ------
    PointsError
        If the file or a column is missing, or a coordinate is not a number or not on Earth.
    """
    rows, columns = _read_rows(path, reading)
    check_columns(columns, reading, path, shapes=is_shapes(path))
    rows = keep_rows(rows, reading)
    known = None
    if reading.postcode and not is_shapes(path):
        looked_up = read_known_postcodes(reading, folder or path.parent, postcodes)
        known = looked_up.reindex(bare_postcodes(rows[reading.postcode])).set_axis(rows.index)
    shapes = _locate(rows, reading, path, known)
    placed = pd.Series(~np.isnan(shapely.get_x(shapes.array)), rows.index)
    found = shapes[placed].to_crs(LONGITUDE_LATITUDE)
    kept = rows[placed.to_numpy()]
    # Older lists lack the column of areas: their postcodes tell, or their outlines.
    given = kept if reading.area in kept.columns or known is None else known[placed.to_numpy()]
    points = pd.DataFrame(
        {
            "name": _texts(kept, reading.name),
            "kind": _texts(kept, reading.kind),
            "longitude": found.x.round(6).to_numpy(),
            "latitude": found.y.round(6).to_numpy(),
            "given": _texts(given, reading.area if given is kept else "area"),
        }
    )
    _check_on_earth(points, path)
    return points.reset_index(drop=True), int((~placed).sum())


def _read_rows(path: Path, reading: Reading) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows as text, with any shapes, and the names of the columns."""
    try:
        if is_shapes(path):
            import geopandas as gpd  # noqa: PLC0415 - loading it takes half a second

            shapes = gpd.read_file(path)
            if not isinstance(shapes, gpd.GeoDataFrame):
                what = say("This list has no shapes.")
                remedy = say("Save it again with its shapes, or as a CSV with coordinates.")
                raise PointsError([Fault(path.name, what, remedy=remedy)])
            return shapes, list(map(str, shapes.columns))
        table = pd.read_csv(
            path,
            dtype=str,
            header=0 if reading.header else None,
            # Otherwise a comma at the end of each row would shift all columns by one.
            index_col=False,
            sep=find_delimiter(path),
            usecols=range(_measure_heading(path)) if reading.header else None,
            encoding="utf-8-sig",
        )
    except UNREADABLE as error:
        raise refuse_list(path, error) from error
    if not reading.header:
        table.columns = [str(number + 1) for number in range(table.shape[1])]
    table.columns = [str(name).strip() for name in table.columns]
    for name in table.columns[table.columns.duplicated()]:
        what = say("Several columns are called {name}.", name=name)
        remedy = say("Give each column a different name.")
        raise PointsError([Fault(path.name, what, remedy=remedy)])
    return table, list(table.columns)


def is_shapes(path: Path) -> bool:
    """Return whether a file has shapes, by its extension."""
    return path.name.lower().endswith(SHAPES)


def refuse_list(path: Path, error: Exception) -> PointsError:
    """Return the error for a list that cannot be read at all."""
    # For a file of shapes, GDAL's message names folders of this machine and other libraries.
    said = str(error).strip().split("\n")[0].rstrip(".")
    reason = say("it is damaged, or is another kind of file") if is_shapes(path) else said
    what = say("This list could not be read: {reason}.", reason=reason)
    expected = say("a CSV in UTF-8, a GeoJSON or a GeoPackage")
    remedy = say("Save it again in one of these formats.")
    return PointsError([Fault(path.name, what, expected, remedy)])


def _open_text(path: Path) -> TextIO:
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    return cast("TextIO", opener(path, "rt", encoding="utf-8-sig", newline=""))


def find_delimiter(path: Path) -> str:
    """Return the delimiter of a table: a comma, or the semicolon usual in much of Europe."""
    with _open_text(path) as file:
        heading = file.readline()
    return ";" if heading.count(";") > heading.count(",") else ","


def _measure_heading(path: Path) -> int:
    """Return the number of columns of a table; refuse rows with further non-empty cells."""
    delimiter = find_delimiter(path)
    with _open_text(path) as file:
        lines = csv.reader(file, delimiter=delimiter)
        width = next((len(cells) for cells in lines if cells), 0)
        for cells in lines:
            if any(cell.strip() for cell in cells[width:]):
                where = f"{path.name}, line {lines.line_num}"
                what = say("This row has more cells than the heading.")
                remedy = say("Put text that contains a comma in quotation marks.")
                raise PointsError([Fault(where, what, remedy=remedy)])
    return width


def check_columns(columns: list[str], reading: Reading, path: Path, *, shapes: bool) -> None:
    """Refuse a list without a column that its reading names.

    Raises
    ------
    PointsError
        With each column that is missing, and those that there are.
    """
    named = [reading.name, reading.kind, *reading.keep, *reading.empty]
    if not shapes:
        named += [reading.x, reading.y, reading.postcode]
    faults = [
        Fault(
            f"{path.name}, column {name}",
            "This column is missing.",
            expected=f"one of {', '.join(columns[:12])}",
            remedy="Correct the name of the column.",
            closest=find_closest(name, columns),
        )
        for name in named
        if name and name not in columns
    ]
    if faults:
        raise PointsError(faults)


def keep_rows(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Return the rows that are points by their reading."""
    kept = pd.Series(data=True, index=rows.index)
    for column, values in reading.keep.items():
        kept &= rows[column].isin(values)
    for column in reading.empty:
        kept &= rows[column].isna() | rows[column].eq("")
    return rows[kept]


def _locate(
    rows: pd.DataFrame, reading: Reading, path: Path, known: pd.DataFrame | None
) -> gpd.GeoSeries:
    import geopandas as gpd  # noqa: PLC0415 - loading it takes half a second

    if isinstance(rows, gpd.GeoDataFrame):
        if rows.crs is None:
            what = "It does not give its coordinate system."
            raise PointsError(
                [Fault(path.name, what, remedy="Save it with its coordinate system.")]
            )
        # For an outline, such as a park's, a point certain to be inside it.
        return rows.geometry.to_crs(GRID).representative_point()
    if known is not None:
        x, y, system = known["x"], known["y"], GRID
    else:
        x, y = (_numbers(rows[name], path) for name in (reading.x, reading.y))
        system = reading.crs
    return gpd.GeoSeries(gpd.points_from_xy(x, y, crs=system), index=rows.index)


def _numbers(column: pd.Series, path: Path) -> pd.Series:
    # A comma in a coordinate is a decimal separator.
    numbers = pd.to_numeric(column.str.strip().str.replace(",", "."), errors="coerce")
    wrong = numbers.isna() & column.notna() & column.str.strip().ne("")
    if wrong.any():
        # The header is line 1, and the index starts at 0.
        where = f"{path.name}, column {column.name}, line {next(iter(wrong.index[wrong])) + 2}"
        what = f'"{column[wrong].iloc[0]}" is not a number.'
        raise PointsError([Fault(where, what, remedy="Write a number, or leave the cell empty.")])
    return numbers


def has_postcodes(reading: Reading, folder: Path, postcodes: Path | None = None) -> bool:
    """Return whether there is a look-up of postcodes for a list that is located by them.

    The parameters are those of `read_known_postcodes`.
    """
    named = [folder / name for name in reading.postcode_files]
    own = postcodes is not None and bool(find_postcode_files(postcodes))
    return own or any(path.is_file() for path in named)


def read_known_postcodes(
    reading: Reading, folder: Path, postcodes: Path | None = None
) -> pd.DataFrame:
    """Return the easting and northing of every postcode with a location.

    Parameters
    ----------
    reading
        The reading, with the look-up of postcodes and its columns.
    folder
        The folder that holds it.
    postcodes
        A folder with further files of postcodes; they take precedence.

    Returns
    -------
    pandas.DataFrame
        Columns `x`, `y` and `area`, indexed by postcode in capitals without spaces.

    Raises
    ------
    PointsError
        If there is no look-up.
    """
    tables = []
    if postcodes is not None and find_postcode_files(postcodes):
        tables.append(read_postcodes(postcodes).set_axis(["x", "y", "area"], axis=1))
    named = [folder / name for name in reading.postcode_files]
    tables += [_read_look_up(path, reading) for path in named if path.is_file()]
    if not tables:
        wanted = " or ".join(reading.postcode_files)
        what = f"There is no look-up of postcodes {wanted} in {folder}."
        raise PointsError([Fault(wanted, what, remedy="Copy the file there.")])
    whole = pd.concat(tables)
    return whole[~whole.index.duplicated()]


def _read_look_up(path: Path, reading: Reading) -> pd.DataFrame:
    numbered = all(name.isdecimal() for name in reading.postcode_columns)
    # A country has 1.7 million lines: only the needed columns are kept.
    if numbered:
        positions = sorted(int(name) - 1 for name in reading.postcode_columns)
        table = pd.read_csv(path, dtype=str, header=None, usecols=positions)
        table.columns = [str(position + 1) for position in positions]
    else:
        table = pd.read_csv(path, dtype=str, usecols=reading.postcode_columns)
    known = table[reading.postcode_columns].set_axis(["postcode", "x", "y"], axis=1)
    known.index = bare_postcodes(known["postcode"])
    placed = known[["x", "y"]].apply(pd.to_numeric)
    # Code-Point Open writes 0, 0 for a postcode without a location.
    known_places: pd.DataFrame = placed[(placed > 0).all(axis=1)].assign(area="")
    return known_places


def bare_postcodes(postcodes: pd.Series) -> pd.Series:
    """Return postcodes in capitals without blanks."""
    return postcodes.str.upper().str.replace(r"\s+", "", regex=True)


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    if column not in rows.columns:
        return [""] * len(rows)
    return [str(cell).strip() for cell in rows[column].fillna("")]


def _check_on_earth(points: pd.DataFrame, path: Path) -> None:
    off = ~(points["longitude"].between(-180, 180) & points["latitude"].between(-90, 90))
    if off.any():
        what = f'The coordinates of "{points["name"][off].iloc[0]}" are not on Earth.'
        expected = "longitude and latitude, or easting and northing with crs EPSG:27700"
        raise PointsError([Fault(path.name, what, expected, "Correct the columns or the crs.")])

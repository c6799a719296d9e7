"""Read a council's own list of points from any file, as figures of one's own are read."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas import paths
from atlas.definitions.overlay import Reading
from atlas.errors import AtlasError, Fault, PointsError, UploadError
from atlas.points.postcodes import POSTCODE, read_postcodes
from atlas.points.read import GRID, bare_postcodes, check_columns, keep_rows, read_known_postcodes
from atlas.tables.coordinates import to_degrees
from atlas.tables.find_positions import Positions, find_positions, read_positions
from atlas.tables.read_file import list_parts, read_file
from atlas.tables.table import MOST_BYTES
from atlas.text import say

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.tables.find_positions import Whereabouts
    from atlas.tables.table import Upload

NAMES = ("name", "title", "organisation", "site", "venue", "label")
KINDS = ("kind", "type", "category")
# Least share of cells that must be postcodes, and most sheets that are looked into.
LEAST, MOST_TRIED = 0.3, 20


def read_own_list(
    path: Path, reading: Reading | None, where: Whereabouts
) -> tuple[pd.DataFrame, int]:
    """Return the points of a list, and the number of its rows without a position.

    Parameters
    ----------
    path
        A file of any kind that a table is read from.
    reading
        Which columns give position, name and kind; what it leaves out is guessed.
    where
        Where the points may lie.

    Returns
    -------
    points : pandas.DataFrame
        Columns `name`, `kind`, `longitude`, `latitude` and `given`, as `read_points` returns them.
    unplaced : int
        Rows with no position.

    Raises
    ------
    PointsError
        If the file cannot be read, a column is missing, or nothing gives a position.
    """
    try:
        upload, found = _open(path, where)
        said = reading or Reading.model_construct(name="")
        if not said.header:
            what = say("The description says that the list has no headings.")
            raise PointsError([Fault(path.name, what, remedy=say("Give every column a heading."))])
        if said.name or said.kind or said.x or said.postcode:
            check_columns(upload.columns, said, path, shapes=upload.points is not None)
        return _place(upload, said, found, path, where)
    except UploadError as error:
        told = [Fault(path.name, one.what, one.expected, one.remedy) for one in error.faults]
        raise PointsError(told) from error


def _open(path: Path, where: Whereabouts) -> tuple[Upload, Positions | None]:
    """Return the first sheet or layer that has positions, else the first that can be read."""
    content = _read_bytes(path)
    opened: list[Upload] = []
    wrong: AtlasError | None = None
    for part in list_parts(content)[:MOST_TRIED] or [""]:
        try:
            upload = read_file(path.name, content, part=part)
        except UploadError as error:
            wrong = wrong or error
            continue
        if upload.points is not None:
            return upload, None
        if found := find_positions(upload, where):
            return upload, found[0]
        opened.append(upload)
    if not opened and wrong is not None:
        raise wrong
    return opened[0], None


def _read_bytes(path: Path) -> bytes:
    if not path.name.lower().endswith(".gz"):
        return path.read_bytes()
    try:
        with gzip.open(path) as file:
            # One byte more than is read, so that a file that unpacks to more is refused.
            return file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        what = say("This list could not be read: it is not a whole gzip file.")
        remedy = say("Unpack it, and put the file that was in it here.")
        raise PointsError([Fault(path.name, what, remedy=remedy)]) from error


def _place(
    upload: Upload, reading: Reading, found: Positions | None, path: Path, where: Whereabouts
) -> tuple[pd.DataFrame, int]:
    rows = upload.cells
    given = rows[reading.area] if reading.area in rows.columns else pd.Series("", rows.index)
    if upload.points is not None:
        longitude, latitude = (upload.points[one].to_numpy() for one in ("longitude", "latitude"))
    elif reading.x:
        longitude, latitude, _ = read_positions(upload, (reading.x, reading.y), reading.crs)
    elif found is not None and not reading.postcode:
        system = where.systems[found.kind]
        longitude, latitude, _ = read_positions(upload, found.columns, system, upward=found.upward)
    else:
        known = _look_up(rows[reading.postcode or _find_postcodes(upload, path)], reading, path)
        longitude, latitude = to_degrees(
            known["x"].to_numpy(float), known["y"].to_numpy(float), GRID
        )
        given = given if given.ne("").any() else known["area"].fillna("")
    name, kind = _find_texts(rows, reading)
    points = pd.DataFrame(
        {
            "name": rows[name] if name else "",
            "kind": rows[kind] if kind else "",
            "longitude": np.round(longitude, 6),
            "latitude": np.round(latitude, 6),
            "given": given,
        },
        index=rows.index,
    ).loc[keep_rows(rows, reading).index]
    placed = points["longitude"].between(-180, 180) & points["latitude"].between(-90, 90)
    if not placed.any():
        what = say("No row of this list has a position on the map.")
        remedy = say("Check its coordinates or postcodes.")
        raise PointsError([Fault(path.name, what, remedy=remedy)])
    return points[placed].reset_index(drop=True), int((~placed).sum())


def _look_up(postcodes: pd.Series, reading: Reading, path: Path) -> pd.DataFrame:
    """Return `x`, `y` and `area` of each postcode, gaps where it is not known."""
    if reading.postcode_files:
        known = read_known_postcodes(reading, path.parent, paths.USER_POSTCODES)
    else:
        known = read_postcodes().set_axis(["x", "y", "area"], axis=1)
    return known.reindex(bare_postcodes(postcodes)).set_axis(postcodes.index)


def _find_postcodes(upload: Upload, path: Path) -> str:
    """Return the column with the most postcodes."""
    shares = {
        name: float(bare_postcodes(upload.cells[name]).str.match(POSTCODE).mean())
        for name in upload.columns
    }
    best = max(shares, key=lambda name: shares[name], default="")
    if shares.get(best, 0) < LEAST:
        what = say(
            "No column gives the location of the points. The columns are: {columns}.",
            columns=", ".join(upload.columns[:12]),
        )
        expected = say("longitude and latitude, easting and northing, or a postcode")
        remedy = say(
            "Use these names for the columns, or name the columns in a TOML file beside it."
        )
        raise PointsError([Fault(path.name, what, expected, remedy)])
    return best


def _find_texts(rows: pd.DataFrame, reading: Reading) -> tuple[str, str]:
    """Return the columns with the name and kind of a point; empty for none."""
    known = {str(column).strip().lower(): str(column) for column in rows.columns}
    name = reading.name or next((known[one] for one in NAMES if one in known), "")
    if not name:
        named = [column for low, column in known.items() if "name" in low]
        name = next(iter([*named, *known.values()]), "")
    kind = reading.kind
    if not kind and not reading.name:
        kind = next((known[one] for one in KINDS if one in known), "")
    return name, kind

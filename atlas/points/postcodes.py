"""Read the locations of postcodes from files in the user's folder."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from typing import TYPE_CHECKING

import pandas as pd

from atlas import paths
from atlas.cache import cache_once
from atlas.errors import Fault, UploadError
from atlas.text import say

if TYPE_CHECKING:
    from pathlib import Path

# Ordnance Survey's Code-Point Open has no header: postcode, quality, easting, northing.
CODE_POINT = (0, 2, 3)
# Headings of the ONS Postcode Directory, which vary between editions.
DIRECTORY = (("pcds", "pcd", "pcd7", "pcd8"), ("oseast1m", "east1m"), ("osnrth1m", "north1m"))
# The directory also has the 2021 LSOA; Code-Point Open does not.
AREA = ("lsoa21", "lsoa21cd")
POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$")
HOW = (
    "Copy Ordnance Survey's Code-Point Open or ONS's Postcode Directory (both free, CSV, may be "
    "gzipped) to the folder “postcodes” in the server's data folder for this atlas. A file for "
    "your postcode area is enough."
)


def find_postcode_files(folder: Path | None = None) -> list[Path]:
    """Return the files of postcodes, sorted by name."""
    folder = folder or paths.USER_POSTCODES
    return sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])


def read_postcodes(folder: Path | None = None) -> pd.DataFrame:
    """Return the location of every postcode, indexed by the postcode without spaces.

    Columns `easting`, `northing` and `area`, the code of its 2021 LSOA; empty where the file
    has none.

    Parameters
    ----------
    folder
        Folder of the files; by default the user's.

    Raises
    ------
    UploadError
        If there is none, with how to get one, or a file has another format.
    """
    files = find_postcode_files(folder)
    if not files:
        what = "There is no postcode file on this server, so postcodes cannot be located."
        raise UploadError([Fault("postcodes", what, remedy=HOW)])
    return _read_all(tuple((path, path.stat().st_mtime_ns) for path in files))


# Published data, so the cache may be shared by all visitors.
@cache_once(1)
def _read_all(files: tuple[tuple[Path, int], ...]) -> pd.DataFrame:
    tables = [_read_or_refuse(path) for path, _ in files]
    whole = pd.concat(tables)
    return whole[~whole.index.duplicated()]


def _read_or_refuse(path: Path) -> pd.DataFrame:
    try:
        return _read_one(path)
    except (OSError, EOFError, ValueError, csv.Error, zlib.error) as error:
        what = say("This file could not be read: {said}", said=str(error).strip().split("\n")[0])
        raise UploadError([Fault(f"postcodes, {path.name}", what, remedy=HOW)]) from error


def _read_one(path: Path) -> pd.DataFrame:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        first = next(csv.reader(file), [])
    columns = find_columns(first)
    if columns is None:
        what = "The file is neither Code-Point Open nor the Postcode Directory."
        raise UploadError([Fault(f"postcodes, {path.name}", what, remedy=HOW)])
    heading = None if POSTCODE.match(first[columns[0]].strip().upper()) else 0
    low = [cell.strip().casefold() for cell in first]
    area = next((low.index(name) for name in AREA if name in low), None) if heading == 0 else None
    positions = [*columns, *([] if area is None else [area])]
    table = pd.read_csv(
        path, header=heading, usecols=sorted(set(positions)), dtype=str, encoding="utf-8-sig"
    )
    table = table[[first[position] if heading == 0 else position for position in positions]]
    table = table.set_axis(["postcode", "easting", "northing", "area"][: len(positions)], axis=1)
    table.index = pd.Index(table["postcode"].str.upper().str.replace(r"\s+", "", regex=True))
    grid = table[["easting", "northing"]].apply(pd.to_numeric, errors="coerce")
    grid["area"] = table["area"].fillna("").str.strip() if area is not None else ""
    # Both publishers write zeros where a postcode has no location, as on the Isle of Man.
    placed: pd.DataFrame = grid[(grid[["easting", "northing"]] > 0).all(axis=1)]
    return placed


def find_columns(first: list[str]) -> tuple[int, int, int] | None:
    """Return the positions of postcode, easting and northing, from a file's first line.

    Examples
    --------
    >>> find_columns(["LU1 1AA", "10", "509000", "221000", "E92000001"])
    (0, 2, 3)
    >>> find_columns(["pcd", "pcds", "oseast1m", "osnrth1m"])
    (1, 2, 3)
    """
    if len(first) > 3 and POSTCODE.match(first[0].strip().upper()):
        return CODE_POINT
    low = [cell.strip().casefold() for cell in first]
    found = [next((low.index(name) for name in names if name in low), -1) for names in DIRECTORY]
    return None if -1 in found else (found[0], found[1], found[2])

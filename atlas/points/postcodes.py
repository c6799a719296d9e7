"""Read where postcodes are from a file the council has put into the user's folder."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from atlas import paths
from atlas.errors import Fault, UploadError
from atlas.text import say

if TYPE_CHECKING:
    from pathlib import Path

# Ordnance Survey's Code-Point Open has no heading: postcode, quality, easting, northing.
CODE_POINT = (0, 2, 3)
# ONS's directory names its columns; the names have changed a little with the years.
DIRECTORY = (("pcds", "pcd", "pcd7", "pcd8"), ("oseast1m", "east1m"), ("osnrth1m", "north1m"))
# It tells the small area of 2021 too; Code-Point Open does not.
AREA = ("lsoa21", "lsoa21cd")
POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$")
HOW = (
    "Put Ordnance Survey's Code-Point Open or ONS's Postcode Directory (both free, CSV, also "
    "gzipped) into the folder “postcodes” of the server's data folder for this atlas. A file "
    "for your postcode area is enough."
)


def find_postcode_files(folder: Path | None = None) -> list[Path]:
    """Return the files of postcodes there are, in order of name."""
    folder = folder or paths.USER_POSTCODES
    return sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])


def read_postcodes(folder: Path | None = None) -> pd.DataFrame:
    """Return where every postcode is, indexed by the postcode without blanks.

    Columns `easting`, `northing` and `area`, the small area of 2021 that it belongs to; empty
    where the file does not tell.

    Parameters
    ----------
    folder
        Where the files are; by default the user's.

    Raises
    ------
    UploadError
        If there is none, with how to get one, or one is of another form.
    """
    files = find_postcode_files(folder)
    if not files:
        what = "No file of postcodes is on this server, so postcodes cannot be placed."
        raise UploadError([Fault("postcodes", what, remedy=HOW)])
    return _read_all(tuple((path, path.stat().st_mtime_ns) for path in files))


# What a publisher says of postcodes is nobody's secret, and the same for all visitors.
@lru_cache(maxsize=1)
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
    area = next((low.index(one) for one in AREA if one in low), None) if heading == 0 else None
    places = [*columns, *([] if area is None else [area])]
    table = pd.read_csv(
        path, header=heading, usecols=sorted(set(places)), dtype=str, encoding="utf-8-sig"
    )
    table = table[[first[place] if heading == 0 else place for place in places]]
    table = table.set_axis(["postcode", "easting", "northing", "area"][: len(places)], axis=1)
    table.index = pd.Index(table["postcode"].str.upper().str.replace(r"\s+", "", regex=True))
    grid = table[["easting", "northing"]].apply(pd.to_numeric, errors="coerce")
    grid["area"] = table["area"].fillna("").str.strip() if area is not None else ""
    # Both publishers write zeros where a postcode has no place, as on the Isle of Man.
    placed: pd.DataFrame = grid[(grid[["easting", "northing"]] > 0).all(axis=1)]
    return placed


def find_columns(first: list[str]) -> tuple[int, int, int] | None:
    """Return where postcode, easting and northing stand, from a file's first line.

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
    found = [next((low.index(one) for one in names if one in low), -1) for names in DIRECTORY]
    return None if -1 in found else (found[0], found[1], found[2])

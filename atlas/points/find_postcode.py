"""Find a postcode: in the look-up that comes with a place, or in the files of this server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pyproj import Transformer

from atlas import paths
from atlas.cache import cache_once
from atlas.errors import UploadError
from atlas.points.postcodes import POSTCODE, read_postcodes
from atlas.points.read import GRID, LONGITUDE_LATITUDE

if TYPE_CHECKING:
    from pathlib import Path

# In the folder of a place's figures: small areas, each with its postcodes without spaces.
SHIPPED = "postcodes.csv"
# The first part of a postcode, or all but its last letters.
BEGINNING = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?(\s*\d[A-Z]?)?$")


@dataclass(frozen=True, slots=True)
class Postcode:
    """Where a postcode is.

    Parameters
    ----------
    area
        Code of the small area it lies in; empty where only its location is known.
    longitude, latitude
        Its location in degrees, where the area is not known.
    """

    area: str
    longitude: float = np.nan
    latitude: float = np.nan


def is_postcode(text: str) -> bool:
    """Return whether a text has the form of a whole postcode.

    Examples
    --------
    >>> is_postcode("lu1 2lj"), is_postcode("LU1"), is_postcode("Luton 010")
    (True, False, False)
    """
    return bool(POSTCODE.match(text.strip().upper()))


def find_postcode(text: str) -> Postcode | None:
    """Return where a postcode is; None where no look-up has it.

    The look-ups that come with places are read first, then the files in this server's folder of
    postcodes. What is wrong with these is told where figures are uploaded.
    """
    bare = re.sub(r"\s+", "", text).upper()
    files = tuple(sorted(paths.DATA.glob(f"*/{SHIPPED}")))
    shipped = _read_shipped(tuple((path, path.stat().st_mtime_ns) for path in files))
    if bare in shipped:
        return Postcode(shipped[bare])
    try:
        known = read_postcodes()
    except UploadError:
        return None
    if bare not in known.index:
        return None
    row = known.loc[bare]
    if row["area"]:
        return Postcode(str(row["area"]))
    turn = Transformer.from_crs(GRID, LONGITUDE_LATITUDE, always_xy=True)
    longitude, latitude = turn.transform(row["easting"], row["northing"])
    return Postcode("", float(longitude), float(latitude))


@cache_once(1)
def _read_shipped(files: tuple[tuple[Path, int], ...]) -> dict[str, str]:
    """Return the area of every postcode that comes with a place."""
    found: dict[str, str] = {}
    for path, _ in files:
        table = pd.read_csv(path, dtype=str)
        for area, postcodes in table.itertuples(index=False):
            found |= dict.fromkeys(postcodes.split(), area)
    return found

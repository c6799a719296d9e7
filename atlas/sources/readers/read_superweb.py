"""Read a SuperWEB table, as from Scotland's Census: notes around it, and two headings."""

from __future__ import annotations

import csv
import gzip
from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

READER = ReaderSpec("superweb", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts indexed by area, one column per category.

    The first heading row names the categories; the second, of one cell, names the rows. The
    table ends before the first row that is not as long as the first heading row.

    Raises
    ------
    KeyError
        If the second heading is not `area_column`.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    start = next(
        (position for position, row in enumerate(rows) if row and row[0] == area_column), None
    )
    if start is None:
        raise KeyError(area_column)
    heading = rows[start - 1]
    # Every row ends with a comma, and so with an empty cell.
    wide = [name for name in heading[1:] if name]
    found = {}
    for row in rows[start + 1 :]:
        if len(row) != len(heading):
            break
        found[row[0]] = row[1 : len(wide) + 1]
    table = pd.DataFrame.from_dict(found, orient="index", columns=wide)
    table.index.name = area_column
    return table

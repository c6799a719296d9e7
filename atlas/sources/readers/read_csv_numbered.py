"""Read a CSV whose area codes are digits with leading zeros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

READER = ReaderSpec("csv_numbered", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area, with codes as written.

    Columns are separated by commas or semicolons; with semicolons, the decimal separator may
    be a comma, as in German tables.
    """
    heading = pd.read_csv(path, nrows=0, sep=",", encoding="utf-8-sig").columns
    continental = any(";" in str(name) for name in heading)
    table = pd.read_csv(
        path, sep=";" if continental else ",", dtype={area_column: str}, encoding="utf-8-sig"
    )
    table = table.set_index(area_column)
    if not continental:
        return table
    for name in table.select_dtypes(exclude="number"):
        table[name] = table[name].str.replace(",", ".", regex=False)
    return table

"""Read a CSV from the Nomis query tool: titles above the table, footnotes below it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from atlas.sources.cut_table import cut_table
from atlas.sources.read_delimited import read_text
from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("nomis_query", (".csv", ".csv.gz"))

# Separates an area's code and name.
BETWEEN = " : "
SHARE = "%"


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area code.

    A column headed "%" is named after the column before it, such as "White, %".

    Raises
    ------
    MissingColumnError
        If no line has the heading `area_column`.
    """
    table = cut_table(list(csv.reader(io.StringIO(read_text(path)))), area_column)
    table.index = table.index.str.split(BETWEEN).str[0]
    headings: list[str] = []
    for heading in map(str, table.columns):
        headings.append(f"{headings[-1]}, {SHARE}" if heading == SHARE and headings else heading)
    table.columns = headings
    return table

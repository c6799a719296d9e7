"""Read a Census 2021 bulk table from Nomis: one wide CSV, headers in two styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.sources.read_delimited import read_delimited
from atlas.sources.readers import ReaderSpec, index_by

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("nomis_bulk", (".csv", ".csv.gz"))

# Suffix of every heading in some of the tables.
SUFFIX = "; measures: Value"


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area, headings without the measures suffix."""
    table = read_delimited(path, text_columns=[area_column])
    # A heading of TS004 has a space before the suffix.
    table.columns = [str(heading).removesuffix(SUFFIX).strip() for heading in table.columns]
    return index_by(table, area_column)

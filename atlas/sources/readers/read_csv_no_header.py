"""Read a CSV without a header line: its columns are numbered from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.sources.read_delimited import read_delimited
from atlas.sources.readers import ReaderSpec, index_by

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("csv_no_header", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by the column with the number `area_column`, as in ``"10"``."""
    return index_by(read_delimited(path, header=False), area_column)

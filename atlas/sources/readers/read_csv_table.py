"""Read a plain CSV with one row per area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyarrow import csv

from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("csv", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area."""
    table: pd.DataFrame = csv.read_csv(path).to_pandas()
    return table.set_index(area_column)

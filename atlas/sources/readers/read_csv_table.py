"""Read a plain CSV with one row per area."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from pyarrow import csv

from atlas.sources.readers import ReaderSpec

READER = ReaderSpec("csv", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area."""
    return csv.read_csv(path).to_pandas().set_index(area_column)

"""Read a plain CSV with one row per area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.sources.read_delimited import read_delimited
from atlas.sources.readers import ReaderSpec, index_by

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("csv", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table indexed by area."""
    return index_by(read_delimited(path, text_columns=[area_column]), area_column)

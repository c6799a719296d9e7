"""Read a CSV with one row per area and category, and lay the categories side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyarrow import csv

from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("csv_long", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts indexed by area, one column per category.

    The column after the area's is the category, the next one the count.
    """
    table: pd.DataFrame = csv.read_csv(path).to_pandas()
    category, count = [name for name in table.columns if name != area_column][:2]
    wide = table.pivot_table(index=area_column, columns=category, values=count, aggfunc="sum")
    wide.columns = [str(name) for name in wide.columns]
    return wide

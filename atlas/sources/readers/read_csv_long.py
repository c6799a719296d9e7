"""Read a CSV with one row per area and category, and pivot it by category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.sources.read_delimited import read_delimited
from atlas.sources.readers import ReaderSpec, index_by

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("csv_long", (".csv", ".csv.gz"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return counts indexed by area, one column per category.

    The category is the first column that varies within an area, so that an area's name or
    total may precede it; the count is the column after the category.

    Raises
    ------
    ValueError
        If no column varies within an area, or none follows the one that does.
    """
    table = index_by(read_delimited(path, text_columns=[area_column]), area_column)
    for position, category in enumerate(table.columns[:-1]):
        if table.groupby(level=0)[category].nunique().max() > 1:
            count = table.columns[position + 1]
            break
    else:
        raise ValueError("no column differs within an area, so none holds categories")
    wide = table.reset_index().pivot_table(
        index=area_column, columns=category, values=count, aggfunc="sum"
    )
    wide.columns = [str(name) for name in wide.columns]
    return wide

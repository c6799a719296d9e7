"""Read a workbook whose last sheet is the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.readers import ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

READER = ReaderSpec("excel", (".xlsx",))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table of the last sheet, indexed by area; earlier sheets are notes."""
    with pd.ExcelFile(path) as workbook:
        table = pd.read_excel(workbook, sheet_name=workbook.sheet_names[-1])
    return table.set_index(area_column)

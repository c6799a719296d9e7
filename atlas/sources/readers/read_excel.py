"""Read a workbook, of Excel or OpenDocument, of which one sheet holds the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from atlas.sources.cut_table import cut_table
from atlas.sources.readers import MissingColumnError, ReaderSpec

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

READER = ReaderSpec("excel", (".xlsx", ".ods"))


def read(path: Path, area_column: str) -> pd.DataFrame:
    """Return the table that has the heading `area_column`, indexed by area.

    Sheets are searched from the last to the first: notes come first. Lines above the header and
    below the table are left out.

    Raises
    ------
    MissingColumnError
        If no sheet has that heading.
    ValueError
        If it is not a workbook.
    """
    missing = MissingColumnError(area_column, [])
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in reversed(workbook.sheet_names):
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            try:
                return cut_table(rows, area_column)
            except MissingColumnError as error:
                missing = max(missing, error, key=lambda one: len(one.headings))
    except CalamineError as error:
        raise ValueError(str(error)) from error
    raise missing

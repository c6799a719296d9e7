"""Read an Excel or OpenDocument workbook with notes around its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from atlas.sources.cut_table import cut_table
from atlas.sources.readers import MissingColumnError, reader

if TYPE_CHECKING:
    from pathlib import Path


@reader(".xlsx", ".ods")
def excel(path: Path, area_column: str) -> pd.DataFrame:
    """Return the tables of all sheets with the heading `area_column`, joined by area.

    A heading on several sheets is taken from the last of them: notes and overviews come first.
    Rows above the header and below the table are left out.

    Raises
    ------
    MissingColumnError
        If no sheet has that heading.
    ValueError
        If it is not a workbook.
    """
    missing = MissingColumnError(area_column, [])
    tables: list[pd.DataFrame] = []
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in reversed(workbook.sheet_names):
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            try:
                table = cut_table(rows, area_column)
            except MissingColumnError as error:
                missing = max(missing, error, key=lambda fault: len(fault.headings))
                continue
            known = {heading for table in tables for heading in table.columns}
            tables.append(table.loc[:, [heading not in known for heading in table.columns]])
    except CalamineError as error:
        raise ValueError(str(error)) from error
    if not tables:
        raise missing
    return tables[0] if len(tables) == 1 else pd.concat(tables, axis=1)

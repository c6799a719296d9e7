"""Names, types and figures as CSV: one row per area, or per ward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.export.cells import guard_cell
from atlas.export.format_spec import FormatSpec
from atlas.export.to_csv_metadata import metadata_name, write_metadata
from atlas.text import to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec("csv", to_say("CSV table"), ".csv", "text/csv", "data", has_wards=True)


def write(extract: Extract) -> bytes:
    """Return the table: names, types and how certain these are, then one column per indicator.

    UTF-8; with a byte order mark where a name is not ASCII, since Excel misreads it
    otherwise. Figures have full precision, so that they read back exactly; a gap is an empty cell.
    Sources, and reasons for gaps, are in the companion file.
    """
    told = [*extract.areas.columns, *extract.types.columns, *extract.type_details.columns]
    table = extract.table.copy()
    for name in told:
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = [guard_cell(str(one)) if pd.notna(one) else "" for one in table[name]]
    table.columns = pd.Index([guard_cell(str(name)) for name in table.columns])
    table.index = pd.Index([guard_cell(str(area)) for area in table.index], name="area")
    text = table.to_csv(lineterminator="\n")
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def companions(extract: Extract, *, file_name: str) -> dict[str, bytes]:
    """Return the metadata file that belongs beside the table."""
    return {metadata_name(file_name): write_metadata(extract, file_name)}

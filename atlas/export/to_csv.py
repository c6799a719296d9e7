"""Figures and types as CSV: one row per area, one column per indicator and typology."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.export.cells import guard_cell
from atlas.export.format_spec import FormatSpec
from atlas.export.to_csv_metadata import metadata_name, write_metadata
from atlas.text import to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec("csv", to_say("CSV table"), ".csv", "text/csv", "data")


def write(extract: Extract) -> bytes:
    """Return the table: column `area`, then one per indicator, then one per typology.

    UTF-8 without a byte order mark, which is read alike by pandas and by spreadsheets since
    all of it is plain ASCII. Figures are complete, so that they read back exactly; a gap is
    an empty cell. Names, sources and reasons for gaps are in the companion file.
    """
    table = extract.values.join(extract.types.map(guard_cell))  # noqa: PD011 - not pandas' own
    table.columns = pd.Index([guard_cell(str(name)) for name in table.columns])
    table.index = pd.Index([guard_cell(str(area)) for area in table.index], name="area")
    return table.to_csv(lineterminator="\n").encode()


def companions(extract: Extract, *, file_name: str) -> dict[str, bytes]:
    """Return the metadata file that belongs beside the table."""
    return {metadata_name(file_name): write_metadata(extract, file_name)}

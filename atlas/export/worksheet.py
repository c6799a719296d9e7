"""Write the rows of a worksheet as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from atlas.export.cells import guard_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def write_worksheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of text, headings first, as CSV that a spreadsheet opens without changes.

    Examples
    --------
    >>> write_worksheet([("Place", "Fit"), ("=1+1", "Fits")]).decode("utf-8-sig").split()
    ['Place,Fit', "'=1+1,Fits"]
    """
    written = io.StringIO()
    csv.writer(written).writerows([[guard_cell(cell) for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")

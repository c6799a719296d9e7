"""Text in cells of a spreadsheet: never a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# OWASP, CSV injection: what spreadsheets take for the start of a formula, also after a tab
# or a return. Spreadsheets skip blanks before it.
STARTS_FORMULA = re.compile(r"^\s*[=+\-@\t\r]|^[\t\r]")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula.

    Examples
    --------
    >>> [is_formula(text) for text in ("=1+1", " @x", "-5", "Biscot", "")]
    [True, True, True, False, False]
    """
    return bool(STARTS_FORMULA.match(text))


def guard_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV file.

    Examples
    --------
    >>> guard_cell("=1+1"), guard_cell("Biscot")
    ("'=1+1", 'Biscot')
    """
    return f"'{text}" if is_formula(text) else text


def escape(text: str) -> str:
    """Return a text in which Excel finds no escaped character, such as _x0041_.

    Examples
    --------
    >>> escape("_x0041_ and _x")
    '_x005F_x0041_ and _x'
    """
    parts = text.split("_x")
    kept = parts[0]
    for part in parts[1:]:
        is_number = part[4:5] == "_" and all(sign in "0123456789abcdefABCDEF" for sign in part[:4])
        kept += ("_x005F_x" if is_number else "_x") + part
    return kept


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

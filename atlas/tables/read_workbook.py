"""Read one sheet of an Excel workbook: only values, no macros, with a limit on its size."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

import openpyxl

from atlas.tables.archive import DAMAGED, unpack
from atlas.tables.headings import Rows, drop_unnamed, lay_out
from atlas.tables.table import (
    MEGABYTE,
    Upload,
    check_rows,
    refuse,
    refuse_damaged,
    refuse_unpacked,
)
from atlas.text import say, say_counted, to_say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    import pandas as pd

# More than a workbook with the largest table accepted unpacks to.
MOST_UNPACKED = 400 * MEGABYTE
MOST_PARTS = 2_000
# Literal text in a number format: in quotation marks, after a backslash, or a colour.
PLAIN_TEXT = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# Elements that are loaded with the workbook even if the sheet does not use them, with limits.
# Excel has at most 65,490 cell formats; each makes several elements.
KEPT = (
    (re.compile(rb"<(?:\w+:)?si[ >/]"), 1_000_000),
    (re.compile(rb"<(?:\w+:)?(?:xf|font|fill|border|numFmt|dxf|cellStyle)[ >/]"), 300_000),
)
# Names of the parts of a compound file: an encrypted workbook, and one of Excel 97 or 95.
LOCKED = ("EncryptedPackage".encode("utf-16-le"),)
OLD = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
MACROS = "vbaProject.bin"
# This many empty rows end the table: a sheet may claim a million rows without any cell.
MOST_EMPTY = 1_000
ONE_SHEET = to_say("Save the one sheet you need as a new workbook or as CSV, and choose that file.")
SAVE_AGAIN = to_say(
    "Open it in your spreadsheet, save it again as .xlsx or CSV, and choose that file."
)


def list_sheets(content: bytes) -> list[str]:
    """Return the names of a workbook's sheets, after checking that it is safe to open.

    Raises
    ------
    UploadError
        If it is damaged, or unpacks to far more than its own size.
    """
    check_archive(content)
    with _mind_damage(Exception), _open(content, values=True) as book:
        return [sheet.title for sheet in book.worksheets]


def read_workbook(name: str, content: bytes, sheet: str = "") -> Upload:
    """Return the table of one sheet; by default of the first.

    Raises
    ------
    UploadError
        If it is damaged, unsafe, empty, or too large a table.
    """
    formulas, macros = check_archive(content)
    cells, notes = lay_out(_read_rows(content, sheet, values=True))
    unset = _find_unset(content, sheet, cells) if formulas else {}
    if macros:
        told = say("The workbook contains macros; they were not run and are not kept.")
        notes.insert(0, told)
    if unset:
        count = sum(len(numbers) for numbers in unset.values())
        notes.append(
            say_counted(
                "{count} formula has no stored result, in {columns}. Open the workbook in Excel, "
                "save it, and choose it again; or paste the column as values.",
                "{count} formulas have no stored result, in {columns}. Open the workbook in "
                "Excel, save it, and choose it again; or paste the column as values.",
                count,
                columns=", ".join(say("“{name}”", name=one) for one in list(unset)[:5]),
            )
        )
    return Upload(name, drop_unnamed(cells), tuple(notes), unset)


def check_archive(content: bytes) -> tuple[bool, bool]:
    """Refuse a workbook that is damaged or too large; return whether it has formulas or macros.

    The stated size of a part is not trusted: every part is unpacked in pieces up to a limit,
    and nothing is kept.

    Returns
    -------
    tuple of bool
        Whether there are formulas, and whether there are macros.

    Raises
    ------
    UploadError
        With what was found.
    """
    formulas = False
    kept = [0] * len(KEPT)
    with _mind_damage(*DAMAGED), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
            refuse_unpacked(MOST_UNPACKED, ONE_SHEET)
        if any(part.flag_bits & 1 for part in parts):
            refuse_locked()
        macros = any(part.filename.endswith(MACROS) for part in parts)
        # Media and compiled macros are not part of a table, so only XML is unpacked.
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        for part, piece in unpack(archive, xml, MOST_UNPACKED, ONE_SHEET):
            refuse_entities(piece)
            formulas = formulas or ("worksheets/" in part.filename and bool(FORMULA.search(piece)))
            for number, (mark, most) in enumerate(KEPT):
                kept[number] += len(mark.findall(piece))
                if kept[number] > most:
                    what = say(
                        "The workbook has too many texts or formats for a table and was not opened."
                    )
                    refuse(what, remedy=say(ONE_SHEET))
    return formulas, macros


def refuse_entities(piece: bytes) -> None:
    """Refuse XML that declares entities, which could unpack to any size.

    Raises
    ------
    ValueError
        As for a damaged file.
    """
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise ValueError("a spreadsheet declares no entities")


def _mind_damage(*kinds: type[Exception]) -> AbstractContextManager[None]:
    return refuse_damaged(
        kinds,
        to_say("The workbook cannot be read: it is damaged, or not an Excel workbook."),
        expected=to_say("a workbook saved by Excel or LibreOffice as .xlsx"),
        remedy=SAVE_AGAIN,
    )


def refuse_locked(content: bytes = b"") -> NoReturn:
    """Refuse a workbook that is password-protected or in the old format.

    Raises
    ------
    UploadError
        Always, saying which of both where the content tells it.
    """
    what = say("The file is locked with a password, or is in the old Excel format (.xls).")
    if any(mark in content for mark in LOCKED):
        what = say("The file is locked with a password.")
    elif any(mark in content for mark in OLD):
        what = say("The file is in the old Excel format (.xls), which is not read here.")
    refuse(
        what,
        remedy=say(
            "Open it in your spreadsheet, save it as .xlsx without a password, and choose that."
        ),
    )


def _open(content: bytes, *, values: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    return closing(
        openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=values, keep_links=False
        )
    )


def _read_rows(content: bytes, sheet: str, *, values: bool) -> Rows:
    # openpyxl raises whatever a damaged part leads it to, also while rows are read.
    with _mind_damage(Exception), _open(content, values=values) as book:
        names = [page.title for page in book.worksheets]
        page = book[sheet] if sheet in names else book.worksheets[0]
        # The stated dimensions of a sheet are often wrong.
        page.reset_dimensions()
        return check_rows(_list_rows(page))


def _list_rows(page: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - openpyxl has no types
    empty = 0
    for number, row in enumerate(page.iter_rows(), 1):
        written = [_write_cell(cell) for cell in row]
        while written and not written[-1]:
            written.pop()
        empty = 0 if written else empty + 1
        if empty > MOST_EMPTY:
            return
        if written:
            yield number, written


def _write_cell(cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    """Return a cell as shown: 0.12 in a percentage format as 12 %."""
    value = cell.value
    if isinstance(value, float | int) and not isinstance(value, bool):
        shown = _is_percent(cell.number_format)
        return format_percent(value) if shown else format_cell(value)
    return format_cell(value)


@lru_cache(maxsize=4096)
def _is_percent(pattern: str) -> bool:
    """Return whether a number format is a percentage: a percent sign outside literal text.

    Examples
    --------
    >>> _is_percent("0.0%"), _is_percent('0.0" % of all"')
    (True, False)
    """
    return "%" in PLAIN_TEXT.sub("", pattern or "")


def format_percent(value: float) -> str:
    """Return a fraction as a percentage, without rounding errors in the last digit.

    Examples
    --------
    >>> format_percent(0.07)
    '7%'
    """
    return format_cell(float(f"{value * 100:.15g}")) + "%"


def format_cell(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell as text; a whole number stored as a float without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _find_unset(content: bytes, sheet: str, stored: pd.DataFrame) -> dict[str, frozenset[int]]:
    """Return the rows of each column whose formula has no stored result."""
    found: dict[str, set[int]] = {}
    names = [str(name) for name in stored]
    for number, cells in _read_rows(content, sheet, values=False):
        if number not in stored.index:
            continue
        for name, cell in zip(names, cells, strict=False):
            if cell.startswith("=") and not stored.loc[number, name]:
                found.setdefault(name, set()).add(number)
    return {name: frozenset(rows) for name, rows in found.items()}

"""Read a workbook of a plan as people edited it, and report every cell that cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter

from atlas.errors import Fault, PlanError, find_closest
from atlas.plan.exchange.columns import (
    IDENTITY,
    KEY,
    LISTS,
    STAMP,
    Column,
    list_columns,
    name_sheet,
)
from atlas.plan.exchange.copy_of_plan import TOO_LARGE, Entry, refuse_file
from atlas.plan.records.record import UNSEEN, find_kinds
from atlas.plan.records.shapes import shorten
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from openpyxl.cell.read_only import ReadOnlyCell

    from atlas.plan.records.record import KindSpec

    _Rows: TypeAlias = list[list[ReadOnlyCell]]

# A town's plan has some hundred rows and some dozen columns, with those that people add.
MOST_ROWS, MOST_COLUMNS = 20_000, 1_000
# A record has two or three hundred.
MOST_TAGS = 700_000
# A ZIP of a few megabytes can unpack to as many gigabytes.
LARGEST = 100_000_000
STEP = 1 << 20
NUMBERED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(content: bytes) -> list[Entry]:
    """Return the entries of a workbook, sheet by sheet and row by row; empty rows are skipped.

    Raises
    ------
    PlanError
        If it is not a workbook, or not a plan's.
    """
    try:
        _check_size(content)
        key, sheets = _take_sheets(io.BytesIO(content))
    except PlanError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl has no errors of its own for damaged files
        what = say("This file is not an Excel workbook (.xlsx), or it is damaged.")
        raise refuse_file(what, say("Save it as an Excel workbook (.xlsx).")) from None
    if not sheets:
        raise refuse_file(say("No sheet in this workbook belongs to a plan."))
    return [entry for sheet in sheets for entry in _read_sheet(*sheet, key)]


def _check_size(content: bytes) -> None:
    """Refuse a file that unpacks to far more than a plan; every part is read, none is stored.

    The memory a part takes depends on its tags, and a million equal ones compress
    to a few kilobytes.
    """
    left = MOST_TAGS
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            raise refuse_file(say(TOO_LARGE))
        for part in parts:
            with packed.open(part) as unpacked:
                while piece := unpacked.read(STEP):
                    if part.filename.endswith((".xml", ".rels")):
                        left -= piece.count(b"<")
                    if left < 0:
                        raise refuse_file(say(TOO_LARGE))


def _take_sheets(packed: io.BytesIO) -> tuple[_Key, list[tuple[str, KindSpec, _Rows]]]:
    """Return what the hidden sheet says, and the rows of each sheet of a plan."""
    # Otherwise openpyxl would create every cell up to the last one written.
    book = load_workbook(packed, read_only=True, keep_links=False)
    left = iter(range(MOST_ROWS))
    key = _read_key(_take_rows(book[KEY], left) if KEY in book.sheetnames else [])
    by_name = {name_sheet(kind).casefold(): kind for kind in find_kinds().values()}
    sheets = []
    for sheet in book.worksheets:
        kind = key.kinds.get(sheet.title) or by_name.get(sheet.title.casefold())
        if kind is not None and sheet.title not in (KEY, LISTS):
            sheets.append((sheet.title, kind, _take_rows(sheet, left)))
    return key, sheets


def _take_rows(sheet: Any, left: Iterator[int]) -> _Rows:  # noqa: ANN401 - openpyxl has no types
    """Return the cells of each row up to the last that is filled, within the limit on rows."""
    # A sheet's declared size is often wrong.
    sheet.reset_dimensions()
    rows: _Rows = []
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        cells = list(row)
        while cells and not _is_filled(cells[-1]):
            cells.pop()
        rows.append(cells)
        if next(left, None) is None:
            remedy = say("Delete the rows below the last entry, empty ones too.")
            raise refuse_file(say(TOO_LARGE), remedy)
    return rows


@dataclass(frozen=True, slots=True)
class _Key:
    """What the hidden sheet says of headings and choices, in the language of the export."""

    kinds: dict[str, KindSpec] = field(default_factory=dict)
    headings: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    choices: dict[tuple[str, str, str], str] = field(default_factory=dict)


def _read_key(rows: _Rows) -> _Key:
    """Return what the hidden sheet says; without it, today's labels are looked for."""
    key = _Key()
    kinds = find_kinds()
    for row in rows:
        texts = ["" if cell.value is None else str(cell.value) for cell in row[:6]]
        sheet, kind, heading, name, choice, words = texts + [""] * (6 - len(texts))
        if kind not in kinds:
            continue
        key.kinds[sheet] = kinds[kind]
        if words:
            key.choices[kind, name, words.casefold()] = choice
        else:
            key.headings[sheet, heading.casefold()] = (name, choice)
    return key


def _read_sheet(title: str, kind: KindSpec, rows: _Rows, key: _Key) -> list[Entry]:
    head = rows[0] if rows else []
    columns, faults = _find_columns(title, head, kind, key)
    entries = []
    for number, cells in enumerate(rows[1:], 2):
        row = [
            (column, cells[place] if place < len(cells) else EMPTY_CELL)
            for place, column in columns.items()
        ]
        if any(_is_filled(cell) for _, cell in row):
            entries.append(_read_row(f"{title}, row {number}", kind, key, row))
    if faults:
        entries.insert(0, Entry(f"{title}, row 1", kind.word, "", "", {}, tuple(faults)))
    return entries


def _is_filled(cell: ReadOnlyCell) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _find_columns(
    title: str, head: Sequence[ReadOnlyCell], kind: KindSpec, key: _Key
) -> tuple[Mapping[int, Column], list[Fault]]:
    """Return the columns by position; explanatory ones are ignored."""
    known = list_columns(kind)
    by_word = {(one.field, one.choice): one for one in known}
    by_heading = {one.heading.casefold(): one for one in known}
    columns: dict[int, Column] = {}
    faults = []
    for position, cell in enumerate(head):
        if not _is_filled(cell):
            continue
        heading = " ".join(str(cell.value).split())
        word = key.headings.get((title, heading.casefold()))
        column = by_word.get(word) if word else by_heading.get(heading.casefold())
        if column is None:
            continue
        where = f"{title}, column {get_column_letter(position + 1)}"
        if column in columns.values():
            what = say('There is a second column "{heading}".', heading=heading)
            faults.append(Fault(where, what))
        columns[position] = column
    for column in known:
        here = {one.choice for one in columns.values() if one.field == column.field}
        if column.choice and here and column.choice not in here:
            what = say(
                'The column "{heading}" is missing, but others of the same field are there.',
                heading=column.heading,
            )
            remedy = say(
                "Add it again, or remove all columns of this field; the field then stays as it is."
            )
            faults.append(Fault(f"{title}, row 1", what, remedy=remedy))
    if not columns:
        closest = find_closest(str(head[0].value) if head else "", by_heading)
        what = say("The first row has none of this sheet's headings.")
        faults.append(Fault(f"{title}, row 1", what, closest=closest))
    return columns, faults


def _read_row(
    where: str, kind: KindSpec, key: _Key, row: Sequence[tuple[Column, ReadOnlyCell]]
) -> Entry:
    values: dict[str, Any] = {}
    marks = {IDENTITY: "", STAMP: ""}
    faults: list[Fault] = []
    is_new = not any(_is_filled(cell) for column, cell in row if column.field == IDENTITY)
    for column, cell in row:
        if is_new and not _is_filled(cell):
            # Fields that a new record lacks take the kind's defaults.
            continue
        try:
            value = _read_cell(cell, column, kind, key, where=f"{where}, {column.heading}")
        except PlanError as error:
            faults += error.faults
            continue
        if column.shape is None:
            marks[column.field] = value
        elif column.choice:
            values.setdefault(column.field, [])
            values[column.field] += [column.choice] if value else []
        else:
            values[column.field] = value
    for column, _ in row:
        if column.choice and column.shape is not None and column.field in values:
            order = list(column.shape.choices)
            values[column.field] = sorted(values[column.field], key=order.index)
    return Entry(where, kind.word, marks[IDENTITY], marks[STAMP], values, tuple(faults))


def _read_cell(cell: ReadOnlyCell, column: Column, kind: KindSpec, key: _Key, *, where: str) -> Any:  # noqa: ANN401 - any field's
    shape, value = column.shape, cell.value
    if cell.data_type == "f":
        what, remedy = say("This is a formula."), say("Replace it with its result.")
        raise PlanError([Fault(where, what, remedy=remedy)])
    if cell.data_type == "e":
        what = say("This cell has the error {error}.", error=value)
        raise PlanError([Fault(where, what)])
    if column.choice:
        return _read_tick(value, where=where)
    if isinstance(value, datetime):
        value = value.date()
    if shape is not None and shape.form == "day" and isinstance(value, date):
        return value
    text = _to_text(value)
    if shape is None:
        return text.strip()
    if shape.form == "choice":
        text = key.choices.get((kind.word, column.field, text.strip().casefold()), text)
    return shape.read(text, where=where)


def _to_text(value: object) -> str:
    """Return a cell as text; a whole number is written as one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    told = NUMBERED.sub(lambda found: chr(int(found.group(1), 16)), str(value))
    return UNSEEN.sub("", told)


def _read_tick(value: object, *, where: str) -> bool:
    """Return whether a choice is ticked: true for anything that means yes."""
    text = _to_text(value).strip().casefold()
    if text in ("", say("no").casefold(), "no", "0"):
        return False
    if text in (say("yes").casefold(), "yes", "x", "1", "✓"):
        return True
    what = say('"{text}" cannot be read here.', text=shorten(text))
    raise PlanError([Fault(where, what, expected=say("{yes}, or empty", yes=say("yes")))])

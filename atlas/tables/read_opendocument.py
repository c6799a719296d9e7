"""Read one sheet of an OpenDocument spreadsheet, with its values as text."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from atlas.tables.archive import DAMAGED, unpack
from atlas.tables.headings import drop_unnamed, lay_out
from atlas.tables.read_workbook import (
    MOST_EMPTY,
    MOST_UNPACKED,
    ONE_SHEET,
    SAVE_AGAIN,
    format_cell,
    format_percent,
    refuse_entities,
)
from atlas.tables.table import (
    MOST_CELLS,
    MOST_COLUMNS,
    Upload,
    check_rows,
    check_width,
    refuse_damaged,
)
from atlas.text import to_say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def is_opendocument(content: bytes) -> bool:
    """Return whether an archive begins with the media type of an OpenDocument spreadsheet."""
    return KIND in content[:200]


def list_tables(content: bytes) -> list[str]:
    """Return the names of a spreadsheet's sheets.

    Raises
    ------
    UploadError
        If it is damaged, or unpacks to far more than its own size.
    """
    with _mind_damage():
        return [
            element.get(f"{TABLE}name", "")
            for event, element in _walk(content)
            if event == "start" and element.tag == f"{TABLE}table"
        ]


def read_opendocument(name: str, content: bytes, sheet: str = "") -> Upload:
    """Return the table of one sheet; by default of the first.

    Raises
    ------
    UploadError
        If it is damaged, unsafe, empty, or too large a table.
    """
    with _mind_damage():
        rows = check_rows(_read_rows(content, sheet))
    cells, notes = lay_out(rows)
    return Upload(name, drop_unnamed(cells), tuple(notes))


def _walk(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Yield the starts and ends of elements, unpacking in pieces up to a limit."""
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(("start", "end"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for _, piece in unpack(archive, [archive.getinfo(CONTENT)], MOST_UNPACKED, ONE_SHEET):
            refuse_entities(piece)
            parser.feed(piece)
            yield from parser.read_events()  # type: ignore[misc]  # only starts and ends
        parser.close()
        yield from parser.read_events()  # type: ignore[misc]  # as above


def _list_rows(content: bytes, sheet: str) -> Iterator[ET.Element]:
    """Yield the rows of one sheet; each is cleared when the next is requested."""
    depth = seen = 0
    inside = False
    for event, element in _walk(content):
        if element.tag == f"{TABLE}table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                seen += 1
                inside = sheet == element.get(f"{TABLE}name") if sheet else seen == 1
            elif depth == 0 and inside:
                return
        elif event == "end" and element.tag == f"{TABLE}table-row" and depth == 1:
            if inside:
                yield element
            element.clear()


def _read_rows(content: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    number, first = 1, True
    for row in _list_rows(content, sheet):
        written, times = _read_cells(row), _count(row, "number-rows-repeated")
        if written:
            first = False
            yield from ((number + offset, written) for offset in range(times))
        # A sheet ends in a million empty rows.
        elif times > MOST_EMPTY and not first:
            return
        number += times


def _read_cells(row: ET.Element) -> list[str]:
    written: list[str] = []
    for cell in row:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        text = _write(cell)
        times = _count(cell, "number-columns-repeated")
        if text and len(written) + times > MOST_COLUMNS:
            check_width(len(written) + times)
        written += [text] * min(times, MOST_COLUMNS + 1)
        if len(written) > MOST_CELLS:
            check_width(len(written))
    while written and not written[-1]:
        written.pop()
    return written


def _count(element: ET.Element, what: str) -> int:
    said = element.get(f"{TABLE}{what}", "1")
    return max(1, int(said)) if said.isdecimal() else 1


def _write(cell: ET.Element) -> str:
    """Return a cell as text: numbers in full, percentages as shown."""
    kind = cell.get(f"{OFFICE}value-type", "")
    value = cell.get(f"{OFFICE}value", "")
    if kind == "percentage" and value:
        return format_percent(float(value))
    if kind in ("float", "currency") and value:
        return format_cell(float(value))
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "")
    if kind == "boolean":
        return "yes" if cell.get(f"{OFFICE}boolean-value") == "true" else "no"
    lines = ["".join(line.itertext()) for line in cell.findall(f"{TEXT}p")]
    return "\n".join(lines)


def _mind_damage() -> AbstractContextManager[None]:
    return refuse_damaged(
        (*DAMAGED, ET.ParseError),
        to_say(
            "The spreadsheet cannot be read: it is damaged, or not an OpenDocument spreadsheet."
        ),
        remedy=SAVE_AGAIN,
    )

"""Read the largest table of an HTML page, as which many reports are saved under the name .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from atlas.tables.headings import DATA, YEAR, Rows, drop_unnamed, lay_out
from atlas.tables.read_delimited import decode
from atlas.tables.table import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Upload,
    check_rows,
    check_size,
    check_width,
    refuse,
    refuse_damaged,
)
from atlas.text import say, to_say

# What an HTML page has near its beginning, whatever its file is called.
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
SAMPLE = 4_096
CELLS = ("td", "th")
# Digits of a number of columns or rows.
LONGEST = 6
DAMAGED = to_say("The file cannot be read as a web page: it is damaged or incomplete.")
SAVE_AGAIN = to_say("Open it in your spreadsheet, save it as .xlsx or CSV, and choose that.")


def is_html(content: bytes) -> bool:
    """Return whether the beginning of a text is HTML.

    Examples
    --------
    >>> is_html(b"<html><body><table>"), is_html(b"code,n")
    (True, False)
    """
    return bool(HTML.search(content[:SAMPLE].replace(b"\x00", b"")))


class _Tables(HTMLParser):
    """Collect the rows of all tables; a cell over several columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._text: list[str] | None = None
        self._span = 1
        self._cells = 0
        # By column of the open table: rows that a cell above still reaches into.
        self._down: dict[int, int] = {}
        # Cells over several rows: the row they begin in, their column, and their rows.
        self._reaching: list[tuple[list[list[str]], int, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
            self._down = {}
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in CELLS and self._open:
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in (*CELLS, "tr", "table"):
            self._end_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        rows = self._open[-1]
        if not rows:
            rows.append([])
        row = rows[-1]
        while self._down.get(len(row), 0):
            self._down[len(row)] -= 1
            row.append("")
        self._span = _count(attributes.get("colspan"))
        # A short tag can stand for many cells: what is too wide or too large is refused at once.
        check_width(len(row) + self._span)
        self._cells += self._span
        if self._cells > MOST_CELLS:
            check_size(MOST_ROWS + 1, len(row) + self._span)
        down = _count(attributes.get("rowspan"))
        for column in range(len(row), len(row) + self._span):
            self._down[column] = down - 1
        if down > 1 and self._span == 1:
            self._reaching.append((rows, len(rows) - 1, len(row), down))
        self._text = []

    def _end_cell(self) -> None:
        if self._text is not None and self._open and self._open[-1]:
            self._open[-1][-1] += ["".join(self._text), *[""] * (self._span - 1)]
        self._text = None

    def repeat_down(self) -> None:
        """Repeat the text of a cell in the rows that it reaches into; a heading stays one row."""
        for rows, first, column, down in self._reaching:
            # A row of figures has a number; the names of columns have none.
            if not any(
                DATA.match(cell.strip()) and not YEAR.match(cell.strip()) for cell in rows[first]
            ):
                continue
            for row in rows[first + 1 : first + down]:
                if column < len(row) and not row[column]:
                    row[column] = rows[first][column]


def _count(said: str | None) -> int:
    is_number = said is not None and said.isascii() and said.isdecimal() and len(said) < LONGEST
    return min(max(1, int(said)), MOST_COLUMNS) if said and is_number else 1


def read_html(name: str, content: bytes) -> Upload:
    """Return the largest table of an HTML page.

    Raises
    ------
    UploadError
        If it has no table, or one that is empty or too large.
    """
    text, notes = decode(content)
    parser = _Tables()
    with refuse_damaged((AssertionError,), DAMAGED, remedy=SAVE_AGAIN):
        # The parser of Python's library gives up so on some marks of other programs.
        parser.feed(text)
        parser.close()
    parser.repeat_down()
    found = max(parser.tables, key=lambda rows: sum(map(len, rows)), default=[])
    if not any(found):
        refuse(
            say("The file is a web page without a table in it."),
            remedy=say(SAVE_AGAIN),
        )
    notes.append(say("The file is a web page, whatever its name; its largest table was read."))
    rows: Rows = check_rows(enumerate(found, 1))
    cells, more = lay_out(rows)
    return Upload(name, drop_unnamed(cells), (*notes, *more))

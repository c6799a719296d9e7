"""Find the heading of a table, below any titles and in one row or two, with unique names."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from atlas.tables.table import MOST_LETTERS, check_size, check_width, refuse
from atlas.text import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Sequence

# Most lines of titles and notes above a heading.
MOST_TITLES = 30
LONGEST_NAME = 120
DATA = re.compile(r"^[\s£%]*[-+]?\d[\d.,\s%]*$|^[A-Z]\d{8}$")
# A year, or two years with a slash or a dash between them.
YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-/\u2013]\s?\d{2,4})?$")
# Control characters and marks of direction, including those that XML does not allow.
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+"
)

# What spreadsheets put around a code so that it stays text: ="E01000001", or an apostrophe.
FORMULA_TEXT = re.compile(r"^=\s*(?:T\()?\s*\"([^\"]*)\"\s*\)?$")
APOSTROPHE = re.compile(r"^'(?=[^']*\d[^']*$)")
# References to the notes of official tables, such as "[note 1]".
NOTE = re.compile(r"\s*\[notes? [\d, and]+\]", re.IGNORECASE)
# Words from which on a text is a sentence rather than the name of a column or of an area.
MANY_WORDS = 4

Rows = list[tuple[int, list[str]]]


def clean_cell(text: str) -> str:
    r"""Return a cell without invisible characters, surplus blanks and protection of its text.

    Examples
    --------
    >>> clean_cell("  E01000001\u200b ")
    'E01000001'
    >>> clean_cell('="E01000001"'), clean_cell("'E01000001")
    ('E01000001', 'E01000001')
    """
    plain = " ".join(CONTROL.sub(" ", text[:MOST_LETTERS]).split())
    if plain[:1] == "=" and (kept := FORMULA_TEXT.match(plain)):
        return kept[1].strip()
    return APOSTROPHE.sub("", plain) if plain[:1] == "'" else plain


def lay_out(rows: Rows) -> tuple[pd.DataFrame, list[str]]:
    """Return the table in the rows of a file, and notes on the lines left out.

    Parameters
    ----------
    rows
        Number of the row in the file, and its cells as text.

    Returns
    -------
    tuple
        Text cells, indexed by row number, with a unique name for each column; and sentences.

    Raises
    ------
    UploadError
        If there is no heading, no row below it, or too many columns.
    """
    filled = [(number, [clean_cell(cell) for cell in cells]) for number, cells in rows]
    filled = [(number, cells) for number, cells in filled if any(cells)]
    if not filled:
        refuse(
            say("The file is empty: no cell has anything in it."),
            remedy=say("Choose another."),
        )
    width = max(column for _, cells in filled for column, cell in enumerate(cells, 1) if cell)
    check_width(width)
    titles = _count_titles(filled, width)
    heading, below = filled[titles][1], filled[titles + 1 :]
    below, footers = _cut_footers(below, width)
    notes = []
    if footers:
        notes.append(
            say_counted(
                "The line below the table was skipped as a note.",
                "The {count} lines below the table were skipped as notes.",
                footers,
            )
        )
    if titles:
        notes.append(
            say_counted(
                "The line above the headings was skipped as a title.",
                "The {count} lines above the headings were skipped as a title.",
                titles,
            )
        )
    after = below[1][1] if len(below) > 1 else []
    if below and _is_second_heading(heading, below[0][1], after, width):
        heading = _join(heading, below[0][1], width)
        below = below[1:]
        notes.append(say("The headings have merged cells over two rows; the two rows were joined."))
    if not below:
        refuse(
            say("The file has headings but no row below them."),
            remedy=say("Choose a file with at least one row of figures."),
        )
    check_size(len(below), width)
    names = name_columns(heading, width)
    content = {
        name: [cells[column] if column < len(cells) else "" for _, cells in below]
        for column, name in enumerate(names)
    }
    table = pd.DataFrame(content, index=pd.Index([number for number, _ in below]), dtype=object)
    return table, notes


def drop_unnamed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns that have neither a heading nor a filled cell."""
    kept = [
        name
        for number, name in enumerate(table, 1)
        if table[name].ne("").any() or name != _call_column(number)
    ]
    return table[kept]


def _call_column(number: int) -> str:
    """Return the name of a column without a heading; the first is 1."""
    return say("Column {place}", place=number)


def _count_titles(rows: Rows, width: int) -> int:
    """Return the number of rows above the heading.

    They have one cell in a wider table, or a few of which the first is a title, above a row that
    names every column.
    """
    if width < 2:
        return 0
    first = next(
        # A title is in the first column; a heading merged over some columns is not.
        (
            position
            for position, (_, cells) in enumerate(rows[:MOST_TITLES])
            if sum(map(bool, cells)) >= 2 or not cells[0]
        ),
        0,
    )
    widths = [sum(map(bool, cells)) for _, cells in rows[first + 1 : MOST_TITLES + first + 1]]
    usual = max(set(widths), key=lambda one: (widths.count(one), one), default=0)
    for position in range(first, min(len(rows) - 1, MOST_TITLES)):
        cells = rows[position][1]
        filled = [cell for cell in cells if cell]
        if len(filled) >= usual and len(filled) == len(set(filled)):
            return position
        if not _is_title(cells[0]):
            break
    return first


def _is_title(cell: str) -> bool:
    """Return whether a text is a title or the name of a setting rather than of a column."""
    return cell.endswith(":") or ": " in cell or len(cell.split()) >= MANY_WORDS


def _cut_footers(rows: Rows, width: int) -> tuple[Rows, int]:
    """Return the rows without the notes below them, and the number of notes.

    A note is in the first column alone. It is a sentence, or follows an empty row.
    """
    end = len(rows)
    apart = end
    for place in range(len(rows) - 1, 0, -1):
        number, cells = rows[place]
        text = cells[0]
        if width < 2 or not text or any(cells[1:]) or DATA.match(text):
            break
        if len(text.split()) >= MANY_WORDS:
            end = place
        if number - rows[place - 1][0] > 1:
            apart = place
    end = min(end, apart)
    return rows[:end], len(rows) - end


def _is_second_heading(
    first: Sequence[str], second: Sequence[str], third: Sequence[str], width: int
) -> bool:
    """Return whether a heading continues in the next row, as below merged cells.

    Years count as headings where the row below has no year in the same column.
    """
    rows = zip_longest(first[:width], second[:width], third[:width], fillvalue="")
    continued, data, years = False, False, True
    for above, cell, below in rows:
        year = bool(YEAR.match(cell)) and bool(below) and not YEAR.match(below)
        continued = continued or (not above and bool(cell))
        data = data or (bool(DATA.match(cell)) and not year)
        years = years and year
    return continued and not data and not years


def _join(first: Sequence[str], second: Sequence[str], width: int) -> list[str]:
    joined, group = [], ""
    for above, cell in zip_longest(first[:width], second[:width], fillvalue=""):
        group = above or group
        joined.append(f"{group}, {cell}" if group and cell else above or cell)
    return joined


def name_columns(heading: Sequence[str], width: int) -> list[str]:
    """Return a unique name for every column.

    Examples
    --------
    >>> name_columns(["code", "", "count", "count"], 4)
    ['code', 'Column 2', 'count', 'count (2)']
    """
    names: list[str] = []
    taken: set[str] = set()
    for column in range(width):
        cell = NOTE.sub("", heading[column])[:LONGEST_NAME] if column < len(heading) else ""
        name, number = cell or _call_column(column + 1), 2
        while name in taken:
            name, number = f"{cell} ({number})", number + 1
        taken.add(name)
        names.append(name)
    return names

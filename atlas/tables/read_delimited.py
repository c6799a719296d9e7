"""Read a delimited text file, detecting its encoding and delimiter."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from atlas.tables.headings import drop_unnamed, lay_out
from atlas.tables.table import Upload, check_rows, refuse
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t", "|")
# Notes on the less usual delimiters.
PARTED = {
    ";": to_say("The columns are separated by semicolons."),
    "|": to_say("The columns are separated by vertical bars."),
}
SAMPLE_LINES = 60
# Most lines in one cell; more means an unclosed quotation mark.
MOST_LINES = 100
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_delimited(name: str, content: bytes) -> Upload:
    """Return the table of a CSV file of any common encoding and delimiter.

    Raises
    ------
    UploadError
        If it is not text, empty, or too large a table.
    """
    text, notes = decode(content)
    delimiter = find_delimiter(text)
    if delimiter in PARTED:
        notes.append(say(PARTED[delimiter]))
    cells, more = lay_out(check_rows(_read_rows(text, delimiter)))
    return Upload(name, drop_unnamed(cells), (*notes, *more), decimal_comma=delimiter == ";")


def decode(content: bytes) -> tuple[str, list[str]]:
    """Return the text of some bytes, and a note where the encoding had to be guessed.

    UTF-8 and UTF-16 are detected reliably; anything else is read as Windows-1252, in which
    Western European spreadsheets are saved.

    Raises
    ------
    UploadError
        If the bytes are not text.

    Examples
    --------
    >>> decode("Café".encode("cp1252"))[0]
    'Café'
    """
    marked = next((known for mark, known in MARKS.items() if content.startswith(mark)), "")
    if not marked and b"\x00" in content[:4096]:
        return _decode_unmarked(content), [say("The file was read as UTF-16.")]
    try:
        return content.decode(marked or "utf-8"), []
    except UnicodeDecodeError:
        if marked:
            _refuse_encoding()
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        _refuse_encoding()
    note = say(
        "The file is not in UTF-8; it was read as Windows-1252. Check whether letters with "
        "accents are right; if not, save it as “CSV UTF-8”."
    )
    return text, [note]


def _decode_unmarked(content: bytes) -> str:
    sample = content[:4096]
    little = sample[1::2].count(0) > sample[::2].count(0)
    try:
        text = content.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        _refuse_encoding()
    # In UTF-16 about every second byte is 0; in a picture or a program fewer are.
    if sample.count(0) < len(sample) // 4 or "\x00" in text:
        _refuse_encoding()
    return text


def _refuse_encoding() -> NoReturn:
    refuse(
        say("The file is not a text table: its encoding cannot be recognised."),
        expected=say(
            "CSV (UTF-8, UTF-16 or Windows-1252), Excel (.xlsx), OpenDocument (.ods), GeoPackage "
            "(.gpkg), GeoJSON, GeoParquet or a zipped shapefile"
        ),
        remedy=say("Save the table from your spreadsheet as “CSV UTF-8” and choose that file."),
    )


def find_delimiter(text: str) -> str:
    r"""Return the delimiter that splits most lines into the same number of cells.

    Examples
    --------
    >>> find_delimiter("code;share\nE01000001;12,5\nE01000002;3,1\n")
    ';'
    """
    # Titles above a table have no delimiter, so the most common width decides.
    lines = [line for line in islice(io.StringIO(text), SAMPLE_LINES) if line.strip()]
    best, found = (0.0, 0), ","
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        if usual < 2:
            continue
        score = (widths.count(usual) / len(widths), usual)
        if score > best:
            best, found = score, delimiter
    return found


def _read_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    taken: list[str] = []
    reader = csv.reader(_keep(io.StringIO(text, newline=""), taken), delimiter=delimiter)
    try:
        for row in reader:
            if len(taken) > 1:
                # Strict, so that an unclosed quotation mark does not swallow rows silently.
                next(csv.reader(taken, delimiter=delimiter, strict=True))
            taken.clear()
            yield reader.line_num, row
    except csv.Error as error:
        refuse(
            say(
                "Line {line} cannot be split into cells: a quotation mark may be missing, or "
                "the file may not be a table.",
                line=format_number(reader.line_num - len(taken) + 1),
            ),
            remedy=say("Save the table from your spreadsheet again as CSV and choose that file.")
            if "field" in str(error)
            else say("Correct the line and choose the file again."),
        )


def _keep(lines: io.StringIO, taken: list[str]) -> Iterator[str]:
    """Yield lines, keeping those of the current record in `taken`."""
    for line in lines:
        if len(taken) == MOST_LINES:
            message = "too many lines in one cell"
            raise csv.Error(message)
        taken.append(line)
        yield line

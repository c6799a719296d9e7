"""Read CSV files: codes as text, in any common encoding."""

from __future__ import annotations

import gzip
import io
from csv import reader as read_rows
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

from atlas.errors import BuildError, Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

# The usual encoding of spreadsheets on Windows other than UTF-8.
OTHER_ENCODING = "cp1252"
PACKED = b"\x1f\x8b"


def is_packed(path: Path) -> bool:
    """Return whether a file is gzipped, whatever its name."""
    with path.open("rb") as content:
        return content.read(2) == PACKED


def read_content(path: Path) -> bytes:
    """Return the bytes of a file, unpacked if it is gzipped."""
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(PACKED) else content


def read_text(path: Path) -> str:
    """Return the text of a CSV, gzipped or not, without a byte order mark.

    Raises
    ------
    OSError, EOFError
        If it cannot be read or decompressed.
    """
    return _decode(read_content(path))


def read_headings(path: Path) -> list[str]:
    """Return the cells of the first line of a CSV, gzipped or not, without blanks around them.

    Raises
    ------
    OSError, EOFError
        As `read_text`.
    """
    with gzip.open(path, "rb") if is_packed(path) else path.open("rb") as content:
        first = _decode(content.readline())
    return [cell.strip() for cell in next(read_rows([first.replace("\0", "")]), [])]


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(OTHER_ENCODING, errors="replace")


def check_headings(
    wanted: Iterable[tuple[str, str]], headings: list[str], called: str, remedy: str
) -> None:
    """Refuse a table that lacks columns.

    Parameters
    ----------
    wanted
        Keys of the definition, for faults, each with the heading that it names.
    headings
        Those of the table.
    called
        Name of the file.
    remedy
        What to do.

    Raises
    ------
    BuildError
        With a fault for each missing column.
    """
    faults = [
        Fault(
            where,
            f'{called} has no column "{name}".',
            remedy=remedy,
            closest=find_closest(name, headings),
        )
        for where, name in wanted
        if name not in headings
    ]
    if faults:
        raise BuildError(faults)


def read_delimited(
    path: Path, *, text_columns: Iterable[str] = (), header: bool = True
) -> pd.DataFrame:
    """Return a CSV as a table.

    Parameters
    ----------
    path
        A `.csv` or `.csv.gz`.
    text_columns
        Columns kept as text: a code such as ``01100101`` is not a number.
    header
        Whether the first line holds headings; without it columns are numbered ``"1"``, ``"2"``
        and so on.

    Returns
    -------
    pandas.DataFrame
        Rows in order. An empty cell is an empty text in a text column, a gap in any other.

    Raises
    ------
    ValueError
        If it is not a comma-separated table.
    OSError, EOFError
        If it cannot be read or decompressed.
    """
    kept = csv.ConvertOptions(column_types=dict.fromkeys(text_columns, pa.string()))
    given = csv.ReadOptions(autogenerate_column_names=not header)
    file = io.BytesIO(read_text(path).encode())
    table: pd.DataFrame = csv.read_csv(file, read_options=given, convert_options=kept).to_pandas()
    if not header:
        table.columns = [str(number) for number in range(1, len(table.columns) + 1)]
    return table

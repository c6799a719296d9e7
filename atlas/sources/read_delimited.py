"""Read CSV files: codes as text, in any common encoding."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

# The usual encoding of spreadsheets on Windows other than UTF-8.
OTHER_ENCODING = "cp1252"


def read_text(path: Path) -> str:
    """Return the text of a `.csv` or `.csv.gz`, without a byte order mark.

    Raises
    ------
    OSError, EOFError
        If it cannot be read or decompressed.
    """
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(OTHER_ENCODING, errors="replace")


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

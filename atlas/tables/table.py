"""The table read from an upload, as text cells by row of the file, and limits on its size."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import pandas as pd

from atlas.errors import Fault, UploadError
from atlas.text import format_number, say, say_counted, to_say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_COLUMNS = 250
MOST_ROWS = 500_000
MOST_CELLS = 5_000_000
# Characters kept of a cell: more than any heading or code has.
MOST_LETTERS = 2_000
WHERE = "upload"
FEWER = to_say("Keep only the rows of your area, or fewer columns, and choose the file again.")
EXPORT_AGAIN = to_say("Export the layer again as GeoPackage or CSV and choose that file.")
NO_ROWS = to_say("Choose a layer or a file with at least one row.")


@dataclass(frozen=True)
class Upload:
    """A table as text, with the number of each row in the file.

    Parameters
    ----------
    name
        Name of the file.
    cells
        One text per cell, empty where the file has none; indexed by the row's number in the
        file, counted from 1 as in a spreadsheet.
    notes
        Notes for the person on how the file was read.
    unset
        By column, the rows whose formula has no stored result.
    points
        For a layer with shapes: `longitude`, `latitude` and `problem`, indexed as `cells`.
    outlines
        For a layer of outlines: their shapes in degrees, None for none; indexed as `cells`.
    decimal_comma
        Whether the file is of a kind that usually has decimal commas.
    """

    name: str
    cells: pd.DataFrame
    notes: tuple[str, ...] = ()
    unset: dict[str, frozenset[int]] = field(default_factory=dict)
    points: pd.DataFrame | None = None
    outlines: pd.Series | None = None
    decimal_comma: bool = False

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return [str(name) for name in self.cells.columns]


def refuse(what: str, *, remedy: str, expected: str = "", closest: Sequence[str] = ()) -> NoReturn:
    """Raise an error that an upload cannot be used, with texts for the person who chose it.

    Raises
    ------
    UploadError
        Always.
    """
    raise UploadError([Fault(WHERE, what, expected, remedy, tuple(closest))])


def check_width(columns: int) -> None:
    """Refuse a table with too many columns.

    Raises
    ------
    UploadError
        With the number of columns and the limit.
    """
    if columns > MOST_COLUMNS:
        refuse(
            say(
                "The table has {columns} columns; at most {most} can be read.",
                columns=format_number(columns),
                most=MOST_COLUMNS,
            ),
            remedy=say(
                "Keep the column with the codes and those you want on the map, and choose the "
                "file again."
            ),
        )


def check_size(rows: int, columns: int) -> None:
    """Refuse a table with more rows or cells than one visitor may use memory for.

    Raises
    ------
    UploadError
        With the number of rows and the limit.
    """
    most = min(MOST_ROWS, MOST_CELLS // max(1, columns))
    if rows > most:
        refuse(
            say(
                "The table has {rows} or more; with {columns} at most {most} can be read.",
                rows=say_counted("{count} row", "{count} rows", rows),
                columns=say_counted("{count} column", "{count} columns", columns),
                most=format_number(most),
            ),
            remedy=say(FEWER),
        )


def check_rows(rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Return rows as they are read, and stop where they exceed what can be read.

    Raises
    ------
    UploadError
        With the number of rows or columns and the limit.
    """
    taken = []
    cells = 0
    for number, row in rows:
        check_width(len(row))
        cells += len(row)
        taken.append((number, row))
        if len(taken) > MOST_ROWS or cells > MOST_CELLS:
            check_size(MOST_ROWS + 1, len(row))
    return taken


def refuse_unpacked(most: int, remedy: str = FEWER) -> NoReturn:
    """Refuse a file that unpacks to more than can be read, however small it is.

    Raises
    ------
    UploadError
        With the limit in bytes.
    """
    size = most // MEGABYTE
    what = say("The file unpacks to more than {size} MB and was not opened.", size=size)
    refuse(what, remedy=say(remedy))


@contextmanager
def refuse_damaged(
    kinds: tuple[type[Exception], ...], what: str, *, expected: str = "", remedy: str = EXPORT_AGAIN
) -> Iterator[None]:
    """Refuse a file where reading it in this block raises errors of these kinds.

    Raises
    ------
    UploadError
        With what was found, in English from `to_say`.
    """
    try:
        yield
    except UploadError:
        raise
    except kinds:
        refuse(say(what), expected=say(expected) if expected else "", remedy=say(remedy))

"""Readers of publishers' formats: functions under `@reader`, found from their modules alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    Read = Callable[[Path, str], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """A reader: the file extensions it takes, and its function."""

    endings: tuple[str, ...]
    read: Read


DECLARED: dict[object, ReaderSpec] = {}


def reader(*endings: str) -> Callable[[Read], Read]:
    """Declare a function as the reader of its name for files with these extensions.

    It is called with a file and the heading of its column of areas, and returns the table
    indexed by area. It raises a MissingColumnError where no column has that heading, and a
    ValueError, OSError or EOFError where the file cannot be read.
    """

    def declare(read: Read) -> Read:
        DECLARED[read] = ReaderSpec(endings, read)
        return read

    return declare


class MissingColumnError(KeyError):
    """A table has no column with that heading; `headings` are those it has."""

    def __init__(self, column: str, headings: list[str]) -> None:
        super().__init__(column)
        self.column = column
        self.headings = headings


def index_by(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a table indexed by one of its columns.

    Raises
    ------
    MissingColumnError
        If there is no such column.
    """
    if column not in table.columns:
        raise MissingColumnError(column, [str(heading) for heading in table.columns])
    return table.set_index(column)

"""Readers, one module per file format; each declares READER and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """A reader's declaration: its name, and the file extensions it takes."""

    word: str
    endings: tuple[str, ...]


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

"""One file format per module; each declares READER and read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """The face of a reader: its word, and the file endings it takes."""

    word: str
    endings: tuple[str, ...]

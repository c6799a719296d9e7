"""Record a fetched file's origin, time and checksum in a file beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".fetched.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is recorded of a fetched file.

    Parameters
    ----------
    address
        Address it was fetched from; empty where a person put it here.
    fetched
        ISO date and time in UTC.
    etag, last_modified
        The server's headers that identify this version.
    sha256
        Checksum of the file as it is here, decompressed.
    """

    address: str
    fetched: str
    etag: str
    last_modified: str
    sha256: str


def read_receipt(file: Path) -> Receipt | None:
    """Return the receipt of a file; None where it is missing or cannot be read."""
    try:
        return Receipt(**json.loads(_beside(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_receipt(file: Path, receipt: Receipt) -> None:
    """Write a file's receipt atomically."""
    partial = file.with_name(f".{file.name}{ENDING}")
    partial.write_text(json.dumps(asdict(receipt), indent=1) + "\n", encoding="utf-8")
    partial.replace(_beside(file))


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}{ENDING}")


def sum_file(file: Path) -> str:
    """Return the SHA-256 of a file; for ``.gz``, of its decompressed content.

    Raises
    ------
    OSError, EOFError
        If it cannot be read or decompressed.
    """
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

"""Keep beside a fetched file when it came, from where, and how to know it again."""

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
    """What is known of a file that is here.

    Parameters
    ----------
    address
        Where it came from; empty where a person put it here.
    fetched
        When, as an ISO date and time in UTC.
    etag, last_modified
        What the server called this version of it.
    sha256
        Checksum of the table as it lies here, unpacked.
    """

    address: str
    fetched: str
    etag: str
    last_modified: str
    sha256: str


def read_receipt(file: Path) -> Receipt | None:
    """Return the receipt that lies beside a file, or None where there is none to be read."""
    try:
        return Receipt(**json.loads(_beside(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_receipt(file: Path, receipt: Receipt) -> None:
    """Lay a receipt beside a file, whole or not at all."""
    partial = file.with_name(f".{file.name}{ENDING}")
    partial.write_text(json.dumps(asdict(receipt), indent=1) + "\n", encoding="utf-8")
    partial.replace(_beside(file))


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}{ENDING}")


def sum_file(file: Path) -> str:
    """Return the SHA-256 of a file; of one that ends in ``.gz``, of what it holds.

    Raises
    ------
    OSError, EOFError
        If it cannot be read or unpacked.
    """
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

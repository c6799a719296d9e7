"""Unpack parts of an uploaded archive in pieces, up to a limit."""

from __future__ import annotations

import zipfile
import zlib
from lzma import LZMAError
from typing import TYPE_CHECKING

from atlas.tables.table import FEWER, refuse_unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP = 1 << 20
# Errors of unpacking; RuntimeError is for encrypted parts and unknown compression.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, RuntimeError),
    *(EOFError, OSError, ValueError, LookupError),
)


def unpack(
    archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo], most: int, remedy: str = FEWER
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield the parts of an archive in pieces, each with its part.

    The stated size of a part is not trusted: only what was unpacked counts.

    Raises
    ------
    UploadError
        If all parts together are larger than `most` bytes; the remedy is said with it.
    """
    left = most
    for part in parts:
        with archive.open(part) as unpacked:
            while piece := unpacked.read(STEP):
                left -= len(piece)
                if left < 0:
                    refuse_unpacked(most, remedy)
                yield part, piece

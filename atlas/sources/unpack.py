"""Extract a file from a ZIP."""

from __future__ import annotations

import errno
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from atlas.errors import BuildError, Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes; the largest table of any publisher here has 60 MB.
LARGEST = 2**30
BLOCK = 2**20
# Errors on reading a damaged ZIP, whose bytes may also name another compression method.
DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, ValueError, OSError)


@contextmanager
def unpacked(path: Path, member: str, *, where: str) -> Iterator[Path]:
    """Yield the path of a file, or of the member extracted from a ZIP for the block's duration.

    Parameters
    ----------
    path
        A file; only ``.zip`` files are unpacked.
    member
        Name of the file inside it.
    where
        Key of the definition, for faults.

    Raises
    ------
    BuildError
        If the ZIP is damaged, or holds no such member.
    """
    if path.suffix != ".zip":
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / PurePosixPath(member or path.stem).name
        take_member(path, member, target, where=where)
        yield target


def _find_members(member: str, names: list[str]) -> list[str]:
    """Return the members that match a path, else the only one with that file name.

    Nomis puts its tables of 2011 into folders named after their release. A name with a ``*``
    may match several.
    """
    if member in names:
        return [member]
    if "*" in member:
        return sorted(name for name in names if PurePosixPath(name).match(member))
    same = [name for name in names if PurePosixPath(name).name.casefold() == member.casefold()]
    return same if len(same) == 1 else []


def _append(archive: zipfile.ZipFile, member: str, out: IO[bytes]) -> bytes:
    """Append a member to a file, and return its last byte."""
    last = b""
    with archive.open(member) as inside:
        while block := inside.read(BLOCK):
            out.write(block)
            last = block[-1:]
    return last


def take_member(path: Path, member: str, target: Path, *, where: str, called: str = "") -> None:
    """Extract a member of a ZIP to a file, verifying the ZIP's own checksum.

    Parameters
    ----------
    path
        The ZIP.
    member
        Name of the file inside it, with or without folders; one with a ``*`` matches several,
        which are concatenated in order of name.
    target
        The file to write.
    where
        Key of the definition, for faults.
    called
        Name of the ZIP in faults; by default its file name.

    Raises
    ------
    BuildError
        If the ZIP is damaged, or holds no such member.
    """
    said = called or path.name
    again = "Download the file again, or get it from the publisher's page."
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            members = _find_members(member, names)
            if not members:
                closest = find_closest(member, names) or tuple(names[:3])
                what = f'{said} has no file "{member}".'
                remedy = "Correct member, or check whether the publisher changed the file."
                raise BuildError([Fault(where, what, remedy=remedy, closest=closest)])
            if sum(archive.getinfo(name).file_size for name in members) > LARGEST:
                what = f'"{member}" in {said} is too large to be a table.'
                raise BuildError([Fault(where, what, remedy=again)])
            with target.open("wb") as out:
                last = b""
                for part in members:
                    # Separates a table's first row from the previous table's last.
                    out.write(b"" if last in (b"", b"\n") else b"\n")
                    last = _append(archive, part, out)
    # A password or an unknown compression method raises a RuntimeError.
    except DAMAGED as error:
        # A damaged ZIP may seek before its start (EINVAL); other OS errors, as a full disk, pass.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        what = f"{said} is not a complete ZIP file: {error}."
        raise BuildError([Fault(where, what, remedy=again)]) from error

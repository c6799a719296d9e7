"""Take one file out of a ZIP."""

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

# The largest table that any publisher of ours issues has 60 MB.
LARGEST = 2**30
BLOCK = 2**20
# What reading a damaged ZIP may end in; bytes that are changed may also name another packing.
DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, ValueError, OSError)


@contextmanager
def unpacked(path: Path, member: str, *, where: str) -> Iterator[Path]:
    """Give the path of a file that is no ZIP: the one named, or its member for as long as needed.

    Parameters
    ----------
    path
        A file; only one that ends in ``.zip`` is unpacked.
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
    """Return a member by its whole path, else by its name alone where just one has it.

    Nomis puts its tables of 2011 into folders that are named after their release. A name with a
    ``*`` may stand for several.
    """
    if member in names:
        return [member]
    if "*" in member:
        return sorted(one for one in names if PurePosixPath(one).match(member))
    same = [one for one in names if PurePosixPath(one).name.casefold() == member.casefold()]
    return same if len(same) == 1 else []


def _append(archive: zipfile.ZipFile, member: str, out: IO[bytes]) -> bytes:
    """Write a member at the end of a file, and return its last byte."""
    last = b""
    with archive.open(member) as inside:
        while block := inside.read(BLOCK):
            out.write(block)
            last = block[-1:]
    return last


def take_member(path: Path, member: str, target: Path, *, where: str, called: str = "") -> None:
    """Write a member of a ZIP to a file, checking the ZIP's own checksum on the way.

    Parameters
    ----------
    path
        The ZIP.
    member
        Name of the file inside it, with its folders or without; one with a ``*`` stands for
        several, which are put together in order of name.
    target
        The file to write.
    where
        Key of the definition, for faults.
    called
        What the ZIP is called in faults; else by its name.

    Raises
    ------
    BuildError
        If the ZIP is damaged, or holds no such member.
    """
    said = called or path.name
    again = "Fetch the file again, or get it from the publisher's page."
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            members = _find_members(member, names)
            if not members:
                closest = find_closest(member, names) or tuple(names[:3])
                what = f'{said} holds no file "{member}".'
                remedy = "Correct member, or see whether the publisher changed the file."
                raise BuildError([Fault(where, what, remedy=remedy, closest=closest)])
            if sum(archive.getinfo(one).file_size for one in members) > LARGEST:
                what = f'"{member}" in {said} says to be larger than any table.'
                raise BuildError([Fault(where, what, remedy=again)])
            with target.open("wb") as out:
                last = b""
                for one in members:
                    # The first row of a table must not stand beside the last of another.
                    out.write(b"" if last in (b"", b"\n") else b"\n")
                    last = _append(archive, one, out)
    # A member that is locked with a password, or packed in a way not known, is a RuntimeError.
    except DAMAGED as error:
        # A damaged ZIP may point to before its own beginning; a full disk is another matter.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        what = f"{said} is not a whole ZIP: {error}."
        raise BuildError([Fault(where, what, remedy=again)]) from error

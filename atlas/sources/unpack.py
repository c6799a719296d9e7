"""Take one file out of a ZIP."""

from __future__ import annotations

import errno
import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from atlas.errors import BuildError, Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Iterator

# The largest table that any publisher of ours issues has 60 MB.
LARGEST = 2**30
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


def _find_member(member: str, names: list[str]) -> str:
    """Return a member by its whole path, else by its name alone where just one has it.

    Nomis puts its tables of 2011 into folders that are named after their release.
    """
    if member in names:
        return member
    same = [one for one in names if PurePosixPath(one).name.casefold() == member.casefold()]
    return same[0] if len(same) == 1 else member


def take_member(path: Path, member: str, target: Path, *, where: str, called: str = "") -> None:
    """Write one member of a ZIP to a file, checking the ZIP's own checksum on the way.

    Parameters
    ----------
    path
        The ZIP.
    member
        Name of the file inside it, with its folders or without.
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
            member = _find_member(member, names)
            if member not in names:
                closest = find_closest(member, names) or tuple(names[:3])
                what = f'{said} holds no file "{member}".'
                remedy = "Correct member, or see whether the publisher changed the file."
                raise BuildError([Fault(where, what, remedy=remedy, closest=closest)])
            if archive.getinfo(member).file_size > LARGEST:
                what = f'"{member}" in {said} says to be larger than any table.'
                raise BuildError([Fault(where, what, remedy=again)])
            with archive.open(member) as inside, target.open("wb") as out:
                shutil.copyfileobj(inside, out)
    # A member that is locked with a password, or packed in a way not known, is a RuntimeError.
    except DAMAGED as error:
        # A damaged ZIP may point to before its own beginning; a full disk is another matter.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        what = f"{said} is not a whole ZIP: {error}."
        raise BuildError([Fault(where, what, remedy=again)]) from error

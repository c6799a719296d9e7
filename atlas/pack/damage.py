"""Find out whether a pack can be read, without looking through unchanged files again."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from atlas.errors import PackError
from atlas.pack.manifest import read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.errors import Fault


def find_damage(folder: Path) -> tuple[Fault, ...]:
    """Return what is wrong with a pack; nothing where it can be read.

    Parameters
    ----------
    folder
        The pack. Its files are looked through again once one of them has changed.
    """
    return _look_through(folder, _stamp_files(folder))


def _stamp_files(folder: Path) -> tuple[tuple[str, int, int], ...]:
    try:
        found = [(one.name, one.stat()) for one in os.scandir(folder)]
    except OSError:
        return ()
    return tuple(sorted((name, told.st_mtime_ns, told.st_size) for name, told in found))


@lru_cache(maxsize=256)
def _look_through(folder: Path, files: tuple[tuple[str, int, int], ...]) -> tuple[Fault, ...]:  # noqa: ARG001 - changed files are looked through anew
    try:
        read_manifest(folder)
    except PackError as error:
        return tuple(error.faults)
    return ()

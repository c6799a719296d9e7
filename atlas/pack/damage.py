"""Check whether a pack can be read, once for each version of its files."""

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
    """Return the faults of a pack; none where it can be read.

    Parameters
    ----------
    folder
        The pack. It is checked again only after one of its files has changed.
    """
    return _look_through(folder, _stamp_files(folder))


def _stamp_files(folder: Path) -> tuple[tuple[str, int, int], ...]:
    try:
        found = [(entry.name, entry.stat()) for entry in os.scandir(folder)]
    except OSError:
        return ()
    return tuple(sorted((name, told.st_mtime_ns, told.st_size) for name, told in found))


@lru_cache(maxsize=256)
def _look_through(folder: Path, files: tuple[tuple[str, int, int], ...]) -> tuple[Fault, ...]:  # noqa: ARG001 - part of the cache key
    try:
        read_manifest(folder)
    except PackError as error:
        return tuple(error.faults)
    return ()

"""The manifest of a pack: version, sources, licences, dates, counts, checksums."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from atlas.errors import Fault, PackError
from atlas.pack.schema import FORMAT, MANIFEST, TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path


def checksum(content: bytes) -> str:
    """Return a checksum in the form used in manifests."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def read_manifest(folder: Path, *, verify: bool = True) -> dict[str, Any]:
    """Return a pack's manifest after checking that the pack is complete.

    Parameters
    ----------
    folder
        The pack.
    verify
        Whether to compare every table with its checksum.

    Raises
    ------
    PackError
        If the pack is missing, incomplete, damaged, or of another version; with what is wrong
        and how to rebuild it.
    """
    path = folder / MANIFEST
    remedy = f"Build it again: python -m atlas build {folder.name}"
    if not folder.is_dir():
        raise PackError([Fault(str(folder), "There is no pack here.", remedy=remedy)])
    if not path.exists():
        what = "The pack has no manifest, so it was not written completely."
        raise PackError([Fault(str(path), what, remedy=remedy)])
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        what = f"The manifest cannot be read: {error}."
        raise PackError([Fault(str(path), what, remedy=remedy)]) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        what = "This is not the manifest of an atlas pack."
        raise PackError([Fault(str(path), what, expected=FORMAT, remedy=remedy)])
    if manifest.get("version") != VERSION:
        what = f"The pack has version {manifest.get('version')}."
        raise PackError([Fault(str(path), what, expected=f"version {VERSION}", remedy=remedy)])
    faults = _check_tables(folder, manifest, remedy) if verify else []
    if faults:
        raise PackError(faults)
    return manifest


def _check_tables(folder: Path, manifest: dict[str, Any], remedy: str) -> list[Fault]:
    tables = manifest.get("tables")
    listed = tables if isinstance(tables, dict) else {}
    where = f"{folder / MANIFEST}, tables"
    faults = [
        Fault(where, f'The table "{name}" is missing.', remedy=remedy)
        for name in TABLES
        if name not in listed
    ]
    for name, facts in listed.items():
        file = facts.get("file") if isinstance(facts, dict) else None
        if not isinstance(file, str) or "checksum" not in facts:
            what = f'The table "{name}" has no file or no checksum.'
            faults.append(Fault(where, what, remedy=remedy))
            continue
        path = folder / file
        if not path.is_file():
            what = "This file of the pack is missing."
            faults.append(Fault(str(path), what, remedy=remedy))
        elif checksum(path.read_bytes()) != facts["checksum"]:
            what = "The file is not the one that was built: its checksum differs."
            faults.append(Fault(str(path), what, expected=str(facts["checksum"]), remedy=remedy))
    return faults


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

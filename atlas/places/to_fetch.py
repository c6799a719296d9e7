"""Say what would be fetched for a place of England and Wales: how much, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from atlas.places.published import find_list, find_missing, list_further, list_national_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from atlas.definitions import Definitions
    from atlas.definitions.published_file import Fetched

# Subfolder for partial downloads, which no build reads, and the ending of one.
ARRIVING, PART = ".arriving", ".part"
# Folders looked into for the files.
MOST_INSIDE = 200


@dataclass(frozen=True, slots=True)
class ToFetch:
    """What a folder lacks.

    Parameters
    ----------
    files
        The files that every place needs.
    lists
        The optional files with an address: lists of points, postcodes, older look-ups.
    needed
        How many files every place needs.
    """

    files: tuple[Fetched, ...]
    lists: tuple[Fetched, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Portion:
    """What is fetched from one server.

    Parameters
    ----------
    publishers
        Who publishes the files.
    host
        The server; empty for files without an address.
    count
        Number of files.
    size
        Bytes, as far as they are known.
    unknown
        Number of downloads whose size is not known.
    """

    publishers: tuple[str, ...]
    host: str
    count: int
    size: int
    unknown: int


def find_to_fetch(definitions: Definitions, folder: Path) -> ToFetch:
    """Return what a folder lacks of the files that places of England and Wales are built from."""
    definitions = definitions.covering(definitions.home.geography)
    further = [one for one in list_further(definitions) if find_list(folder, one.file) is None]
    needed = list_national_files(definitions)
    return ToFetch(tuple(find_missing(definitions, folder)), tuple(further), len(needed))


def sum_up(files: Iterable[Fetched]) -> list[Portion]:
    """Return what is fetched from each server, in the order in which they are asked.

    A download that several files are taken from counts once, and each page by page as one.
    """
    by_host: dict[str, list[Fetched]] = {}
    for one in files:
        by_host.setdefault(urlsplit(one.download).hostname or "", []).append(one)
    portions = []
    for host, listed in by_host.items():
        downloads = {one.download: one.size for one in listed}
        portions.append(
            Portion(
                tuple(dict.fromkeys(one.publisher for one in listed)),
                host,
                len(listed),
                sum(size or 0 for size in downloads.values()),
                sum(size is None for size in downloads.values()),
            )
        )
    return portions


def count_begun(folder: Path) -> int:
    """Return the bytes of partial files in a folder, which a fetch continues."""
    parts = (folder / ARRIVING).glob(f"*{PART}")
    return sum(path.stat().st_size for path in parts)


def find_near(definitions: Definitions, folder: Path) -> list[Path]:
    """Return folders inside a folder, or inside the nearest that is there, that lack nothing.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    if there is None:
        return []
    files = [one.file for one in list_national_files(definitions)]
    inside = sorted(one for one in there.iterdir() if one.is_dir())[:MOST_INSIDE]
    near = [one for one in (there, *inside) if one != folder]
    return [one for one in near if all((one / file).is_file() for file in files)]

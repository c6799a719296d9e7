"""Name the publishers' files that a build reads, and tell which of them a folder holds."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions

# What the look-ups and outlines of a geography are, for people.
KINDS = {
    "change_file": "Areas of 2011 and 2021",
    "authority_file": "Wards and authorities of areas",
    "region_file": "Regions of authorities",
    "neighbourhood_file": "Names of MSOAs",
    "rural_file": "Rural and urban areas",
    "outline_file": "Outlines of small areas",
    "authority_outline_file": "Outlines of authorities",
}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file that a build reads.

    Parameters
    ----------
    path
        Where it is below the folder of the publishers' files.
    title
        What it holds.
    publisher, page
        Who publishes it and where; empty for look-ups and outlines, whose terms are those of
        the places' attributions.
    """

    path: str
    title: str
    publisher: str = ""
    page: str = ""


def list_files(definitions: Definitions) -> list[PublishedFile]:
    """Return every file that a build needs, look-ups and outlines first."""
    geography = definitions.geographies["lsoa_2021"]
    files = {
        (path := str(getattr(geography, key))): PublishedFile(path, title)
        for key, title in KINDS.items()
    }
    for source in definitions.sources.values():
        named = PublishedFile(source.file, source.title, source.publisher, source.page)
        files.setdefault(source.file, named)
    return list(files.values())


def find_missing(definitions: Definitions, folder: Path) -> list[PublishedFile]:
    """Return the files that a folder does not hold."""
    return [one for one in list_files(definitions) if not (folder / one.path).is_file()]


def hash_files(definitions: Definitions, folder: Path) -> dict[str, str]:
    """Return the checksum of every file that is there, by its path below the folder."""
    found = {}
    for one in list_files(definitions):
        path = folder / one.path
        if path.is_file():
            with path.open("rb") as content:
                found[one.path] = f"sha256:{file_digest(content, 'sha256').hexdigest()}"
    return found

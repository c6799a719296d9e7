"""List the publishers' files that a build reads, and those that a folder lacks."""

from __future__ import annotations

from hashlib import file_digest
from typing import TYPE_CHECKING

from atlas.errors import Fault, FetchError, find_closest

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions, Overlay
    from atlas.definitions.published_file import Fetched


def list_files(definitions: Definitions, place: str = "") -> list[Fetched]:
    """Return the files required to build a place: its tables, look-ups and outlines.

    These are all tables of its geography, because its figures are compared with those of its
    country; of every geography where no place of ``layers/places`` is named.

    Raises
    ------
    FetchError
        If there is no such place, or a geography names a file that is not described.
    """
    if place and place not in definitions.places:
        what = f'There is no place "{place}".'
        closest = find_closest(place, definitions.places)
        remedy = "Name a place in layers/places, or none to download everything."
        raise FetchError([Fault(f'fetch "{place}"', what, remedy=remedy, closest=closest)])
    definitions = _cover(definitions, place)
    sources = list(definitions.sources.values())
    described = {listed.file: listed for listed in definitions.files.values()}
    named: dict[str, str] = {}
    published = dict.fromkeys(source.geography for source in sources)
    for name in dict.fromkeys([*published, *map(definitions.shown_by, published)]):
        for key, path in definitions.geographies[name].files.items():
            named.setdefault(path, f"layers/geographies/{name}.toml, {key}")
    faults = [
        Fault(
            where,
            f'No file in layers/files describes "{path}".',
            remedy="Describe it there: who publishes it, where, and its columns.",
            closest=find_closest(path, described),
        )
        for path, where in named.items()
        if path not in described
    ]
    if faults:
        raise FetchError(faults)
    return [*sources, *(described[path] for path in named)]


def _cover(definitions: Definitions, place: str) -> Definitions:
    """Return the definitions of a place's geography; all where it has no definition."""
    if place not in definitions.places:
        return definitions
    return definitions.covering(definitions.geography_of(place))


def list_further(definitions: Definitions, place: str = "") -> list[Fetched]:
    """Return the optional files of a build, of those that have a download address.

    These are point lists, files of postcodes, and look-ups of areas of earlier years; of every
    geography where no place of ``layers/places`` is named.
    """
    definitions = _cover(definitions, place)
    needed = {described.file for described in list_files(definitions)}
    lists = list(definitions.overlays.values())
    files = [described for described in definitions.files.values() if described.file not in needed]
    return [described for described in [*lists, *files] if described.download]


def list_national_files(definitions: Definitions) -> list[Fetched]:
    """Return the files required to build any place in England and Wales."""
    return list_files(definitions.covering(definitions.home.geography))


def list_named(definitions: Definitions) -> list[Fetched]:
    """Return the files that the names of places in England and Wales are read from."""
    geography = definitions.home_geography
    named = (geography.authority_file, geography.region_file)
    return [one for one in list_national_files(definitions) if one.file in named]


def find_missing(definitions: Definitions, folder: Path) -> list[Fetched]:
    """Return the required files of England and Wales that a folder lacks."""
    return [
        described
        for described in list_national_files(definitions)
        if not (folder / described.file).is_file()
    ]


def find_absent_lists(definitions: Definitions, folder: Path, place: str = "") -> list[Overlay]:
    """Return the point lists, which are optional, that a folder lacks."""
    lists = _cover(definitions, place).overlays.values()
    return [overlay for overlay in lists if find_list(folder, overlay.file) is None]


def find_list(folder: Path, name: str) -> Path | None:
    """Return the path of a point list, compressed or as published; None if there is none."""
    paths = (folder / name, folder / name.removesuffix(".gz"))
    return next((path for path in paths if name and path.is_file()), None)


def list_paths(definitions: Definitions) -> list[str]:
    """Return the paths of all files that a build of England and Wales reads.

    Point lists are included, although a build does without them.
    """
    paths = [described.file for described in list_national_files(definitions)]
    for overlay in definitions.covering(definitions.home.geography).overlays.values():
        paths += [path for path in (overlay.file, *overlay.points.postcode_files) if path]
    return list(dict.fromkeys(paths))


def hash_files(definitions: Definitions, folder: Path) -> dict[str, str]:
    """Return the checksum of every file of England and Wales in a folder, by relative path."""
    found = {}
    for name in list_paths(definitions):
        path = folder / name
        if path.is_file():
            with path.open("rb") as content:
                found[name] = f"sha256:{file_digest(content, 'sha256').hexdigest()}"
    return found

"""List the publishers' files that a build reads, and tell which of them a folder holds."""

from __future__ import annotations

from hashlib import file_digest
from typing import TYPE_CHECKING

from atlas.errors import Fault, FetchError, find_closest

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions
    from atlas.definitions.published_file import Fetched


def list_files(definitions: Definitions, place: str = "") -> list[Fetched]:
    """Return what has to be there to build a place: its tables, look-ups and outlines.

    A place is built with all tables of its kind of area, because its figures are compared with
    those of its country.

    Parameters
    ----------
    definitions
        All definitions.
    place
        Identity of a place in ``layers/places``; everything where it is left out.

    Raises
    ------
    FetchError
        If there is no such place, or a geography names a file that nobody describes.
    """
    if place:
        if place not in definitions.places:
            what = f'There is no place "{place}".'
            closest = find_closest(place, definitions.places)
            remedy = "Name a place of layers/places, or none to fetch everything."
            raise FetchError([Fault(f'fetch "{place}"', what, remedy=remedy, closest=closest)])
        definitions = definitions.covering(definitions.geography_of(place))
    return _list(definitions)


def list_further(definitions: Definitions, place: str = "") -> list[Fetched]:
    """Return what a build of a place reads where it is there, and does without where it is not.

    These are lists of points, where postcodes are, and look-ups of areas of earlier years.

    Parameters
    ----------
    definitions
        All definitions.
    place
        Identity of a place in ``layers/places``; everything where it is left out.

    Returns
    -------
    list of Fetched
        Those that have an address.
    """
    if place in definitions.places:
        definitions = definitions.covering(definitions.geography_of(place))
    needed = {one.file for one in _list(definitions)}
    lists = list(definitions.overlays.values())
    files = [one for one in definitions.files.values() if one.file not in needed]
    return [one for one in [*lists, *files] if one.download]


def list_national_files(definitions: Definitions) -> list[Fetched]:
    """Return what has to be there to build any place of England and Wales."""
    return _list(definitions.covering(definitions.home.geography))


def _list(definitions: Definitions) -> list[Fetched]:
    sources = list(definitions.sources.values())
    described = {one.file: one for one in definitions.files.values()}
    named: dict[str, str] = {}
    published = dict.fromkeys(one.geography for one in sources)
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


def find_missing(definitions: Definitions, folder: Path) -> list[Fetched]:
    """Return the files of England and Wales that a folder does not hold."""
    return [one for one in list_national_files(definitions) if not (folder / one.file).is_file()]


def find_absent_lists(definitions: Definitions, folder: Path, place: str = "") -> list[Fetched]:
    """Return the lists of points that a folder does not hold, and a build does without."""
    if place in definitions.places:
        definitions = definitions.covering(definitions.geography_of(place))
    return [one for one in definitions.overlays.values() if find_list(folder, one.file) is None]


def find_list(folder: Path, name: str) -> Path | None:
    """Return where a list of points is, packed or as its publisher gave it; None if it is not."""
    paths = (folder / name, folder / name.removesuffix(".gz"))
    return next((path for path in paths if name and path.is_file()), None)


def list_paths(definitions: Definitions) -> list[str]:
    """Return the paths of all that a build of England and Wales reads, lists of points included.

    A build does without a list that is not there, so none of those is ever missing.
    """
    paths = [one.file for one in list_national_files(definitions)]
    for overlay in definitions.covering(definitions.home.geography).overlays.values():
        paths += [one for one in (overlay.file, *overlay.points.postcode_files) if one]
    return list(dict.fromkeys(paths))


def hash_files(definitions: Definitions, folder: Path) -> dict[str, str]:
    """Return the checksum of every file of England and Wales in a folder, by its path in it."""
    found = {}
    for name in list_paths(definitions):
        path = folder / name
        if path.is_file():
            with path.open("rb") as content:
                found[name] = f"sha256:{file_digest(content, 'sha256').hexdigest()}"
    return found

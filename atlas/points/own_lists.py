"""Find and read a council's own point lists in the user folder."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from atlas.cache import cache_once
from atlas.definitions.check_overlay import check_location
from atlas.definitions.overlay import OwnOverlay
from atlas.definitions.read import read_folder
from atlas.errors import AtlasError, Fault, PointsError
from atlas.points.listed import Listed
from atlas.points.place import place_points
from atlas.points.read import GRID
from atlas.tables.coordinates import BOUNDS, DEGREES
from atlas.tables.find_positions import Whereabouts, widen
from atlas.text import format_number, say, say_counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd


class HasOutlines(Protocol):
    """The part of a store that is needed here."""

    @property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines in WGS 84, indexed by area."""

    @property
    def finer_outlines(self) -> gpd.GeoDataFrame | None:
        """More detailed outlines, for the areas that have them; None for none."""

    @property
    def metres(self) -> str:
        """The country's grid in metres."""


# Files of other kinds that people bring are listed too, so that each says what it is.
ENDINGS = (
    ".csv",
    ".csv.gz",
    ".tsv",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".geojson",
    ".json",
    ".gpkg",
    ".parquet",
    ".geoparquet",
    ".zip",
    ".html",
    ".htm",
    ".kml",
)
# Default symbols and colours: dark, and distinguished by shape.
LOOKS = (
    ("triangle", "#7A3B00"),
    ("star", "#5C1A4A"),
    ("circle", "#0B4F4F"),
    ("diamond", "#5B2A86"),
    ("cross", "#0A4F70"),
    ("square", "#1B2A33"),
)
MOST_POINTS = 20_000
LOG = logging.getLogger(__name__)


class OwnLists:
    """A council's own lists with their points in one place; read again when a file changes.

    Parameters
    ----------
    folder
        The user folder; a missing one counts as empty.
    store
        The place, for the outlines of its areas.
    taken
        Symbols already used by other lists.
    """

    def __init__(self, folder: Path, store: HasOutlines, *, taken: Iterable[str] = ()) -> None:
        self.folder = folder
        self._store = store
        used = set(taken)
        self._free = [look for look in LOOKS if look[0] not in used] or list(LOOKS)
        self._placed: dict[tuple[Path, tuple[int, ...], int], Listed] = {}

    def find(self) -> tuple[dict[str, Listed], list[Fault]]:
        """Return the lists by identity, and the faults of those that cannot be read.

        The identity is ``own.`` and the file's name in lower case. A list with a fault is left
        out and does not affect the others.
        """
        found: dict[str, Listed] = {}
        faults: list[Fault] = []
        for number, path in enumerate(list_files(self.folder)):
            name = name_of(path)
            if name in found:
                what = say("Another file is also called {name}.", name=name.removeprefix("own."))
                remedy = say("Rename or remove one of them.")
                faults.append(Fault(path.name, what, remedy=remedy))
                continue
            try:
                found[name] = self._read(path, name, number)
            except AtlasError as error:
                faults.extend(error.faults)
            except Exception:
                # A faulty file must not affect the other lists.
                LOG.exception("A list of points could not be read")
                what = say("This list could not be read, for a reason the atlas does not know.")
                remedy = say("Save it again as a plain table with a heading, or remove it.")
                faults.append(Fault(path.name, what, remedy=remedy))
        return found, faults

    def _read(self, path: Path, name: str, number: int) -> Listed:
        key = (path, _version_of(path), number)
        if key not in self._placed:
            said, points, unplaced = _read_list(path, key[1], self._where)
            listed = self._place(name, said, points, number)
            self._placed[key] = replace(listed, caution=_tell_unplaced(said.caution, unplaced))
        return self._placed[key]

    @cached_property
    def _where(self) -> Whereabouts:
        """Where the points of lists may lie: in the country, or near the place."""
        west, south, east, north = map(float, self._store.outlines.total_bounds)
        place = west, south, east, north
        country = widen(place)
        if self._store.metres == GRID:
            # A list of the whole country lies mostly far from the place.
            low, high = np.array([country, BOUNDS[DEGREES]]).reshape(2, 2, 2).swapaxes(0, 1)
            country = (*low.min(axis=0).tolist(), *high.max(axis=0).tolist())
        return Whereabouts(self._store.metres, place, country)

    def _place(self, name: str, said: OwnOverlay, points: pd.DataFrame, number: int) -> Listed:
        placed = place_points(points, self._store.outlines, self._store.finer_outlines)
        inside = placed[placed["area"].ne("")].reset_index(drop=True)
        symbol, colour = self._free[number % len(self._free)]
        plural = said.plural or said.id.replace("_", " ").replace("-", " ").capitalize()
        return Listed(
            id=name,
            title=said.title or plural,
            plural=plural,
            symbol=said.symbol or symbol,
            colour=said.colour or colour,
            points=inside,
            source=said.source or say("The council's own list"),
            licence=said.licence,
            describes=said.describes,
            caution=said.caution,
            attribution=said.source,
            own=True,
        )


def list_files(folder: Path) -> list[Path]:
    """Return the files of a folder that could be lists, sorted by name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.name.lower().endswith(ENDINGS))


def name_of(path: Path) -> str:
    """Return a list's identity in an address.

    Examples
    --------
    >>> from pathlib import Path
    >>> name_of(Path("Youth Clubs (2025).csv"))
    'own.youth_clubs_2025'
    """
    words = re.sub(r"[^a-z0-9]+", "_", _stem(path).lower()).strip("_")
    return f"own.{words or 'list'}"


def _stem(path: Path) -> str:
    return re.sub(r"(\.csv)?\.[A-Za-z]+$", "", path.name)


def _version_of(path: Path) -> tuple[int, ...]:
    """Return a version that changes with the list or its description."""
    files = (path, path.with_name(f"{_stem(path)}.toml"))
    stats = [path.stat() for path in files if path.exists()]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_size))


def _tell_unplaced(caution: str, unplaced: int) -> str:
    """Return a list's caution with how many of its rows are not on the map."""
    if not unplaced:
        return caution
    told = say_counted(
        "{count} row of the list has no position and is not shown.",
        "{count} rows of the list have no position and are not shown.",
        unplaced,
    )
    return f"{caution} {told}".strip()


@cache_once(64)
def _read_list(
    path: Path,
    version: tuple[int, ...],  # noqa: ARG001 - part of the cache key
    where: Whereabouts,
) -> tuple[OwnOverlay, pd.DataFrame, int]:
    """Return a list's description, its points, and the number of its rows without a position."""
    from atlas.points.read_own import read_own_list  # noqa: PLC0415 - loading readers takes a second

    faults: list[Fault] = []
    described = read_folder(path.parent, OwnOverlay, shown_as="overlays", faults=faults)
    stem = _stem(path)
    own = [fault for fault in faults if fault.where.startswith(f"overlays/{stem}.toml")]
    said = described.get(stem, OwnOverlay(id=stem))
    reading = said.points
    if reading is not None and (reading.x or reading.y or reading.postcode):
        own += check_location(reading, f"overlays/{stem}.toml")
    if own:
        raise PointsError(own)
    points, unplaced = read_own_list(path, reading, where)
    if len(points) > MOST_POINTS:
        what = say(
            "The list has {count} points, more than the {most} a map can show.",
            count=format_number(len(points)),
            most=format_number(MOST_POINTS),
        )
        raise PointsError([Fault(path.name, what, remedy=say("Keep only those in your area."))])
    return said, points, unplaced

"""What the national packs know of the authorities around an open place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from atlas import paths
from atlas.cache import cache_once
from atlas.opening.candidates import find_found, open_national, read_national
from atlas.opening.places import has_nation, open_pack, read_definitions, read_stamp
from atlas.places.authorities import read_similar
from atlas.places.gazetteer import NATION, tidy_name
from atlas.places.levels import Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from atlas.definitions import Definitions
    from atlas.facade import Atlas


class National:
    """The authorities of the country whose pack of authorities is on this machine.

    It holds nothing itself, so that a pack built or replaced meanwhile is found.
    """

    @property
    def stamp(self) -> float:
        """When the packs that totals come from were built."""
        packs = sum(read_stamp(NATION, level) for level in get_args(Level))
        return packs + _stamp_similar()

    @property
    def names(self) -> Mapping[str, str]:
        """Names of all authorities by code, in order of name; empty without the pack."""
        return _list_names(self.stamp)

    def find_totals(self, level: str) -> pd.DataFrame:
        """Return the totals of all authorities, as a place shown at a level has them.

        The pack of authorities counts moves between authorities, a place of small areas those
        between its neighbourhoods too: without the pack of its level they are gaps.
        """
        return _find_totals(level, self.stamp)

    def list_twins(self, code: str) -> tuple[str, ...]:
        """Return the authorities most like one, nearest first, as Similar places shows them."""
        if code not in self.names:
            return ()
        found = find_found(open_national("authority"), code, (), "")
        return tuple(twin.code for twin in found.twins) if found else ()

    def list_similar(self, code: str) -> tuple[str, ...]:
        """Return those of an authority's statistical neighbours that are known here.

        The publisher's list is read as it is, where it is among the files on this machine.
        """
        names = self.names
        listed = _read_similar(paths.FILES, _stamp_similar())
        return tuple(one for one in listed.get(code, ()) if one in names)


def join_country(atlas: Atlas) -> Atlas:
    """Return an atlas that can be compared with the authorities of its country."""
    if atlas.country.id == read_national(atlas.definitions):
        atlas.elsewhere = National()
    return atlas


def _stamp_similar() -> float:
    """Return when the list of statistical neighbours was written; 0 without it."""
    path = paths.FILES / next(iter(read_definitions().home_geography.similar), "")
    return path.stat().st_mtime if path.is_file() else 0.0


@cache_once(2)
def _read_similar(folder: Path, stamp: float) -> Mapping[str, tuple[str, ...]]:  # noqa: ARG001 - part of the cache key
    definitions = read_definitions()
    return read_similar(folder, definitions.home_geography, definitions.current_codes)


@cache_once(2)
def _list_names(stamp: float) -> Mapping[str, str]:  # noqa: ARG001 - part of the cache key
    if not has_nation("authority"):
        return {}
    names: pd.Series = open_pack(NATION, "authority").areas["name"].map(tidy_name)
    return {str(code): str(name) for code, name in names.sort_values().items()}


@cache_once(4)
def _find_totals(level: str, stamp: float) -> pd.DataFrame:  # noqa: ARG001 - as above
    if level != "authority" and has_nation(cast("Level", level)):
        return open_pack(NATION, cast("Level", level)).totals
    totals = open_pack(NATION, "authority").totals
    return totals if level == "authority" else _drop_moves(totals, read_definitions())


def _drop_moves(totals: pd.DataFrame, definitions: Definitions) -> pd.DataFrame:
    variables = definitions.variables
    moves = [
        name for name in totals if name in variables and variables[name].larger == "neighbourhood"
    ]
    return totals.drop(columns=moves)

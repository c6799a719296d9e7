"""List and open places: those with packs of their own, and parts of the national packs."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from atlas import paths
from atlas.cache import cache_once
from atlas.definitions import Definitions, load_definitions
from atlas.errors import AtlasError, Fault
from atlas.facade import Atlas
from atlas.indicators.compute import find_methods
from atlas.indicators.measures import RESIDENTS
from atlas.indicators.roll_up import roll_up_figures
from atlas.pack.bring_back import bring_back
from atlas.pack.manifest import find_damage
from atlas.pack.schema import MANIFEST
from atlas.permission import refuse_changes
from atlas.places.authorities import read_authorities
from atlas.places.gazetteer import (
    JOIN,
    NATION,
    Answer,
    Gazetteer,
    make_gazetteer,
    name_several,
    tidy_name,
)
from atlas.places.levels import Level
from atlas.places.published import find_missing
from atlas.places.to_fetch import find_to_fetch
from atlas.store import Store, open_store
from atlas.store.part import PartStore
from atlas.text import say, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REGION = re.compile(r"^(E12|E92|W92)\d{6}$")


def read_definitions() -> Definitions:
    """Return the definitions, cached by folder."""
    return _read_layers(paths.LAYERS)


@cache_once(2)
def _read_layers(folder: Path) -> Definitions:
    return load_definitions(folder, methods=find_methods())


def open_pack(name: str, level: Level = "area") -> Store:
    """Return an open pack, shared by all sessions until it is rebuilt."""
    return _open_stamped(paths.find_pack(name, level), read_stamp(name, level))


@cache_once(12)
def _open_stamped(folder: Path, stamp: float) -> Store:  # noqa: ARG001 - part of the cache key
    return open_store(folder)


def read_stamp(name: str, level: Level = "area") -> float:
    """Return when a pack was built, in seconds since the epoch; 0 without a pack."""
    path = paths.find_pack(name, level) / MANIFEST
    return path.stat().st_mtime if path.exists() else 0.0


def find_stamp(place: str, level: Level = "area") -> float:
    """Return the time of build of the pack that a place is opened from: see `read_stamp`."""
    return read_stamp(name_pack(place, level))


def identify(place: str) -> str:
    """Return the id of a place, given its id or its code.

    Examples
    --------
    >>> identify("E06000032"), identify("luton"), identify("e08000016")
    ('luton', 'luton', 'E08000016')
    """
    return read_definitions().identify(place)


def name_nation() -> str:
    """Return the name of the country whose places can be found by name."""
    return read_definitions().in_language(spoken().code).home.name


def has_nation(level: Level = "authority") -> bool:
    """Return whether the national pack of a level is here and undamaged.

    That of authorities ships with the project: it tells the names of all places.
    """
    folder = paths.find_pack(NATION, level)
    return folder.exists() and not find_damage(folder)


@cache_once(1)
def _list_parts(built: float) -> Mapping[str, str]:  # noqa: ARG001 - part of the cache key
    areas = open_pack(NATION, "authority").areas
    regions = areas.drop_duplicates("region_code").set_index("region_code")["region"]
    names = areas["name"].map(tidy_name).sort_values()
    nations = {one.code: one.name for one in read_definitions().home.nations if one.whole}
    return {**nations, **regions.sort_values(), **names}


@dataclass(frozen=True, slots=True)
class BuiltPlace:
    """A place with a pack of its own.

    Parameters
    ----------
    stamp
        When it was built, in seconds since the epoch.
    manifest
        The manifest of the pack.
    own
        Whether it was built here and may therefore be removed.
    """

    code: str
    name: str
    stamp: float
    manifest: Mapping[str, Any]
    own: bool


@cache_once(256)
def _read_manifest(path: Path, stamp: float) -> Mapping[str, Any]:  # noqa: ARG001 - as above
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def list_built() -> list[BuiltPlace]:
    """Return the places that have a pack of their own, those shipped first, then by name.

    Packs of larger areas of a place, and the remains of an interrupted build, are left out.
    """
    definitions = read_definitions()
    named = definitions.in_language(spoken().code).places
    found: dict[str, BuiltPlace] = {}
    bring_back(paths.USER_PACKS)
    for folder in (paths.USER_PACKS, paths.PACKS):
        for path in folder.glob(f"*/{MANIFEST}"):
            code = path.parent.name
            if "." in code:
                continue
            stamp = path.stat().st_mtime
            manifest = _read_manifest(path, stamp)
            if manifest.get("place") == code and "name" in manifest:
                own = folder == paths.USER_PACKS
                place = definitions.identify(code)
                # Of several packs of one place only the one it is opened from is listed.
                if place in found and name_pack(place) != code:
                    continue
                name = named[place].name if place in named else str(manifest["name"])
                found[place] = BuiltPlace(place, name, stamp, manifest, own)
    return sorted(found.values(), key=lambda one: (one.own, one.name))


def list_damaged() -> dict[str, tuple[Fault, ...]]:
    """Return the faults of packs that cannot be opened, by the name of their folder."""
    found = {}
    for folder in (paths.USER_PACKS, paths.PACKS):
        for path in sorted(folder.glob(f"[!.]*/{MANIFEST}")):
            if faults := find_damage(path.parent):
                found[path.parent.name] = faults
    return found


def list_places() -> dict[str, str]:
    """Return the name of every place that can be opened, by id.

    Places with a pack of their own come first, then regions, then authorities.
    """
    definitions = read_definitions()
    own = {
        name: place.name
        for name, place in definitions.places.items()
        if paths.find_pack(name).exists() or (name == NATION and has_nation())
    }
    own |= {one.code: one.name for one in list_built() if one.code not in own}
    if not has_nation():
        return own
    parts = {definitions.identify(code): name for code, name in _list_national().items()}
    return own | {code: name for code, name in parts.items() if code not in own}


def remove_place(code: str) -> None:
    """Remove the packs of a place that was built here.

    Raises
    ------
    AtlasError
        If it was not built here, or this atlas is read-only.
    """
    refuse_changes(f"remove the packs of {code!r}")
    if code not in [built.code for built in list_built() if built.own]:
        what = say("{place} has not been built here.", place=code)
        remedy = say("Choose a place from the list.")
        raise AtlasError([Fault(f'place "{code}"', what, remedy=remedy)])
    names = read_definitions().names_of(code)
    folders = [paths.USER_PACKS / name for name in names]
    levels = [folder for name in names for folder in paths.USER_PACKS.glob(f"{name}.*")]
    kept = [paths.USER_PACKS / f".{name}.work" for name in names]
    for folder in (path for path in (*folders, *levels, *kept) if path.exists()):
        # Renamed first, so that a half-removed pack is never opened.
        gone = folder.with_name(f".{folder.name}.removed")
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def read_gazetteer(folder: Path | None = None) -> Gazetteer | None:
    """Return the gazetteer, from a folder of look-ups or else from the national packs.

    The folder is by default that of this machine; None where there are neither.
    """
    folder = folder or paths.FILES
    geography = read_definitions().home_geography
    files = [folder / geography.authority_file, folder / geography.region_file]
    if all(path.is_file() for path in files):
        return _read_gazetteer(folder, max(path.stat().st_mtime for path in files))
    if has_nation():
        return make_gazetteer(open_pack(NATION, "authority").areas, read_definitions())
    return None


@cache_once(4)
def _read_gazetteer(folder: Path, stamp: float) -> Gazetteer:  # noqa: ARG001 - as above
    definitions = read_definitions()
    areas = read_authorities(folder, definitions.home_geography)
    return make_gazetteer(areas, definitions)


def has_files() -> bool:
    """Return whether all of the publishers' files that a build needs are on this machine."""
    return not find_missing(read_definitions(), paths.FILES)


def has_all_files() -> bool:
    """Return whether those files are on this machine, and the optional ones as well."""
    to_fetch = find_to_fetch(read_definitions(), paths.FILES)
    return not (to_fetch.files or to_fetch.lists)


def find_named(text: str) -> Answer:
    """Return the gazetteer's answer for a name; none found where there is no gazetteer."""
    gazetteer = read_gazetteer() or Gazetteer([])
    return gazetteer.find(text)


def is_place(text: str) -> bool:
    """Return whether a place, or several authorities joined by a tilde, can be opened."""
    return identify(text) in list_places() or _is_part(text, read_definitions())


def _is_part(place: str, definitions: Definitions) -> bool:
    """Return whether a place consists of authorities in the national packs."""
    codes, known = definitions.codes_of(place), list_authorities()
    return bool(known) and all(code in known for code in codes)


def _list_national() -> Mapping[str, str]:
    return _list_parts(read_stamp(NATION, "authority")) if has_nation() else {}


def list_authorities() -> dict[str, str]:
    """Return the names of the authorities in the national packs, by code."""
    return {code: name for code, name in _list_national().items() if not REGION.match(code)}


def name_pack(place: str, level: Level = "area") -> str:
    """Return the name of the pack that a place is opened from: its own, or else the nation's."""
    definitions = read_definitions()
    for name in definitions.names_of(place):
        if paths.find_pack(name, level).exists():
            return name
    own = definitions.identify(place)
    return own if own in definitions.places and not _is_part(own, definitions) else NATION


def open_part(place: str, level: Level = "area") -> Atlas:
    """Return the atlas of a place at a level.

    The place has a pack of its own, or is a region, an authority, or several authorities joined
    by a tilde. Only one with packs of larger areas has any level but "area".

    Raises
    ------
    PackError
        If the pack cannot be used, with a remedy.
    """
    definitions = read_definitions()
    if level not in get_args(Level):
        message = f"There is no level {level}."
        raise ValueError(message)
    place, name = definitions.identify(place), name_pack(place, level)
    whole = open_pack(name, level)
    return Atlas(definitions, whole if place == name else _cut(whole, place, definitions))


def _cut(whole: Store, place: str, definitions: Definitions) -> PartStore:
    codes = definitions.codes_of(place)
    column = "region_code" if REGION.match(place) else "authority_code"
    areas = whole.areas
    home = definitions.home
    nation = next((one for one in home.nations if one.code == place and one.whole), None)
    if nation is not None:
        inside, called = areas.index[areas.index.str.startswith(nation.codes)], [nation.name]
    else:
        inside = areas.index[areas[column].isin(codes)]
        names = areas.loc[inside].drop_duplicates(column).set_index(column)
        called = [str(names.loc[code, column.removesuffix("_code")]) for code in codes]
    regions = areas.loc[inside, ["region_code", "region"]].drop_duplicates()
    one = len(regions) == 1 and column != "region_code"
    region = tuple(regions.iloc[0]) if one else (home.entire.id, home.entire.name)
    row = nation.whole if nation else JOIN.join(codes)
    total = (
        whole.totals.loc[[row]]
        if row in whole.totals.index
        else roll_up_figures(
            whole.figures.loc[inside],
            pd.Series(place, inside),
            variables=definitions.variables,
            weight=RESIDENTS,
            within=whole.within,
        )
    )
    name = definitions.names_together.get(JOIN.join(codes)) or name_several(called)
    return PartStore(whole, inside, place=place, name=name, total=total, region=region)

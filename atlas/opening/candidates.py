"""Open the candidates for a place's twins: all places of a country, or those of one town."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from atlas import paths
from atlas.cache import cache_per_atlas
from atlas.facade import Atlas
from atlas.neighbours.features import make_features
from atlas.neighbours.find import find_neighbours
from atlas.neighbours.groups import group_places
from atlas.neighbours.positions import CENTRES, find_positions
from atlas.neighbours.town_types import sort_towns
from atlas.opening.places import has_nation, open_pack, read_definitions, read_stamp
from atlas.pack.manifest import find_damage
from atlas.places.gazetteer import NATION
from atlas.signals.check_criteria import in_order
from atlas.store.part import NarrowStore
from atlas.text import ENGLISH

if TYPE_CHECKING:
    from atlas.definitions import Definitions, Likeness, TownTypes
    from atlas.neighbours.features import Features
    from atlas.neighbours.find import Found
    from atlas.neighbours.groups import Group
    from atlas.neighbours.positions import Positions
    from atlas.neighbours.town_types import TownType
    from atlas.places.levels import Level


@dataclass(frozen=True)
class Asked:
    """A place to find twins for, and its candidates.

    Parameters
    ----------
    atlas
        All places of the level; for a whole country with only the figures they are compared in.
    code
        The place.
    is_national
        Whether the candidates are all of England and Wales rather than those of one town.
    """

    atlas: Atlas
    code: str
    is_national: bool


def find_asked(atlas: Atlas, areas: tuple[str, ...]) -> Asked | None:
    """Return the place that an address is about, and its candidates.

    One selected area stands for itself; areas that make up a neighbourhood (MSOA) for that;
    of any others the first counts. Without areas it is the authority, if the place is just one.

    Returns
    -------
    Asked or None
        None where nothing is selected in a place of several authorities, or where it is an
        authority and the national packs are not installed.
    """
    level, code = _find_code(atlas, areas)
    if atlas.country.id != read_national(atlas.definitions):
        return None
    is_built = read_stamp(NATION, level) and not find_damage(paths.find_pack(NATION, level))
    if has_nation() and code and is_built:
        national = open_national(level, atlas.language)
        if code in national.measures.areas:
            return Asked(national, code, is_national=True)
    if level == atlas.level and code in atlas.measures.areas:
        return Asked(atlas, code, is_national=False)
    return None


def read_national(definitions: Definitions) -> str:
    """Return the country of the national packs; empty where none is defined."""
    place = definitions.places.get(NATION)
    return place.country if place else ""


def _find_code(atlas: Atlas, areas: tuple[str, ...]) -> tuple[Level, str]:
    table = atlas.store.areas
    if not areas:
        return "authority", "" if atlas.is_wide else str(table["authority_code"].iloc[0])
    if len(areas) > 1 and atlas.level == "area":
        code = str(table.loc[areas[0], "neighbourhood_code"])
        if set(table.index[table["neighbourhood_code"] == code]) == set(areas):
            return "neighbourhood", code
    return cast("Level", atlas.level), areas[0]


def open_national(level: Level, language: str = ENGLISH.code) -> Atlas:
    """Return all places of England and Wales at a level, with only the figures to compare.

    Cached for each language and shared by all sessions, until the packs are rebuilt.
    """
    national = open_stamped(level, read_stamp(NATION, level))
    return national if language == national.language else _describe_in(national, language)


@cache_per_atlas(8)
def _describe_in(national: Atlas, language: str) -> Atlas:
    return national.in_language(language)


@lru_cache(maxsize=3)
def open_stamped(level: Level, stamp: float) -> Atlas:  # noqa: ARG001 - part of the cache key
    """Return the places of a level as of one build, cached by level and time of the build."""
    definitions = read_definitions()
    whole = open_pack(NATION, level)
    needed = name_columns(definitions, level)
    return Atlas(definitions, NarrowStore(whole, [*needed, *CENTRES, whole.residents]))


def name_columns(definitions: Definitions, level: Level) -> list[str]:
    """Return the variables behind the likeness, signals and town types of a level."""
    likeness = find_likeness(definitions, level)
    names = [*likeness.indicators, *likeness.changes] if likeness else []
    for signal in in_order(definitions.signals.values()):
        names += [one.indicator for one in signal.criteria]
    for kind in definitions.town_types.values():
        names += [one for one in (kind.size.indicator, kind.path.indicator) if one]
    found: dict[str, None] = {}
    while names:
        indicator = definitions.indicators[names.pop()]
        for entries in indicator.inputs.values():
            for entry in entries:
                name = entry.removeprefix("-")
                if name in definitions.indicators:
                    names.append(name)
                else:
                    found[name] = None
    return list(found)


def find_likeness(definitions: Definitions, level: str) -> Likeness | None:
    """Return the definition of the figures compared at a level, or None."""
    return next((one for one in definitions.likeness.values() if one.level == level), None)


def find_town_types(definitions: Definitions) -> TownTypes | None:
    """Return the definition of town types, or None."""
    return next(iter(definitions.town_types.values()), None)


@cache_per_atlas(1)
def find_features(atlas: Atlas) -> Features | None:
    """Return the standardised figures of all places of an open atlas, cached."""
    likeness = find_likeness(atlas.definitions, atlas.level)
    if likeness is None:
        return None
    return make_features(likeness, atlas.measures, locate(atlas))


@cache_per_atlas(1)
def locate(atlas: Atlas) -> Positions:
    """Return the positions of all places of an open atlas, from small areas; cached."""
    kind = find_town_types(atlas.definitions)
    cities = kind.cities if kind else []
    small = atlas.store
    if atlas.level != "area":
        whole = open_pack(NATION)
        small = NarrowStore(whole, [*CENTRES, whole.residents])
    return find_positions(
        small.areas, small.figures, small.figures[small.residents], cities, level=atlas.level
    )


@cache_per_atlas(1)
def find_groups(atlas: Atlas) -> tuple[Group, ...]:
    """Return the groups of similar places of an open atlas, cached."""
    features = find_features(atlas)
    return group_places(features) if features is not None else ()


@cache_per_atlas(1)
def find_towns(atlas: Atlas) -> dict[str, TownType]:
    """Return the town types of all authorities of an open atlas, cached; empty without any."""
    kind = find_town_types(atlas.definitions)
    if kind is None or atlas.level != "authority":
        return {}
    return sort_towns(kind, atlas.measures, locate(atlas))


@cache_per_atlas(64)
def find_found(
    atlas: Atlas, code: str, weights: tuple[tuple[str, float], ...], leave_out: str
) -> Found | None:
    """Return the twins of a place of an open atlas.

    Parameters
    ----------
    atlas
        All places of the level.
    code
        The place.
    weights
        Weights that differ from the definition: pairs of key and weight.
    leave_out
        Code of an authority whose places are left out; empty for none.
    """
    features = find_features(atlas)
    if features is None:
        return None
    inside = atlas.store.areas["authority_code"].eq(leave_out)
    return find_neighbours(
        features, code, weights=dict(weights), leave_out=list(inside.index[inside])
    )

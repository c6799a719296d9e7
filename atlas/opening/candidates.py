"""Open the candidates for a place's twins: all places of a country, or those of one town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pandas as pd

from atlas.cache import cache_once, cache_per_atlas
from atlas.facade import Atlas
from atlas.indicators.roll_up import roll_up_figures
from atlas.neighbours.features import decode_features, make_features
from atlas.neighbours.find import find_neighbours
from atlas.neighbours.groups import group_places
from atlas.neighbours.positions import CENTRES, Positions, find_middles, find_positions
from atlas.neighbours.town_types import sort_towns
from atlas.opening.levels import list_levels
from atlas.opening.places import (
    find_stamp,
    has_nation,
    open_pack,
    open_part,
    read_definitions,
    read_stamp,
)
from atlas.places.gazetteer import NATION
from atlas.signals.check_criteria import in_order
from atlas.store.coded import CodedStore
from atlas.store.part import NarrowStore
from atlas.text import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Definitions, Likeness, TownTypes
    from atlas.definitions.town_type import City
    from atlas.neighbours.features import Features
    from atlas.neighbours.find import Found
    from atlas.neighbours.groups import Group
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
    if code and has_nation(level):
        national = open_national(level, atlas.language)
        if code in national.measures.areas:
            return Asked(national, code, is_national=True)
    if level != "authority" and not atlas.is_wide:
        coded = open_coded(atlas.store.place, level, atlas.language)
        if coded is not None and code in coded.store.held:
            return Asked(coded, code, is_national=True)
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


@cache_once(3)
def open_stamped(level: Level, stamp: float) -> Atlas:  # noqa: ARG001 - part of the cache key
    """Return the places of a level as of one build, cached by level and time of the build."""
    definitions = read_definitions()
    whole = open_pack(NATION, level)
    needed = name_columns(definitions, level)
    return Atlas(definitions, NarrowStore(whole, [*needed, *CENTRES, whole.residents]))


def open_coded(place: str, level: Level, language: str = ENGLISH.code) -> Atlas | None:
    """Return all places of a level with the figures of one place, and codes for all others.

    None where there are no codes, or not for the figures that are defined.
    """
    if not has_nation() or "area" not in list_levels(place):
        return None
    stamps = read_stamp(NATION, "authority"), find_stamp(place)
    coded = _open_coded(place, level, *stamps)
    if coded is None or language == coded.language:
        return coded
    return _describe_in(coded, language)


@cache_once(3)
def _open_coded(place: str, level: Level, *stamps: float) -> Atlas | None:  # noqa: ARG001 - part of the cache key
    definitions = read_definitions()
    whole, likeness = open_pack(NATION, "authority"), find_likeness(definitions, level)
    keys = {feature.key for feature in likeness.features} if likeness else {""}
    if not keys <= set(whole.find_coded(level)):
        return None
    own = open_part(place).store
    needed = [*name_columns(definitions, level), *CENTRES, own.residents]
    figures = own.figures[[name for name in dict.fromkeys(needed) if name in own.figures]]
    if level != "area":
        figures = roll_up_figures(
            figures,
            own.areas["neighbourhood_code"],
            variables=definitions.variables,
            weight=own.residents,
            within=own.within,
        )
    return Atlas(definitions, CodedStore(whole, level, own, figures))


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
    if isinstance(atlas.store, CodedStore):
        return decode_features(likeness, atlas.measures, locate(atlas), atlas.store.coded)
    return make_features(likeness, atlas.measures, locate(atlas))


@cache_per_atlas(1)
def locate(atlas: Atlas) -> Positions:
    """Return the positions of all places of an open atlas, cached."""
    kind = find_town_types(atlas.definitions)
    store, level = atlas.store, atlas.level
    if isinstance(store, CodedStore):
        return _locate_coded(store, kind.cities if kind else [])
    centres = store.middles
    if centres is None and level != "area" and has_nation("area"):
        # A pack of an earlier version: its places are located by their small areas.
        whole = open_pack(NATION)
        store = NarrowStore(whole, [*CENTRES, whole.residents])
        centres, level = store.figures, atlas.level
    elif centres is None:
        centres = store.figures
    else:
        level = "area"
    cities = kind.cities if kind else []
    residents = store.figures[store.residents]
    return find_positions(store.areas, centres, residents, cities, level=level)


def _locate_coded(store: CodedStore, cities: Sequence[City]) -> Positions:
    """Return positions of all places: centres as coded, and distances of the place's own areas.

    Its own areas are among the authorities of the country, by whose centres cities are found.
    """
    own, whole = store.own, store.whole
    where, residents = own.figures[CENTRES], own.figures[own.residents]
    areas = own.areas[["authority_code"]]
    if store.level != "area":
        groups = own.areas["neighbourhood_code"]
        where, areas = find_middles(where, residents, groups), areas.groupby(groups).first()
        residents = residents.groupby(groups).sum()
    others = whole.areas[~whole.areas.index.isin(areas["authority_code"])]
    middles = whole.middles
    if middles is not None:
        where = pd.concat([where, middles.loc[others.index]])
    areas = pd.concat([areas, others[["authority_code"]]])
    areas["region_code"] = areas["authority_code"].map(whole.areas["region_code"])
    residents = pd.concat([residents, whole.figures.loc[others.index, whole.residents]])
    found = find_positions(areas, where, residents, cities, level="area")
    every = store.coded.index
    centres = found.centres.reindex(every).fillna(store.centres_coded)
    return Positions(
        centres,
        found.to_city.reindex(every),
        found.city.reindex(every, fill_value=""),
        found.to_middle.reindex(every),
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

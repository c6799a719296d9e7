"""Open what --place, --pack or an address name, and find its areas by code or name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pandas as pd

from atlas.cli.output import check_choice
from atlas.errors import AddressError, AtlasError, Fault, find_closest
from atlas.facade import Atlas, open_atlas
from atlas.opening.elsewhere import join_country
from atlas.opening.levels import find_level, find_smallest
from atlas.opening.places import find_named, identify, is_place, open_part, read_definitions
from atlas.places.gazetteer import NATION
from atlas.selection.address import Selection
from atlas.selection.query import find_repeated, join_settings, parse_zoom
from atlas.text import ENGLISH
from atlas.uploads.lay_out import has_any_area
from atlas.uploads.matching_areas import find_ground
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.saved import list_saved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

# The value of --place that means: the place an address names, or else the default.
USUAL = ""


def parse_settings(address: str, filters: Iterable[str], lang: str) -> dict[str, str]:
    """Return all settings of a view, from an address, from single filters and from --lang."""
    pairs = parse_qsl(address.strip().lstrip("?"), keep_blank_values=True)
    pairs += [(key, text) for key, _, text in (condition.partition("=") for condition in filters)]
    return join_settings([*pairs, *([("lang", lang)] if lang else [])])


def open_asked(place: str, pack: Path | None, parameters: Mapping[str, str]) -> Atlas:
    """Return the place, level and language of a view, as the browser would open it.

    A large place that --place names, without an address, is opened at its small areas unless a
    level or a view is asked for.

    Raises
    ------
    AddressError
        If a setting is given twice, if --place or --pack differs from the address's
        place, or if the place has no such level.
    """
    if faults := [fault for pair in parameters.items() if (fault := find_repeated(*pair))]:
        raise AddressError(faults)
    asked = parameters.get("place", "")
    atlas = open_told(asked or place or Selection.place, pack, parameters.get("lang", ""))
    opened = atlas.store.place
    if asked and place and open_named(place, pack).store.place != opened:
        raise AddressError([_contradicted("--place", place, asked)])
    if asked and pack is not None and asked != opened:
        raise AddressError([_contradicted("--pack", opened, asked)])
    level = parameters.get("level", "")
    if pack is None and (asked or level or "view" in parameters):
        found = find_level(opened, level, parse_zoom(parameters))
        if found != atlas.level:
            part = join_country(open_part(opened, found))
            return _add_saved(part.in_language(atlas.language))
    if level and atlas.level != level:
        what = f"{atlas.name} has no level {level}."
        raise AddressError([Fault("address, level", what, remedy="Remove the level.")])
    return _add_saved(atlas)


def _add_saved(atlas: Atlas) -> Atlas:
    """Return a place with the layers saved for everyone, as the browser shows it."""
    layers = list_saved(atlas.store.place)
    if not layers:
        return atlas
    level = find_smallest(atlas.store.place)
    small = atlas if atlas.level == level else open_part(atlas.store.place, level)
    ground = find_ground(atlas, small.store)
    here = [layer for layer in layers if has_any_area(layer, ground)]
    return OwnAtlas(atlas, here, ground) if here else atlas


def _contradicted(option: str, told: str, asked: str) -> Fault:
    what = f"{option} names {told}, but the address names {asked}."
    return Fault(option, what, remedy="Remove one, or make them match.")


def open_told(place: str, pack: Path | None, lang: str) -> Atlas:
    """Return a place as `open_named` does, in a language; empty is English.

    Raises
    ------
    AtlasError
        If no file of `layers/languages` has this code, with the closest.
    """
    atlas = open_named(place, pack)
    if lang:
        check_choice("--lang", lang, [ENGLISH.code, *atlas.definitions.languages])
    return atlas.in_language(lang) if lang else atlas


def identify_named(place: str) -> str:
    """Return the identity of a place given by its word, its code or its name."""
    return identify(place if is_place(place) else find_named(place).code or place)


def open_named(place: str, pack: Path | None) -> Atlas:
    """Return a place with a pack, or a part of the country where its pack has been built.

    A place may also be called by its name, as `build` takes it.

    Raises
    ------
    AddressError
        If a name may mean several places.
    PackError
        If there is no such pack, with what to do.
    """
    if pack is None and (place == NATION or place not in read_definitions().places):
        answer = find_named(place)
        found = place if is_place(place) else answer.code
        if is_place(found):
            return join_country(open_part(found, find_smallest(found)))
        if answer.choices and answer.fault is not None:
            raise AddressError([answer.fault])
    return join_country(open_atlas(place, pack=pack))


LEVELS = ("area", "ward", "neighbourhood", "place")


def find_area(atlas: Atlas, text: str, *, among: Collection[str] = LEVELS) -> str:
    """Return the code of an area, a larger area or the place, given its code or its name.

    A name may be capitalised in any way; `among` are the levels that may be meant.

    Raises
    ------
    AddressError
        If nothing has this name, with the closest; or if several have, with their codes.
    """
    try:
        if atlas.find_level(text) in among:
            return text
    except AtlasError:
        pass
    wanted = text.strip().casefold()
    names = _list_names(atlas, among)
    found = names[names["name"].str.casefold().eq(wanted)]
    if len(found) == 1:
        return str(found["code"].iloc[0])
    if len(found):
        told = [f"{row.code} ({row.level})" for row in found.itertuples()]
        what = f'"{text}" may mean {" or ".join(told)}.'
        raise AddressError([Fault(f'area "{text}"', what, remedy="Use one of these codes.")])
    known = [*names["name"], *names["code"]]
    what = f'{atlas.name} has no {" or ".join(among)} "{text}".'
    expected = "a code or a full name; python -m atlas list areas shows them"
    remedy = "Correct it, or name another place with --place."
    closest = find_closest(text, known)
    raise AddressError([Fault(f'area "{text}"', what, expected, remedy, closest)])


def _list_names(atlas: Atlas, among: Collection[str]) -> pd.DataFrame:
    """Return every name with its code and level; one name of a code stands once."""
    areas = atlas.store.areas
    named = [
        ("place", pd.Series({atlas.store.place: atlas.name})),
        ("ward", atlas.wards),
        ("neighbourhood", atlas.neighbourhoods),
        ("area", areas["name"]),
        ("area", areas["neighbourhood"].astype(str) + ", " + areas["name"].astype(str)),
    ]
    rows = [
        pd.DataFrame({"name": names.astype(str), "code": names.index, "level": level})
        for level, names in named
    ]
    every = pd.concat(rows, ignore_index=True).drop_duplicates()
    return every[every["level"].isin(list(among))]

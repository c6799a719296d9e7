"""Search everything that can be opened: places, wards, neighbourhoods, small areas, postcodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas import paths
from atlas.cache import cache_once
from atlas.errors import AtlasError
from atlas.opening.levels import has_levels
from atlas.opening.places import (
    find_stamp,
    has_nation,
    identify,
    is_place,
    list_places,
    open_pack,
    open_part,
    read_definitions,
    read_gazetteer,
    read_stamp,
)
from atlas.places.gazetteer import JOIN, NATION, tidy_name
from atlas.places.search import COLUMNS, SMALL, Findable, PlaceIndex
from atlas.points.find_postcode import BEGINNING, find_postcode, is_postcode
from atlas.points.place import find_areas
from atlas.text import say, spoken, to_say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from atlas.places.gazetteer import Gazetteer
    from atlas.places.named import Named
    from atlas.store import Store

NOUNS = {
    "place": to_say("place"),
    "authority": to_say("authority"),
    "county": to_say("county"),
    "region": to_say("region"),
    "country": to_say("country"),
    "former": to_say("former authority"),
}
MOST_TYPED = 80
MOST_MEMBERS = 3
# What an MSOA's published name lacks of that of a small area.
LETTER = r"(?<=\d{3})[A-Z]$"


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer to a search, as it is listed.

    Parameters
    ----------
    id
        What is sent back when it is chosen: its kind and code.
    name, detail
        Its name; its level, and what it lies in.
    """

    id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Target:
    """What to open for an answer: a place, and the small areas to select in it."""

    place: str
    areas: tuple[str, ...] = ()


def search_places(text: str, place: str) -> tuple[list[Hit], str]:
    """Return what a text may mean, best first, and what to say where nothing was found.

    Parameters
    ----------
    text
        What was typed: a name, a code or a postcode.
    place
        The place that is open, whose areas come first.
    """
    typed = " ".join(text.split())[:MOST_TYPED]
    # An empty text prepares the answers to come.
    index = _find_index(place)
    if not typed:
        return [], ""
    if is_postcode(typed):
        return _search_postcode(typed.upper(), place)
    codes = read_definitions().codes_of(place)
    found = index.find(typed, here=codes)
    if found:
        return [_describe(one, place) for one in found], ""
    if BEGINNING.match(typed.upper()):
        return [], say("Type the whole postcode, such as {example}.", example="LU1 2LJ")
    return [], say(
        "Nothing is called “{typed}”. Streets are not known here; try a postcode, a ward, a "
        "neighbourhood, a town, an authority or a code.",
        typed=typed,
    )


def find_target(chosen: str, place: str) -> Target | None:
    """Return what to open for the `id` of an answer; None if it is not known."""
    kind, _, code = chosen.partition(":")
    if kind == "postcode":
        kind, code = "area", _find_area(code, place)
    known = _find_index(place).find_code(kind, code)
    if known is None:
        return None
    if kind not in SMALL:
        return Target(identify(known.code))
    inside = _find_inside(_find_store(place), kind, known.code)
    own = identify(known.part) if known.part else place
    if inside.empty and find_stamp(own):
        inside = _find_inside(open_part(own).store, kind, known.code)
    if inside.empty:
        # Of the country only names and codes are here: its authority is what can be opened.
        return Target(own)
    return Target(_find_opened(inside, place), tuple(str(one) for one in inside.index))


def _find_inside(store: Store | None, kind: str, code: str) -> pd.DataFrame:
    """Return the small areas of a store that an area of any kind consists of."""
    if store is None or store.level != "area":
        return pd.DataFrame()
    areas = store.areas
    column = areas.index == code if kind == "area" else areas[f"{kind}_code"].eq(code).to_numpy()
    return areas[column]


def _find_opened(inside: pd.DataFrame, place: str) -> str:
    """Return the place to open for areas: the one that is open, if it has them and is a town."""
    codes = sorted({str(code) for code in inside["authority_code"]})
    if not has_levels(place) and {*codes} <= {*read_definitions().codes_of(place)}:
        return place
    own = JOIN.join(codes)
    return identify(own) if is_place(own) and find_stamp(own) else place


def _search_postcode(typed: str, place: str) -> tuple[list[Hit], str]:
    area = _find_area(typed, place)
    known = _find_index(place).find_code("area", area) if area else None
    if known is None:
        return [], say(
            "The postcode {postcode} is not known here. Put Code-Point Open into this server's "
            "folder of postcodes, or try a ward, a neighbourhood or a town.",
            postcode=typed,
        )
    bare = typed.replace(" ", "")
    postcode = f"{bare[:-3]} {bare[-3:]}"
    detail = say("postcode, in or beside {area} · {place}", area=known.name, place=known.within)
    return [Hit(f"postcode:{bare}", postcode, detail)], ""


def _find_area(postcode: str, place: str) -> str:
    """Return the small area that a postcode lies in; empty where it is not known."""
    found = find_postcode(postcode)
    if found is None or found.area:
        return found.area if found else ""
    store = _find_store(place)
    if store is None:
        return ""
    spot = pd.DataFrame({"longitude": [found.longitude], "latitude": [found.latitude]})
    return str(find_areas(spot, store.outlines, store.finer_outlines).iloc[0])


def _describe(found: Findable, place: str) -> Hit:
    detail, within = _name_kind(found, place), found.within
    if found.kind == "former":
        within = say("now in {place}", place=within)
    shown = f"{detail} · {within}" if within else detail
    return Hit(f"{found.kind}:{found.code}", found.name, shown)


def _name_kind(found: Findable, place: str) -> str:
    definitions = read_definitions().in_language(spoken().code)
    if found.kind in NOUNS:
        return say(NOUNS[found.kind])
    if found.kind == "group":
        of = (one.noun[0] for one in definitions.names.values() if found.name in one.places)
        return next(of, say(NOUNS["county"]))
    if found.kind == "area" and not _is_abroad(place):
        return say("small area")
    geography = definitions.home_geography.id
    if _is_abroad(place):
        geography = definitions.geography_of(place)
    words = definitions.geographies[definitions.shown_by(geography)].words
    nouns: dict[str, tuple[str, ...]] = {
        "area": words.area,
        "neighbourhood": words.neighbourhood,
        "ward": words.ward,
    }
    return nouns[found.kind][0]


def _is_abroad(place: str) -> bool:
    """Return whether a place is outside the country whose places can be found by name."""
    definitions = read_definitions()
    return place in definitions.places and (
        definitions.countries[definitions.places[place].country] is not definitions.home
    )


def _find_store(place: str) -> Store | None:
    """Return the small areas to search: the whole country's, or else those of the open place."""
    if not place:
        return None
    if not _is_abroad(place) and has_nation("area"):
        return open_pack(NATION)
    try:
        return open_part(place).store
    except AtlasError:
        return None


def _find_index(place: str) -> PlaceIndex:
    scope = NATION if not _is_abroad(place) and has_nation("area") else place
    if _find_store(scope) is None:
        # Every place without small areas of its own is searched by the same names.
        scope = ""
    folders = [path for path in (paths.USER_PACKS, paths.PACKS, paths.FILES) if path.exists()]
    kept = tuple(path.stat().st_mtime for path in folders)
    return _make_index(scope, (read_stamp(NATION), read_stamp(NATION, "authority"), *kept))


@cache_once(3)
def _make_index(scope: str, stamps: tuple[float, ...]) -> PlaceIndex:  # noqa: ARG001 - part of the cache key
    gazetteer = read_gazetteer()
    tables, codes = [], list[tuple[str, int]]()
    if gazetteer is not None:
        named, codes = _list_named(gazetteer)
        tables.append(named)
    known = {identify(one.code) for one in gazetteer.places} if gazetteer else set()
    others = [(name, "place", code, name, "", "") for code, name in list_places().items()]
    tables.append(_tabulate([one for one in others if one[2] not in known]))
    store = _find_store(scope)
    if store is not None:
        tables += _list_areas(store.areas)
    if scope != NATION and not _is_abroad(scope):
        inside = () if store is None else store.areas.index
        tables += _list_coded(inside)
    return PlaceIndex(pd.concat(tables, ignore_index=True), codes)


def _tabulate(rows: list[tuple[str, str, str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _list_named(gazetteer: Gazetteer) -> tuple[pd.DataFrame, list[tuple[str, int]]]:
    """Return a row for each name in the gazetteer, and the codes of other years by row."""
    names = {one.code: tidy_name(one.name) for one in gazetteer.places if one.kind == "authority"}
    rows: list[tuple[str, str, str, str, str, str]] = []
    codes: list[tuple[str, int]] = []
    at: dict[str, int] = {}
    for place in gazetteer.places:
        if place.kind == "authority":
            at[place.code] = len(rows)
        # An authority that only had another code is found by that code as what it is.
        recoded = place.kind == "former" and names.get(place.code) == place.name
        codes += [(code, at[place.code] if recoded else len(rows)) for code in place.own_codes]
        if not recoded:
            part = place.code if place.kind == "authority" else ""
            told = (place.kind, place.code, tidy_name(place.name), _name_within(place, names), part)
            rows += [(name, *told) for name in (place.name, *place.others)]
    return _tabulate(rows), codes


def _name_within(place: Named, names: dict[str, str]) -> str:
    """Return what a place lies in, or the authorities that it stands for."""
    if place.kind not in ("group", "former", "county"):
        return place.within
    members = [names[code] for code in place.codes]
    more = len(members) - MOST_MEMBERS
    return "; ".join(members[:MOST_MEMBERS]) + (f" (+{more})" if more > 0 else "")


def _list_coded(inside: Collection[str]) -> Iterator[pd.DataFrame]:
    """Yield the neighbourhoods and small areas of which the country's pack has codes alone.

    Areas `inside` the open place, and their neighbourhoods, are listed by its own pack.
    """
    if not has_nation():
        return
    whole = open_pack(NATION, "authority")
    names = whole.areas["name"].astype(str).map(tidy_name)
    for kind in ("neighbourhood", "area"):
        coded = whole.find_coded(kind)
        if coded.empty:
            continue
        held = coded[~coded.index.isin([*inside])].rename_axis("code").reset_index()
        part = held["authority_code"].astype(str)
        table = pd.DataFrame({"code": held["code"], "within": part.map(names), "part": part})
        published, around = held["name"].astype(str), held["neighbourhood"].astype(str)
        if kind == "area":
            yield table.assign(name=around + ", " + published, text=published, kind=kind)
        else:
            yield table.assign(name=around, text=around, kind=kind)
            named = around + " (" + published + ")"
            yield table.assign(name=named, text=published, kind=kind)


def _list_areas(areas: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield a table for each kind of area that a place has."""
    areas = areas.rename_axis("area").reset_index()
    columns_of = {"area": "name", "neighbourhood": "neighbourhood", "ward": "ward"}
    for kind, column in columns_of.items():
        code = "area" if kind == "area" else f"{kind}_code"
        held = areas[areas[code].ne("") & areas[code].notna()].drop_duplicates(code)
        columns = {"code": code, "name": column, "within": "authority", "part": "authority_code"}
        table = pd.DataFrame({new: held[old].astype(str) for new, old in columns.items()})
        texts = table["name"]
        if kind == "area":
            # As the panel names it: "Montrose Avenue, Luton 010A".
            around = held["neighbourhood"].fillna("").astype(str)
            table["name"] = texts.where(around.eq(""), around + ", " + texts)
        yield table.assign(text=texts, kind=kind)
        if kind == "neighbourhood":
            # The published name, as in "Luton 010".
            told = held["name"].str.replace(LETTER, "", regex=True)
            named = table["name"] + " (" + told + ")"
            table = table.assign(text=told, name=named, kind=kind)
            yield table[told.ne(held["name"]).to_numpy()]

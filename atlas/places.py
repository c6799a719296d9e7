"""Which places can be opened: those with a pack of their own, and the parts of a national one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast, get_args

import pandas as pd

from atlas import paths
from atlas.definitions import Definitions, load_definitions
from atlas.facade import Atlas
from atlas.indicators.compute import method_specs
from atlas.indicators.measures import RESIDENTS
from atlas.indicators.roll_up import roll_up_figures
from atlas.levels import Level, level_at
from atlas.store import Store, open_store
from atlas.store.part import PartStore

if TYPE_CHECKING:
    from collections.abc import Mapping

NATION = "england-wales"
# Joins the codes of several authorities; a comma would part a list in an address.
JOIN = "~"
REGION = re.compile(r"^(E12|W92)\d{6}$")


@lru_cache(maxsize=1)
def read_definitions() -> Definitions:
    """Return the definitions, read once."""
    return load_definitions(paths.LAYERS, methods=method_specs())


@lru_cache(maxsize=8)
def _open_pack(name: str) -> Store:
    """Return an open pack: held once, whoever asks and for whatever part of it."""
    return open_store(paths.find_pack(name))


def has_nation() -> bool:
    """Return whether the national packs have been built on this machine, to the last."""
    return all(paths.find_pack(f"{NATION}{end}").exists() for end in ("", ".authority"))


@lru_cache(maxsize=1)
def _list_parts(built: float) -> Mapping[str, str]:  # noqa: ARG001 - a new build is read anew
    areas = _open_pack(f"{NATION}.authority").areas
    regions = areas.drop_duplicates("region_code").set_index("region_code")["region"]
    return {**regions.sort_values(), **areas["name"].sort_values()}


def list_places() -> dict[str, str]:
    """Return the name of every place that can be opened, by its code.

    Places with a pack of their own come first, then regions, then authorities.
    """
    own = {
        name: place.name
        for name, place in read_definitions().places.items()
        if paths.find_pack(name).exists()
    }
    if not has_nation():
        return own
    return own | dict(_list_parts(paths.find_pack(NATION).stat().st_mtime))


def is_place(text: str) -> bool:
    """Return whether a place, or several authorities joined by a tilde, can be opened."""
    known = list_places()
    parts = text.split(JOIN)
    return all(part in known for part in parts) and (
        len(parts) == 1 or not any(REGION.match(part) or part in own_places() for part in parts)
    )


def own_places() -> list[str]:
    """Return the places with a definition of their own."""
    return list(read_definitions().places)


def has_levels(place: str) -> bool:
    """Return whether a place is so large that its areas are shown by zoom."""
    return place == NATION or bool(REGION.match(place))


def find_level(place: str, level: str, zoom: float | None) -> Level:
    """Return what one area is: as asked for, or as suits the place and the zoom.

    Examples
    --------
    >>> find_level("luton", "", 6), find_level("england-wales", "", 6)
    ('area', 'authority')
    """
    if not has_levels(place):
        return "area"
    if level in get_args(Level):
        return cast("Level", level)
    return level_at(zoom, usual="authority" if place == NATION else "neighbourhood")


def open_part(place: str, level: Level = "area") -> Atlas:
    """Return the atlas of a place at a level.

    Parameters
    ----------
    place
        A place, a region, an authority, or several authorities joined by a tilde.
    level
        What one area is; only a place with levels has others than small areas.

    Raises
    ------
    PackError
        If the pack cannot be used, with what to do.
    """
    definitions = read_definitions()
    if level not in get_args(Level):
        message = f"There is no level {level}."
        raise ValueError(message)
    name = place if place in definitions.places else NATION
    whole = _open_pack(name if level == "area" or name != NATION else f"{name}.{level}")
    return Atlas(definitions, whole if place == name else _cut(whole, place, definitions))


def _cut(whole: Store, place: str, definitions: Definitions) -> PartStore:
    codes = place.split(JOIN)
    column = "region_code" if REGION.match(place) else "authority_code"
    areas = whole.areas
    inside = areas.index[areas[column].isin(codes)]
    names = areas.loc[inside].drop_duplicates(column).set_index(column)
    called = [str(names.loc[code, column.removesuffix("_code")]) for code in codes]
    regions = areas.loc[inside, ["region_code", "region"]].drop_duplicates()
    one = len(regions) == 1 and column != "region_code"
    region = tuple(regions.iloc[0]) if one else ("england_wales", "England and Wales")
    total = (
        whole.totals.loc[codes]
        if len(codes) == 1
        else roll_up_figures(
            whole.figures.loc[inside],
            pd.Series(place, inside),
            variables=definitions.variables,
            weight=RESIDENTS,
            within=whole.within,
        )
    )
    several = f"{', '.join(called[:-1])} and {called[-1]}" if len(called) > 1 else called[0]
    name = several if len(called) <= 3 else f"{called[0]} and {len(called) - 1} more"
    return PartStore(whole, inside, place=place, name=name, total=total, region=region)


def find_code(text: str) -> tuple[str, str, list[str]] | None:
    """Return where a code or a name of the whole country is.

    Parameters
    ----------
    text
        What someone typed: the code or name of a small area or an MSOA, or the name that
        people use for it.

    Returns
    -------
    tuple or None
        The authority, the name found, and the small areas; None where nothing has it.
    """
    areas = _open_pack(NATION).areas
    wanted = text.strip().casefold()
    for column in ("area", "name", "neighbourhood_code", "neighbourhood"):
        values = areas.index.to_series() if column == "area" else areas[column]
        found = areas[values.str.casefold().eq(wanted).to_numpy()]
        if len(found):
            authority = str(found["authority_code"].iloc[0])
            here = found[found["authority_code"] == authority]
            return authority, str(values.loc[here.index[0]]), [str(one) for one in here.index]
    return None

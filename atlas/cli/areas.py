"""Find the area that somebody means: by its code, or by the name that people use for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import AddressError, AtlasError, Fault, find_closest

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.facade import Atlas

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
        raise AddressError([Fault(f'area "{text}"', what, remedy="Give one of these codes.")])
    known = [*names["name"], *names["code"]]
    what = f'{atlas.name} has no {" or ".join(among)} "{text}".'
    expected = "a code or a whole name; python -m atlas list areas tells them"
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

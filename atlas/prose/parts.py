"""Parts of a place that are compared with each other, and the wholes that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.indicators.compute import find_methods
from atlas.indicators.joint import describe_joint_gap, find_ward_values
from atlas.prose.figures import format_figure
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas


@dataclass(frozen=True)
class Part:
    """A ward, an authority, the place, or what these are compared with.

    Parameters
    ----------
    code
        Its code, or its identity among the comparators.
    name
        What people call it.
    kind
        Only wards and authorities have areas.
    areas
        Codes of its small areas.
    stamp
        When the figures of a comparator from elsewhere were built: what is kept of it is of then.
    """

    code: str
    name: str
    kind: Literal["ward", "authority", "whole", "comparator"]
    areas: tuple[str, ...] = ()
    stamp: float = 0.0


@cache_per_atlas(2)
def list_wards(atlas: Atlas) -> tuple[Part, ...]:
    """Return all wards of a place, in order of name.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> wards = list_wards(open_atlas("luton"))
    >>> len(wards), wards[0].name, len(wards[0].areas)
    (20, 'Barnfield', 6)
    """
    inside = atlas.store.areas.groupby("ward_code").groups
    return tuple(
        Part(str(code), str(name), "ward", tuple(map(str, inside[code])))
        for code, name in atlas.wards.items()
    )


@cache_per_atlas(2)
def list_authorities(atlas: Atlas) -> tuple[Part, ...]:
    """Return the authorities of a place that several were joined to; none of any other."""
    inside = atlas.store.areas.groupby("authority_code").groups
    return tuple(
        Part(code, name, "authority", tuple(map(str, inside[code])))
        for code, name in atlas.authorities.items()
    )


def list_wholes(atlas: Atlas, compare: Sequence[str]) -> tuple[Part, ...]:
    """Return what parts stand beside: the place, or its authorities, and the comparators.

    Several authorities have no figure as one: they were joined to be compared.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> [one.name for one in list_wholes(open_atlas("luton"), ["england"])]
    ['Luton', 'England']
    """
    found = list(list_authorities(atlas)) or [Part(atlas.store.place, atlas.name, "whole")]
    others = [
        Part(one.id, one.head, "comparator", stamp=one.stamp)
        for one in atlas.find_comparators(compare)
    ]
    known = {one.code for one in found}
    return (*found, *(one for one in others if one.code not in known))


def find_value(atlas: Atlas, part: Part, name: str) -> float:
    """Return an indicator's value for a part, worked out from counts; NaN where there is none."""
    match part.kind:
        case "comparator":
            return atlas.compare([atlas.comparators[part.code]], name)[0]
        case "ward":
            return float(find_ward_values(atlas.measures, name)[part.code])
        case "authority":
            return _find_authority_value(atlas, part, name)
        case "whole":
            return float(atlas.measures.comparators(name).get(part.code, np.nan))
        case _:
            assert_never(part.kind)


def _find_authority_value(atlas: Atlas, part: Part, name: str) -> float:
    measures = atlas.measures
    if find_methods()[measures.indicator(name).method].relative:
        # It would be measured within all authorities together.
        return float("nan")
    if part.areas == (part.code,):
        # Shown as one of the country's authorities, it has its own figure.
        return float(measures.values(name)[part.code])
    if measures.is_local(name):
        return float("nan")
    if part.code not in measures.store.totals.index:
        figures = measures.roll_up(pd.Series(part.code, index=list(part.areas)))
        return float(measures.compute(name, figures)[part.code])
    return float(measures.comparators(name).get(part.code, np.nan))


def describe_part_gap(atlas: Atlas, part: Part, name: str) -> str:
    """Return why a part has no figure, as a clause."""
    if part.kind == "comparator":
        return atlas.find_gap(atlas.comparators[part.code], name)
    if part.kind == "ward":
        return describe_joint_gap(atlas.measures, name, part.areas)
    if part.kind == "authority" and find_methods()[atlas.measures.indicator(name).method].relative:
        return say("it says how areas differ from the place that they are in")
    if part.kind == "authority" and atlas.measures.is_local(name):
        return say("worked out for each small area from what is around it")
    if part.kind == "authority":
        return describe_joint_gap(atlas.measures, name, part.areas)
    return say("not published for {name}", name=part.name)


def format_part(atlas: Atlas, part: Part, name: str) -> tuple[float | None, str]:
    """Return a part's value and the same as text; None and the reason where there is none.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> format_part(atlas, list_wards(atlas)[2], "dep_imd_decile")
    (None, 'ranks and deciles cannot be combined for several areas')
    """
    value = find_value(atlas, part, name)
    if np.isnan(value):
        return None, describe_part_gap(atlas, part, name)
    return round(value, 6), format_figure(atlas.definitions.indicators[name], value)


def describe_parts(atlas: Atlas, name: str, compare: Sequence[str]) -> str:
    """Return the figure of each authority and of the comparator, in one sentence.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> print(describe_parts(open_atlas("luton"), "hou_owned", ["england"]))
    Luton 54\u202f%; England 61\u202f%. Owned homes, 2021.
    """
    indicator = atlas.definitions.indicators[name]
    told = []
    for part in list_wholes(atlas, compare):
        value, text = format_part(atlas, part, name)
        shown = say("no figure") if value is None else text
        told.append(say("{name} {value}", name=part.name, value=shown))
    named = say("{name}, {year}.", name=indicator.name, year=indicator.year)
    return f"{'; '.join(told)}. {named}"


def describe_best_fit(atlas: Atlas) -> str:
    """Return how wards are made of small areas, and by which look-up; empty where they nest.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> describe_best_fit(open_atlas("luton"))[:50]
    'A ward is shown as the areas that fit it best; eac'
    """
    path = atlas.geography.authority_file
    file = next((one for one in atlas.definitions.files.values() if one.file == path), None)
    if file is None or not path:
        return ""
    one, areas = atlas.words.ward[0], atlas.words.area[1]
    return say(
        "A {ward} is shown as the {areas} that fit it best; each of these counts in one {ward} "
        "only. Look-up: {title} ({publisher}; {describes}).",
        ward=one,
        areas=areas,
        title=file.title,
        publisher=file.publisher,
        describes=file.describes[:1].lower() + file.describes[1:],
    )


def name_authority(atlas: Atlas, part: Part) -> str:
    """Return the name of the authority a part lies in; empty for a whole."""
    return str(atlas.store.areas.loc[part.areas[0], "authority"]) if part.areas else ""

"""The town type of an authority: its cell of nine, its path, and the places that share them."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from atlas.cache import cache_per_atlas
from atlas.markup import render_template
from atlas.opening.candidates import find_features, find_groups, find_town_types, find_towns
from atlas.quantities import find_places, format_count, format_list, format_size, format_value
from atlas.text import say, to_say
from atlas.views.twins import Place, describe_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.facade import Atlas
    from atlas.neighbours.groups import Group
    from atlas.neighbours.town_types import TownType


IS_CITY = to_say("{count} people live there; it is one of the large cities, or is in one.")


@cache_per_atlas(64)
def render_town(atlas: Atlas, code: str) -> Markup:
    """Return the town type of an authority as HTML; empty where there are none."""
    kind, towns = find_town_types(atlas.definitions), find_towns(atlas)
    if kind is None or code not in towns:
        return Markup()
    own = towns[code]
    shared = [other for other, town in towns.items() if town.cell == own.cell and other != code]
    same = [other for other in shared if towns[other].path == own.path]
    counts = Counter(town.cell for town in towns.values())
    return render_template(
        "views/templates/town_type.html",
        kind=kind,
        name=atlas.name_of(code),
        country=atlas.country.name,
        told=describe_town(atlas, code, own),
        counts=counts,
        own=own.cell,
        path=own.path.name if own.path else "",
        same=list_places(atlas, same),
        other=list_places(atlas, [other for other in shared if other not in same]),
    )


def describe_town(atlas: Atlas, code: str, town: TownType) -> str:
    """Return the three facts about a town, one sentence each."""
    name = atlas.name_of(code)
    told = [say("The town type of {name} is “{type}”.", name=name, type=town.name)]
    count = format_count(town.residents)
    if _is_city(atlas, code):
        told.append(say(IS_CITY, count=count))
    elif town.city:
        told.append(
            say(
                "{count} people live there. In a straight line, it is {distance} from the "
                "centre of where they live to that of {city}.",
                count=count,
                distance=format_value(town.kilometres, "km", decimals=0),
                city=town.city,
            )
        )
    if not math.isnan(town.change):
        told.append(_describe_path(town.change))
    return " ".join(told)


def _describe_path(change: float) -> str:
    """Return whether the number of residents rose or fell, judged by the rounded change."""
    size = format_size(change, "percent")
    if round(change, find_places(change, "percent", 1)) == 0:
        return say("From 2011 to 2021 the number of residents stayed about the same.")
    if change > 0:
        return say("From 2011 to 2021 the number of residents rose by {change}.", change=size)
    return say("From 2011 to 2021 the number of residents fell by {change}.", change=size)


def _is_city(atlas: Atlas, code: str) -> bool:
    kind = find_town_types(atlas.definitions)
    row = atlas.store.areas.loc[code]
    codes = {row.get("authority_code"), row.get("region_code")}
    return kind is not None and any(codes & set(city.codes) for city in kind.cities)


def list_places(atlas: Atlas, codes: Iterable[str]) -> list[Place]:
    """Return places sorted by name: any other order would be a ranking."""
    return sorted((describe_place(atlas, code) for code in codes), key=lambda place: place.name)


def name_group(group: Group) -> str:
    """Return a group's distinctive features as its name: what it has more or less of."""
    words = [feature.more if mean > 0 else feature.less for feature, mean in group.traits]
    if not words:
        return say("Near the mean in every figure")
    said = format_list(words)
    return f"{said[0].upper()}{said[1:]}"


@cache_per_atlas(64)
def render_groups(atlas: Atlas, code: str) -> Markup:
    """Return the groups of like authorities as HTML, that of one of them first."""
    features, groups = find_features(atlas), find_groups(atlas)
    if features is None or not groups:
        return Markup()
    told = [(name_group(group), list_places(atlas, group.places)) for group in groups]
    told.sort(key=lambda one: one[0])
    own = [one for one in told if code in [place.code for place in one[1]]]
    return render_template(
        "views/templates/like_groups.html",
        name=atlas.name_of(code),
        own=own,
        rest=[one for one in told if one not in own],
        code=code,
    )

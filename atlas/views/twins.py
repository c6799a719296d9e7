"""What is similar and what differs between a place and its twins, as text and as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
from markupsafe import Markup

from atlas.markup import render_template
from atlas.neighbours.coded import STEPS, find_position
from atlas.opening.candidates import find_features
from atlas.opening.levels import find_smallest
from atlas.opening.places import identify
from atlas.permission import is_read_only
from atlas.places.gazetteer import NATION
from atlas.prose.figures import format_figure
from atlas.quantities import format_count, format_list, format_position, format_value
from atlas.text import format_number, lower_inside, say
from atlas.views.smaller import address_adding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Feature
    from atlas.facade import Atlas
    from atlas.neighbours.find import Difference, Found, Neighbour
    from atlas.opening.candidates import Asked

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# How many similarities a card names; the table has all.
MOST_ALIKE = 6
SHOWN = 4
NO_VALUE = "\u2013"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is shown: its name, what it lies in, its residents, and its addresses.

    `add` is where its authority is added, for a place whose figures are not here; `authority`
    is the name of that authority.
    """

    code: str
    name: str
    around: str
    residents: str
    explore: str
    twins: str
    authority: str = ""
    add: str = ""

    @property
    def facts(self) -> list[str]:
        """What it lies in, and its residents where they are known."""
        return [one for one in (self.around, self.residents) if one]


def describe_place(atlas: Atlas, code: str) -> Place:
    """Return a place of an open atlas as it is shown."""
    if code not in atlas.store.held:
        return _describe_unheld(atlas, code)
    residents = float(atlas.measures.residents[code])
    address = find_address(atlas, code)
    return Place(
        code=code,
        name=atlas.name_of(code),
        around=atlas.around(code),
        residents=say("{count} residents", count=format_count(residents)),
        # It may lie outside the open map: the link opens it.
        explore=f"./?{address}&fit=area",
        twins=f"./twins?{address}",
    )


def _describe_unheld(atlas: Atlas, code: str) -> Place:
    """Return a place whose figures are not open: its links lead to it, or to its authority."""
    row = atlas.store.areas.loc[code]
    authority = identify(str(row["authority_code"]))
    is_built = find_smallest(authority) == "area"
    address = find_address(atlas, code) if is_built else urlencode({"place": authority})
    return Place(
        code=code,
        name=atlas.name_of(code),
        around=atlas.around(code),
        residents="",
        explore=f"./?{address}&fit=area",
        twins=f"./twins?{address}",
        authority="" if is_built else str(row["authority"]),
        add="" if is_built or is_read_only() else address_adding(authority),
    )


def find_address(atlas: Atlas, code: str) -> str:
    """Return the parameters of an address that shows a place."""
    authority = str(atlas.store.areas.loc[code, "authority_code"])
    # The packs of a country include its towns; a town opened alone is its own place.
    place = identify(authority)
    if atlas.store.place != NATION:
        place = atlas.store.place
    parameters = {"place": place}
    if atlas.level == "neighbourhood":
        parameters["level"] = atlas.level
    if atlas.level != "authority":
        parameters["area"] = code
    return urlencode(parameters, safe="~")


def draw_feature(atlas: Atlas, feature: Feature, value: float) -> str:
    """Return a likeness figure with its unit."""
    if feature.position:
        return format_value(value, "km", decimals=1 if value < 10 else 0)
    return format_figure(atlas.definitions.indicators[feature.indicator], value)


def draw_figure(atlas: Atlas, feature: Feature, code: str, value: float) -> str:
    """Return a place's figure of likeness, or its position where the figure is not here."""
    if code in atlas.store.held:
        return draw_feature(atlas, feature, value)
    features = find_features(atlas)
    position = np.nan
    if features is not None:
        column = features.likeness.features.index(feature)
        every = features.standard[:, column]
        position = find_position(every, float(every[features.places == code][0]))
    if np.isnan(position):
        return NO_VALUE
    return format_position(position, among=atlas.name_areas())


def name_features(differences: Sequence[Difference]) -> str:
    """Return the names of figures as they read inside a sentence."""
    return format_list([lower_inside(difference.feature.name) for difference in differences])


def describe_difference(atlas: Atlas, difference: Difference, code: str) -> str:
    """Return how a twin differs in one figure, in neutral words and with both figures."""
    words = difference.feature.more if difference.apart > 0 else difference.feature.less
    return say(
        "{words}: {there} there, {here} here",
        words=f"{words[0].upper()}{words[1:]}",
        there=draw_figure(atlas, difference.feature, code, difference.there),
        here=draw_feature(atlas, difference.feature, difference.here),
    )


def describe_distance(distance: float) -> str:
    """Return a distance in standard deviations."""
    return say("{distance} standard deviations apart", distance=format_number(distance, 2))


def describe_changes(asked: Asked, code: str) -> dict[str, str]:
    """Return the change since 2011 of a place, by the name of the indicator of change.

    Empty for a place whose figures are not here.
    """
    if code not in asked.atlas.store.held:
        return {}
    features, indicators = find_features(asked.atlas), asked.atlas.definitions.indicators
    names = features.likeness.changes if features else ()
    return {indicators[name].name: _draw_change(asked, name, code) for name in names}


def _draw_change(asked: Asked, name: str, code: str) -> str:
    indicator = asked.atlas.definitions.indicators[name]
    value = float(asked.atlas.measures.values(name)[code])
    if np.isnan(value):
        return asked.atlas.measures.gap_reason(name, code)
    return format_value(value, indicator.unit, decimals=indicator.decimals, signed=True)


def describe_card(asked: Asked, twin: Neighbour, letter: str) -> dict[str, Any]:
    """Return the content of one twin's card."""
    atlas = asked.atlas
    here, there = describe_changes(asked, asked.code), describe_changes(asked, twin.code)
    here = here if there else {}
    missing = [difference for difference in twin.every if np.isnan(difference.apart)]
    return {
        "letter": letter,
        "place": describe_place(atlas, twin.code),
        "distance": describe_distance(twin.distance),
        "alike": name_features(twin.alike[:MOST_ALIKE]),
        "differs": [describe_difference(atlas, one, twin.code) for one in twin.differs],
        "missing": name_features(missing),
        "changes": [(name, there[name], here[name]) for name in here],
    }


def render_cards(asked: Asked, found: Found) -> Markup:
    """Return the twins as cards, the first of them open, as HTML."""
    cards = [
        describe_card(asked, twin, letter)
        for twin, letter in zip(found.twins, LETTERS, strict=False)
    ]
    return render_template(
        "views/templates/twins_cards.html",
        name=asked.atlas.name_of(asked.code),
        first=cards[:SHOWN],
        rest=cards[SHOWN:],
    )


def render_figures(asked: Asked, found: Found) -> Markup:
    """Return all figures that count, of the place and of its twins, as a table in HTML."""
    atlas = asked.atlas
    codes = [asked.code, *(twin.code for twin in found.twins)]
    rows = []
    for differences in zip(*(twin.every for twin in found.twins), strict=True):
        feature, here = differences[0].feature, differences[0].here
        figures = zip(codes, [here, *(one.there for one in differences)], strict=True)
        rows.append((feature.name, [draw_figure(atlas, feature, *one) for one in figures]))
    heads = [atlas.name_of(asked.code), *(atlas.name_of(twin.code) for twin in found.twins)]
    return render_template("views/templates/twins_figures.html", heads=heads, rows=rows)


def render_changes(asked: Asked, found: Found) -> Markup:
    """Return the change since 2011 here and among the twins, as a table in HTML."""
    features = find_features(asked.atlas)
    if features is None or not found.twins:
        return Markup()
    codes = [twin.code for twin in found.twins if twin.code in asked.atlas.store.held]
    if not codes:
        return Markup()
    rows = []
    for name in features.likeness.changes:
        indicator = asked.atlas.definitions.indicators[name]
        values = asked.atlas.measures.values(name)
        theirs = values.loc[codes].dropna()
        shown = [
            format_value(value, indicator.unit, decimals=indicator.decimals, signed=True)
            for value in (theirs.median(), theirs.min(), theirs.max())
        ]
        rows.append(
            {
                "name": indicator.name,
                "here": _draw_change(asked, name, asked.code),
                "middle": shown[0],
                "range": say("{low} to {high}", low=shown[1], high=shown[2])
                if len(theirs)
                else NO_VALUE,
            }
        )
    return render_template(
        "views/templates/twins_changes.html",
        name=asked.atlas.name_of(asked.code),
        rows=rows,
    )


def describe_found(asked: Asked, found: Found) -> str:
    """Return what was found, and what is usual, in a sentence or two."""
    atlas = asked.atlas
    features = find_features(atlas)
    name = atlas.name_of(asked.code)
    if features is None or not found.twins:
        return say("No place shares enough figures with {name} to be compared with it.", name=name)
    nearest = found.twins[0]
    told = say(
        "The nearest to {name} is {twin}: on average its figures are {distance} standard "
        "deviations away. The median of all {places} is {usual} away.",
        name=name,
        twin=atlas.name_of(nearest.code),
        distance=format_number(nearest.distance, 2),
        places=atlas.count_areas(len(atlas.measures.areas)),
        usual=format_number(found.usual, 2),
    )
    if nearest.distance >= features.likeness.far_from:
        told += " " + say(
            "That is far: no place is much like {name}, and those below are only the nearest.",
            name=name,
        )
    return told


def describe_unheld(asked: Asked) -> str:
    """Return that other places' figures are not here, and what that means; empty where they are."""
    store, features = asked.atlas.store, find_features(asked.atlas)
    if features is None or len(store.held) == len(store.areas):
        return ""
    return say(
        "The figures of other places are not on this computer: they are compared by figures "
        "rounded to {step} standard deviations. Places that are about as near may change their "
        "order.",
        step=format_number(2 * features.likeness.limit / STEPS, 2),
    )


def describe_lacking(asked: Asked) -> str:
    """Return which figures are left out because no place has them; empty for none."""
    features = find_features(asked.atlas)
    if features is None:
        return ""
    known = {one.key for one in features.known}
    lacking = [feature.name for feature in features.likeness.features if feature.key not in known]
    if not lacking:
        return ""
    return say("Not known here, and so not counted: {figures}.", figures=format_list(lacking))

"""An indicator's figure as text with its unit, for a cell or a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from atlas.quantities import (
    find_places,
    format_in_sentence,
    format_list,
    format_position,
    format_size,
    format_value,
)
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions import Indicator
    from atlas.definitions.indicator import Unit

# Complete: a test compares it with `Unit`.
UNIT_WORDS: dict[Unit, str] = {
    "percent": to_say("per cent"),
    "people": to_say("people"),
    "households": to_say("households"),
    "count": to_say("number"),
    "points": to_say("percentage points"),
    "index": to_say("index"),
    "score": to_say("score"),
    "decile": to_say("1 to 10"),
    "rank": to_say("rank, 1 first"),
    "per_km2": to_say("per square kilometre"),
    "per_1000": to_say("per 1,000"),
    "per_100000": to_say("per 100,000"),
    "per_100": to_say("per 100 residents"),
    "net_per_100": to_say("per 100, moves in less moves out"),
    "tenths": to_say("tenths of England's areas"),
    "ratio": to_say("ratio"),
    "km": to_say("kilometres"),
    "metres": to_say("metres"),
    "places": to_say("places"),
    "z_sum": to_say("sum of standard scores"),
}

COMPARED = {
    "same": to_say("about the same as {places}"),
    "higher": to_say("higher than {places}"),
    "lower": to_say("lower than {places}"),
}


def describe_figure(indicator: Indicator, value: float) -> str:
    r"""Return a value for the slot of an indicator's sentence; a change as "rose" or "fell by".

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> indicators = open_atlas("luton").definitions.indicators
    >>> change, count = indicators["dem_popchange"], indicators["dem_pop"]
    >>> describe_figure(change, -3.21), describe_figure(count, 2248)
    ('fell by 3.2\u202f%', '2,248')
    """
    turns = indicator.text.turns
    if turns is None or math.isnan(value):
        return format_whole_figure(indicator, value)
    beyond = round(value, find_places(value, indicator.unit, indicator.decimals)) - turns.at
    if beyond == 0:
        return turns.same
    told = turns.above if beyond > 0 else turns.below
    size = format_size(value, indicator.unit, decimals=indicator.decimals)
    return told.replace("{value}", size)


def format_whole_figure(indicator: Indicator, value: float) -> str:
    """Return a value with its unit for a sentence."""
    return format_in_sentence(value, indicator.unit, decimals=indicator.decimals)


def format_figure(indicator: Indicator, value: float) -> str:
    """Return a value with its unit for a cell."""
    return format_value(value, indicator.unit, decimals=indicator.decimals)


def format_compared(indicator: Indicator, value: float, others: Sequence[tuple[str, float]]) -> str:
    r"""Return whether a value is higher or lower than those of other places.

    Values that are equal when rounded are "about the same": a reader could see no difference.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> moved = open_atlas("luton").definitions.indicators["mig_moved_1yr"]
    >>> format_compared(moved, 17.3, [("Luton", 11.4), ("England", 10.2)])
    'That is higher than in Luton (11\u202f%) and in England (10\u202f%).'
    >>> format_compared(moved, 10.1, [("Luton", 11.4), ("England", 10.2)])
    'That is lower than in Luton (11\u202f%) and about the same as in England (10\u202f%).'
    """
    shown = format_figure(indicator, value)

    def stand(other: float) -> str:
        if format_figure(indicator, other) == shown:
            return "same"
        return "higher" if value > other else "lower"

    places: dict[str, list[str]] = {}
    for name, other in others:
        told = say("in {place} ({value})", place=name, value=format_figure(indicator, other))
        places.setdefault(stand(other), []).append(told)
    parts = [say(COMPARED[key], places=format_list(named)) for key, named in places.items()]
    return say("That is {compared}.", compared=format_list(parts)) if parts else ""


def format_when(indicator: Indicator) -> str:
    """Return the date of an indicator as the beginning of a sentence.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> indicators = open_atlas("luton").definitions.indicators
    >>> format_when(indicators["hou_owned"]), format_when(indicators["dem_popchange"])
    ('In 2021', 'From 2011 to 2021')
    >>> format_when(indicators["mig_moved_1yr"])
    'From March 2020 to March 2021'
    """
    between = say("{low} to {high}", low="", high="").strip()
    if f" {between} " in indicator.year:
        return say("From {year}", year=indicator.year)
    return say("In {year}", year=indicator.year)


def format_plainly(
    indicator: Indicator, topics: Mapping[str, str], percentile: float, *, among: str
) -> str:
    """Return a figure's position as a plain sentence with its date; empty where it has none.

    `topics` are phrases for indicators; one without a phrase is called by its name.
    """
    position = format_position(percentile, among=among, **indicator.ends)
    told = {"when": format_when(indicator), "topic": name_topic(indicator, topics)}
    return say("{when}, {topic} was {position}.", **told, position=position) if position else ""


def name_topic(indicator: Indicator, topics: Mapping[str, str]) -> str:
    """Return an indicator as a phrase in a sentence."""
    return topics.get(indicator.id) or say("the figure for “{name}”", name=indicator.name)

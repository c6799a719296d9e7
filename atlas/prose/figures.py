"""An indicator's figure as text with its unit, for a cell or a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from atlas.quantities import find_places, format_in_sentence, format_size, format_value
from atlas.text import to_say

if TYPE_CHECKING:
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
    "rank": to_say("place in a queue, 1 first"),
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

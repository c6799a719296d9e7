"""Name kinds of area, peers and averages, and format conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import MINUS, add_unit
from atlas.text import format_shortly, say

if TYPE_CHECKING:
    from atlas.definitions import Condition, Indicator
    from atlas.definitions.country import AreaWords


def name_peers(whole: str, *, level: str, words: AreaWords) -> str:
    """Return the name of the areas that a position in the country is measured among."""
    if level == "neighbourhood":
        return say("{whole}'s MSOAs", whole=whole)
    if level == "authority":
        return say("{whole}'s authorities", whole=whole)
    return say("{whole}'s {peers}", whole=whole, peers=words.peers)


def name_neighbourhood(name: str, area: str) -> str:
    """Return the name of the MSOA of a small area, with its number.

    Examples
    --------
    >>> name_neighbourhood("High Town", "Luton 022A")
    'the neighbourhood High Town (Luton 022)'
    """
    return say("the neighbourhood {name} ({code})", name=name, code=area[:-1])


def name_members(place: str, kind: str, *, words: AreaWords) -> str:
    """Return the name of a place's areas of a kind, which positions are counted among."""
    if kind == "neighbourhood":
        return say("{place}'s neighbourhoods (MSOA)", place=place)
    if kind == "authority":
        return say("{place}'s authorities", place=place)
    if kind == "ward":
        return say("{place}'s {areas}", place=place, areas=words.ward[1])
    return say("{place}'s areas", place=place)


def format_bounds(condition: Condition, indicator: Indicator) -> str:
    """Return the bounds of a condition on an indicator's value, in its unit.

    Examples
    --------
    >>> from atlas.definitions import Condition
    >>> from atlas.facade import open_atlas
    >>> named = open_atlas("luton").definitions.indicators
    >>> tenth = Condition(indicator="dep_imd_decile", at_least=1.0, at_most=3.0)
    >>> format_bounds(tenth, named["dep_imd_decile"])
    '1 to 3'
    """
    low, high = (
        None if bound is None else format_shortly(bound).replace("-", MINUS)
        for bound in (condition.at_least, condition.at_most)
    )
    unit = indicator.unit
    if low is not None and high is not None:
        both = low if low == high else say("{low} to {high}", low=low, high=high)
        return add_unit(both, unit)
    if low is not None:
        return say("{value} or more", value=add_unit(low, unit))
    return say("{value} or less", value=add_unit(high or "", unit))


def format_condition(condition: Condition, indicator: Indicator, *, among: str) -> str:
    """Return a condition in words.

    Parameters
    ----------
    condition
        Its scale and bounds.
    indicator
        The indicator that it refers to.
    among
        Name of the areas that a position is measured among.
    """
    low, high = condition.at_least, condition.at_most
    name = indicator.name
    if condition.scale == "value":
        return say("{name}: {value}", name=name, value=format_bounds(condition, indicator))
    order = indicator.order
    most = (order and order.most) or say("highest")
    least = (order and order.least) or say("lowest")
    told = {"name": name, "among": among}
    if low is not None and high in (None, 100):
        told |= {"end": most, "share": format_shortly(100 - low)}
        return say("{name}: in the {end} {share} % of {among}", **told)
    if high is not None and low in (None, 0):
        told |= {"end": least, "share": format_shortly(high)}
        return say("{name}: in the {end} {share} % of {among}", **told)
    told |= {"low": format_shortly(low or 0.0), "high": format_shortly(high or 0.0)}
    if order is None or not order.most:
        return say("{name}: from percentile {low} to {high} of {among}", **told)
    return say(
        "{name}: from percentile {low} to {high} of {among}, counted from the {least} to the "
        "{most}",
        **told,
        least=least,
        most=most,
    )

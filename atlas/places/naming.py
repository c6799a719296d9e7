"""Name kinds of area, peers and averages, and format conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import MINUS, add_unit, format_list, format_number_of
from atlas.text import format_shortly, say, say_counted

if TYPE_CHECKING:
    from atlas.definitions import Condition, Indicator
    from atlas.definitions.country import AreaWords


def count_areas(number: int, *, level: str, words: AreaWords) -> str:
    """Return a number of areas with the noun of their level."""
    if level == "authority":
        return say_counted("{count} authority", "{count} authorities", number)
    if level == "neighbourhood":
        return say_counted("{count} neighbourhood", "{count} neighbourhoods", number)
    return format_number_of(number, *words.area)


def name_peers(whole: str, *, level: str, words: AreaWords) -> str:
    """Return the name of the areas that a position in the country is measured among."""
    if level == "neighbourhood":
        return say("{whole}'s MSOAs", whole=whole)
    if level == "authority":
        return say("{whole}'s authorities", whole=whole)
    return say("{whole}'s {peers}", whole=whole, peers=words.peers)


def name_average(place: str, *, level: str) -> str:
    """Return the name of a place's average for figures published for larger areas only."""
    if level == "authority":
        return say("an average authority of {name}", name=place)
    return say("an average neighbourhood of {name}", name=place)


def name_neighbourhood(name: str, area: str) -> str:
    """Return the name of the MSOA of a small area, with its number.

    Examples
    --------
    >>> name_neighbourhood("High Town", "Luton 022A")
    'the neighbourhood High Town (Luton 022)'
    """
    return say("the neighbourhood {name} ({code})", name=name, code=area[:-1])


def name_larger(words: AreaWords) -> str:
    """Return the name of the larger areas that areas can be filtered by."""
    names = [words.ward, words.neighbourhood]
    said = format_list([name[0] for name in names if name], are_choices=True)
    return said[0].upper() + said[1:]


def name_codes(words: AreaWords) -> str:
    """Return the name of the kinds of area code."""
    if words.neighbourhood:
        return say("the code of a small area, a ward or a neighbourhood (MSOA)")
    return say("the code of a {one} or a {larger}", one=words.area[0], larger=words.ward[0])


def name_around(level: str, *, words: AreaWords) -> str:
    """Return the heading for the larger area that each area of a level is listed with."""
    if level == "authority":
        return say("Region")
    if level == "neighbourhood":
        return say("Authority")
    return words.ward[0][:1].upper() + words.ward[0][1:]


def name_kind(kind: str, *, words: AreaWords) -> str:
    """Return the noun for one area of a kind; empty for no kind."""
    if kind == "neighbourhood":
        return say("neighbourhood (MSOA)")
    if kind == "authority":
        return say("authority")
    return words.ward[0] if kind == "ward" else ""


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
        return say("{name}: from the {low} % to the {high} % point of {among}", **told)
    return say(
        "{name}: from the {low} % to the {high} % point of {among}, from the {least} to the {most}",
        **told,
        least=least,
        most=most,
    )

"""Say what areas are called together, and what a condition asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import say_list, say_number_of
from atlas.text import say, say_counted, write_shortly

if TYPE_CHECKING:
    from atlas.definitions import Condition
    from atlas.definitions.country import AreaWords


def count_areas(number: int, *, level: str, words: AreaWords) -> str:
    """Return a number of areas in the words of their level."""
    if level == "authority":
        return say_counted("{count} authority", "{count} authorities", number)
    if level == "neighbourhood":
        return say_counted("{count} neighbourhood", "{count} neighbourhoods", number)
    return say_number_of(number, *words.area)


def name_peers(whole: str, *, level: str, words: AreaWords) -> str:
    """Return what an area's position in its country is measured among."""
    if level == "neighbourhood":
        return say("{whole}'s MSOAs", whole=whole)
    if level == "authority":
        return say("{whole}'s authorities", whole=whole)
    return say("{whole}'s {peers}", whole=whole, peers=words.peers)


def name_average(place: str, *, level: str) -> str:
    """Return what a figure of many areas describes that is published for larger ones alone."""
    if level == "authority":
        return say("an average authority of {name}", name=place)
    return say("an average neighbourhood of {name}", name=place)


def name_neighbourhood(name: str, area: str) -> str:
    """Return the name of the MSOA that a small area lies in, with its number.

    Examples
    --------
    >>> name_neighbourhood("High Town", "Luton 022A")
    'the neighbourhood High Town (Luton 022)'
    """
    return say("the neighbourhood {name} ({code})", name=name, code=area[:-1])


def name_larger(words: AreaWords) -> str:
    """Return what the larger areas are called that areas can be narrowed down by."""
    names = [words.ward, words.neighbourhood]
    said = say_list([name[0] for name in names if name], are_choices=True)
    return said[0].upper() + said[1:]


def name_codes(words: AreaWords) -> str:
    """Return what codes there are."""
    if words.neighbourhood:
        return say("the code of a small area, a ward or a neighbourhood (MSOA)")
    return say("the code of a {one} or a {larger}", one=words.area[0], larger=words.ward[0])


def say_condition(condition: Condition, *, name: str, place: str) -> str:
    """Return a condition in words.

    Parameters
    ----------
    condition
        Its scale and bounds.
    name
        The indicator's name.
    place
        Whose areas a position is measured among.
    """
    low, high = condition.at_least, condition.at_most
    if condition.scale == "value":
        if low is not None and high is not None:
            first, last = write_shortly(low), write_shortly(high)
            return say("{name}: {low} to {high}", name=name, low=first, high=last)
        if low is not None:
            return say("{name}: {low} or more", name=name, low=write_shortly(low))
        return say("{name}: {high} or less", name=name, high=write_shortly(high or 0.0))
    told = {"name": name, "place": place}
    if low is not None and high in (None, 100):
        share = write_shortly(100 - low)
        return say("{name}: in the highest {share} % of {place}'s areas", **told, share=share)
    if high is not None and low in (None, 0):
        share = write_shortly(high)
        return say("{name}: in the lowest {share} % of {place}'s areas", **told, share=share)
    return say(
        "{name}: from the {low} % to the {high} % point of {place}'s areas",
        **told,
        low=write_shortly(low or 0.0),
        high=write_shortly(high or 0.0),
    )

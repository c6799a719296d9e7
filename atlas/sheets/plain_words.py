"""Say on paper how an area compares, in the plainest words: higher, lower, about the same."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from atlas.quantities import say_list, say_position
from atlas.text import say, to_say
from atlas.views.sentences import show_value, tell_trigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.definitions import Indicator
    from atlas.definitions.sheet import SheetWords
    from atlas.facade import Atlas
    from atlas.typology.explain import Reason


COMPARED = {
    "same": to_say("about the same as {places}"),
    "higher": to_say("higher than {places}"),
    "lower": to_say("lower than {places}"),
}


def say_compared(indicator: Indicator, value: float, others: Sequence[tuple[str, float]]) -> str:
    r"""Return whether a value is higher or lower than those of other places.

    What reads the same when rounded is "about the same": a reader could not see a difference.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> moved = open_atlas("luton").definitions.indicators["mig_moved_1yr"]
    >>> say_compared(moved, 17.3, [("Luton", 11.4), ("England", 10.2)])
    'That is higher than in Luton (11\u202f%) and in England (10\u202f%).'
    >>> say_compared(moved, 10.1, [("Luton", 11.4), ("England", 10.2)])
    'That is lower than in Luton (11\u202f%) and about the same as in England (10\u202f%).'
    """
    shown = show_value(indicator, value)

    def stand(other: float) -> str:
        if show_value(indicator, other) == shown:
            return "same"
        return "higher" if value > other else "lower"

    told = [
        (stand(other), say("in {place} ({value})", place=name, value=show_value(indicator, other)))
        for name, other in others
    ]
    parts = [
        say(COMPARED[key], places=say_list([where for _, where in group]))
        for key, group in groupby(told, key=lambda one: one[0])
    ]
    return say("That is {compared}.", compared=say_list(parts)) if parts else ""


def say_when(indicator: Indicator) -> str:
    """Return the date of an indicator as a sentence begins with it.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> indicators = open_atlas("luton").definitions.indicators
    >>> say_when(indicators["hou_owned"]), say_when(indicators["dem_popchange"])
    ('In 2021', 'From 2011 to 2021')
    >>> say_when(indicators["mig_moved_1yr"])
    'From March 2020 to March 2021'
    """
    between = say("{low} to {high}", low="", high="").strip()
    if f" {between} " in indicator.year:
        return say("From {year}", year=indicator.year)
    return say("In {year}", year=indicator.year)


def tell_why(atlas: Atlas, words: SheetWords, reason: Reason, *, unlike: str) -> str:
    """Return one reason for, or against, an area's type as a plain sentence.

    `unlike` names the runner-up: a figure that is not in the type's own profile speaks for it
    by speaking against the other.
    """
    indicator = atlas.definitions.indicators[reason.indicator]
    whose = atlas.peers if reason.scale.endswith("england") else atlas.name_areas(indicator.id)
    position = say_position(reason.percentile, among=whose, **indicator.ends)
    topic = {"when": say_when(indicator), "topic": _topic(words, indicator)}
    if not position:
        value = show_value(indicator, reason.value)
        return say("{when}, {topic} was {value}.", **topic, value=value)
    said = say("{when}, {topic} was {position}.", **topic, position=position)
    is_below = reason.percentile < reason.target
    if reason.speaks == "against":
        aim = (
            say("In most places of this type it is higher.")
            if is_below
            else say("In most places of this type it is lower.")
        )
        return f"{say('One figure fits less well.')} {said} {aim}"
    # What is not in the type's own profile speaks against the other type.
    if not reason.scale.startswith("not_"):
        return said
    aim = (
        say("In most places of the type “{type}” it is higher.", type=unlike)
        if is_below
        else say("In most places of the type “{type}” it is lower.", type=unlike)
    )
    return f"{said} {aim}"


def find_trigger(suggestion: Suggestion) -> FiredTrigger | None:
    """Return what speaks most for an action; None where no figure does."""
    return next((one for one in suggestion.triggers if not one.supports_only), None)


def tell_because(atlas: Atlas, words: SheetWords, suggestion: Suggestion) -> str:
    """Return which figure speaks most for an action as a plain sentence."""
    trigger = find_trigger(suggestion)
    if trigger is None:
        return say("This is an idea for the whole of the town.")
    indicator = atlas.definitions.indicators[trigger.condition.indicator]
    topic = {"when": say_when(indicator), "topic": _topic(words, indicator)}
    if suggestion.asked > 1:
        counts = {"areas": trigger.areas, "asked": suggestion.asked}
        if not atlas.measures.asks_more(trigger.condition):
            return say(
                "{when}, {topic} was low in {areas} of the {asked} areas here.", **topic, **counts
            )
        return say(
            "{when}, {topic} was high in {areas} of the {asked} areas here.", **topic, **counts
        )
    position = _position(atlas, indicator, trigger)
    if not position:
        figure = tell_trigger(atlas, trigger, asked=1)
        return say("{when}: {figure}.", when=topic["when"], figure=figure)
    return say("{when}, {topic} was {position}.", **topic, position=position)


def _position(atlas: Atlas, indicator: Indicator, trigger: FiredTrigger) -> str:
    whose = atlas.peers if trigger.condition.scale == "england" else atlas.name_areas(indicator.id)
    return say_position(trigger.percentile, among=whose, **indicator.ends)


def _topic(words: SheetWords, indicator: Indicator) -> str:
    """Return an indicator as a phrase in a sentence; its name where a sheet has no phrase."""
    name = indicator.name
    return words.topics.get(indicator.id) or say("the figure for “{name}”", name=name)

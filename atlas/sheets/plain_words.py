"""Say on paper how an area compares, in the plainest words: higher, lower, about the same."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from atlas.prose.figures import format_figure
from atlas.prose.reasons import describe_worth, is_whole
from atlas.prose.sentences import describe_trigger, name_compared
from atlas.quantities import format_list, format_position
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.definitions import Indicator
    from atlas.definitions.sheet import SheetWords
    from atlas.facade import Atlas
    from atlas.prose.reasons import Ground


COMPARED = {
    "same": to_say("about the same as {places}"),
    "higher": to_say("higher than {places}"),
    "lower": to_say("lower than {places}"),
}


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

    told = [
        (
            stand(other),
            say("in {place} ({value})", place=name, value=format_figure(indicator, other)),
        )
        for name, other in others
    ]
    parts = [
        say(COMPARED[key], places=format_list([where for _, where in group]))
        for key, group in groupby(told, key=lambda one: one[0])
    ]
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


def describe_position(
    atlas: Atlas, words: SheetWords, indicator: Indicator, percentile: float, *, in_town: bool
) -> str:
    """Return an area's position on an indicator, as a plain sentence with its date."""
    whose = atlas.name_areas(indicator.id) if in_town else atlas.peers
    position = format_position(percentile, among=whose, **indicator.ends)
    topic = _topic(words, indicator)
    return say(
        "{when}, {topic} was {position}.",
        when=format_when(indicator),
        topic=topic,
        position=position,
    )


def describe_because(
    atlas: Atlas, words: SheetWords, suggestion: Suggestion, ground: Ground | None
) -> str:
    """Return the main figure behind an action as a plain sentence.

    `ground` is that figure. Where there is none, no reason is invented.
    """
    if ground is None:
        return _describe_without_reason(atlas, suggestion)
    trigger = ground.trigger
    indicator = atlas.definitions.indicators[trigger.condition.indicator]
    topic = {"when": format_when(indicator), "topic": _topic(words, indicator)}
    if is_whole(atlas, suggestion):
        return say(
            "{when}, {topic} was {value} in {here}. In {place} it was {other}.",
            **topic,
            value=format_figure(indicator, ground.value),
            here=atlas.name,
            place=atlas.whole.name,
            other=format_figure(indicator, ground.country),
        )
    if suggestion.asked > 1 and trigger.areas:
        # A trigger asks for the upper or the lower half at least, usually for a fifth.
        counts = {"areas": trigger.areas, "asked": suggestion.asked}
        everywhere = say("both areas here") if suggestion.asked == 2 else say("all areas here")
        some = say("{areas} of the {asked} areas here", **counts)
        where = everywhere if trigger.areas == suggestion.asked else some
        among = {"among": name_compared(atlas, trigger), "where": where}
        if not atlas.measures.asks_more(trigger.condition):
            return say(
                "{when}, {topic} was lower than in most of {among} in {where}.", **topic, **among
            )
        return say(
            "{when}, {topic} was higher than in most of {among} in {where}.", **topic, **among
        )
    position = _position(atlas, indicator, trigger)
    if not position:
        figure = describe_trigger(atlas, trigger, asked=1)
        return say("{when}: {figure}.", when=topic["when"], figure=figure)
    return say("{when}, {topic} was {position}.", **topic, position=position)


def _describe_without_reason(atlas: Atlas, suggestion: Suggestion) -> str:
    if suggestion.kind != "place":
        return say("This is an idea for any place.")
    whole = say("This is an idea for the whole of {place}.", place=atlas.name)
    return f"{whole} {describe_worth(atlas, suggestion)}".strip()


def _position(atlas: Atlas, indicator: Indicator, trigger: FiredTrigger) -> str:
    among = name_compared(atlas, trigger)
    return format_position(trigger.percentile, among=among, **indicator.ends)


def _topic(words: SheetWords, indicator: Indicator) -> str:
    """Return an indicator as a phrase in a sentence; its name where a sheet has no phrase."""
    name = indicator.name
    return words.topics.get(indicator.id) or say("the figure for “{name}”", name=name)

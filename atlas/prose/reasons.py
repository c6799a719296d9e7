"""Find the figures that are reasons for an action, and put them into words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.prose.figures import format_figure, format_plainly, format_when, name_topic
from atlas.prose.sentences import describe_trigger, name_compared
from atlas.prose.whole_place import describe_worth
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.facade import Atlas


@dataclass(frozen=True)
class Ground:
    """A figure that is a reason for an action in some areas.

    Parameters
    ----------
    trigger
        The trigger that fired.
    value, country
        The areas' own figure and the country's; NaN where there is none.
    """

    trigger: FiredTrigger
    value: float
    country: float


def find_grounds(atlas: Atlas, suggestion: Suggestion, areas: Sequence[str]) -> list[Ground]:
    """Return the figures that are reasons for an action in areas, strongest first.

    A reason must not be only supporting, and the areas' own figure must be on the trigger's
    side of the country's. As a fifth of any town's areas are in its highest fifth, the share of
    several areas that meet it must also exceed that of the whole place.

    Parameters
    ----------
    atlas
        The place.
    suggestion
        The suggestion for these areas.
    areas
        Codes of areas; empty for the whole place. Ignored for actions of the whole place.
    """
    if suggestion.kind == "place":
        areas = ()
    found = []
    for trigger in suggestion.triggers:
        if trigger.supports_only:
            continue
        ground = _weigh(atlas, trigger, tuple(areas))
        beyond = _is_beyond(trigger, ground)
        if beyond and (suggestion.asked == 1 or _is_more_common(atlas, suggestion, trigger)):
            found.append(ground)
    return found


def is_whole(atlas: Atlas, suggestion: Suggestion) -> bool:
    """Return whether a suggestion is for all areas of a place of several areas."""
    return suggestion.asked == len(atlas.measures.areas) > 1


def describe_ground(atlas: Atlas, ground: Ground, suggestion: Suggestion) -> str:
    """Return a reason for an action as a short text with its figure."""
    if not is_whole(atlas, suggestion):
        return describe_trigger(atlas, ground.trigger, asked=suggestion.asked)
    indicator = atlas.definitions.indicators[ground.trigger.condition.indicator]
    return say(
        "{name}: {value} in {here}, {other} in {place}",
        name=indicator.name,
        value=format_figure(indicator, ground.value),
        here=atlas.name,
        other=format_figure(indicator, ground.country),
        place=atlas.whole.name,
    )


def describe_plainly(
    atlas: Atlas, suggestion: Suggestion, ground: Ground | None, topics: Mapping[str, str]
) -> str:
    """Return the main figure behind an action as a plain sentence, for paper.

    `ground` is that figure; where there is none, no reason is invented. `topics` are phrases
    for indicators.
    """
    if ground is None:
        if suggestion.kind != "place":
            return say("This is an idea for any place.")
        whole = say("This is an idea for the whole of {place}.", place=atlas.name)
        return f"{whole} {describe_worth(atlas, suggestion)}".strip()
    trigger = ground.trigger
    indicator = atlas.definitions.indicators[trigger.condition.indicator]
    told = {"when": format_when(indicator), "topic": name_topic(indicator, topics)}
    if is_whole(atlas, suggestion):
        return say(
            "{when}, {topic} was {value} in {here}. In {place} it was {other}.",
            **told,
            value=format_figure(indicator, ground.value),
            here=atlas.name,
            place=atlas.whole.name,
            other=format_figure(indicator, ground.country),
        )
    told["among"] = name_compared(atlas, trigger)
    if suggestion.asked > 1 and trigger.areas:
        # A trigger asks for the upper or the lower half at least, usually for a fifth.
        counts = {"areas": trigger.areas, "asked": suggestion.asked}
        everywhere = say("both areas here") if suggestion.asked == 2 else say("all areas here")
        some = say("{areas} of the {asked} areas here", **counts)
        told["where"] = everywhere if trigger.areas == suggestion.asked else some
        if atlas.measures.asks_more(trigger.condition):
            return say("{when}, {topic} was higher than in most of {among} in {where}.", **told)
        return say("{when}, {topic} was lower than in most of {among} in {where}.", **told)
    plain = format_plainly(indicator, topics, trigger.percentile, among=told["among"])
    figure = describe_trigger(atlas, trigger, asked=1)
    return plain or say("{when}: {figure}.", when=told["when"], figure=figure)


def _weigh(atlas: Atlas, trigger: FiredTrigger, areas: tuple[str, ...]) -> Ground:
    name = trigger.condition.indicator
    country = float(atlas.measures.comparators(name).get(atlas.whole.id, math.nan))
    return Ground(trigger, _find_own(atlas, name, areas), country)


@cache_per_atlas(512)
def _find_own(atlas: Atlas, name: str, areas: tuple[str, ...]) -> float:
    """Return the figure of areas taken together, as the panel shows it."""
    if len(areas) in (0, len(atlas.measures.areas)):
        return float(atlas.measures.comparators(name).get(atlas.store.place, math.nan))
    if len(areas) == 1:
        return float(atlas.measures.values(name)[areas[0]])
    return float(atlas.measures.compute(name, _join(atlas, areas)).iloc[0])


@cache_per_atlas(64)
def _join(atlas: Atlas, areas: tuple[str, ...]) -> pd.DataFrame:
    return atlas.measures.roll_up(pd.Series("selection", index=list(areas)))


def _is_beyond(trigger: FiredTrigger, ground: Ground) -> bool:
    """Return whether the areas' own figure is on the trigger's side of the country's.

    Equal figures are on neither side. True where there is nothing to compare with, as for the
    distance to a town's centre.
    """
    if math.isnan(ground.country) or math.isnan(ground.value):
        return True
    if trigger.condition.at_least is not None:
        return ground.value > ground.country
    return ground.value < ground.country


def _is_more_common(atlas: Atlas, suggestion: Suggestion, trigger: FiredTrigger) -> bool:
    if is_whole(atlas, suggestion):
        name = trigger.condition.indicator
        return not math.isnan(atlas.measures.comparators(name).get(atlas.whole.id, math.nan))
    if not trigger.areas:
        # It fired for the areas together, so there are no single areas to count.
        return True
    usual = atlas.matcher.share_fired(trigger.condition)
    return trigger.areas / suggestion.asked > usual

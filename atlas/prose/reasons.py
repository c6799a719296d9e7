"""Tell which figures are a reason for an action, and say so: what follows, and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_trigger
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.facade import Atlas


@dataclass(frozen=True)
class Ground:
    """A figure that is a reason for an action in some areas.

    Parameters
    ----------
    trigger
        What fired.
    value, country
        The areas' own figure and the country's; NaN where there is none.
    """

    trigger: FiredTrigger
    value: float
    country: float


def find_grounds(atlas: Atlas, suggestion: Suggestion, areas: Sequence[str]) -> list[Ground]:
    """Return the figures that are a reason for an action in areas, strongest first.

    A figure is one where it bears on the action itself, and where the areas' own figure is on
    the side that the action asks for when it is set beside the country's. A fifth of any town's
    areas are in its highest fifth, so of several areas more must meet it than of the whole place.

    Parameters
    ----------
    atlas
        The place.
    suggestion
        What is suggested for these areas.
    areas
        Codes of areas; none for the whole place, as of all that is offered to a place.
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
    """Return whether a suggestion is for all areas of the place, which has a figure of its own."""
    return suggestion.asked == len(atlas.measures.areas) > 1


def describe_ground(atlas: Atlas, ground: Ground, suggestion: Suggestion) -> str:
    """Return a reason for an action in a few words, with its figure."""
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

    What reads the same is on neither side. Where there is nothing to compare with, as of the
    distance to a town's centre, what one area's figure says stands.
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
        # What the areas show together is no count of areas.
        return True
    usual = atlas.matcher.share_fired(trigger.condition)
    return trigger.areas / suggestion.asked > usual

"""Sentences on how many people an action concerns, where to start, and other reasons for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import format_count
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.facade import Atlas


def describe_worth(atlas: Atlas, suggestion: Suggestion) -> str:
    """Return a sentence on the people an action concerns and the figure; empty for none.

    For several areas, people are counted only where the figure stands out, and the text says so.
    """
    counted = _find_counted(suggestion)
    if counted is None or not counted.people:
        return ""
    figure = atlas.definitions.indicators[counted.condition.indicator].name
    told = {"people": format_count(counted.people), "figure": figure}
    if suggestion.kind == "place":
        return say("Worth it here: {people} people or homes (“{figure}”).", **told)
    if suggestion.asked > 1 and counted.areas:
        return say(
            "Concerns {people} people or homes in {areas} of {asked} areas (“{figure}”).",
            **told,
            areas=counted.areas,
            asked=suggestion.asked,
        )
    return say("Concerns {people} people or homes here (“{figure}”).", **told)


def _find_counted(suggestion: Suggestion) -> FiredTrigger | None:
    """Return the trigger that the suggestion's people are counted on."""
    counted = (
        one for one in suggestion.triggers if not one.supports_only and one.people is not None
    )
    return next(counted, None)


def describe_start(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return a sentence on the areas to start an action of the whole place in; empty for none."""
    if not areas or len(areas) == len(atlas.measures.areas):
        return ""
    # Semicolons, as names of areas contain commas.
    names = "; ".join(atlas.name_of(area) for area in areas)
    return say("Start in these areas: {names}.", names=names)


def describe_raised(atlas: Atlas, suggestion: Suggestion) -> str:
    """Return a sentence on the plan's events and low answers that raise an action; or empty."""
    definitions = atlas.definitions
    told = []
    for name in suggestion.raised_by:
        if name in definitions.events:
            told.append(say("“{event}”", event=definitions.events[name].name))
        else:
            field = definitions.selfcheck[name.partition(".")[0]].name
            told.append(say("a low answer in the self-check, “{field}”", field=field))
    reasons = "; ".join(dict.fromkeys(told))
    return say("The plan speaks for it: {reasons}.", reasons=reasons) if reasons else ""


def describe_unspoken(suggestion: Suggestion) -> str:
    """Return why an action is listed although no figure is a reason for it; or empty."""
    if suggestion.kind == "place":
        silent = not suggestion.triggers and not suggestion.raised_by
        return (
            say("It does not depend on any figure: it is an idea for every place.")
            if silent
            else ""
        )
    if suggestion.areas == suggestion.asked:
        return ""
    return say(
        "Suggested in {areas} of {asked} areas.", areas=suggestion.areas, asked=suggestion.asked
    )

"""The reasons for an action, whom it concerns and where to start; or why it is not suggested."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.prose.figures import format_figure, format_plainly, format_when, name_topic
from atlas.prose.sentences import describe_trigger, name_compared
from atlas.prose.tiers import find_holdings, format_who
from atlas.quantities import format_count, format_list
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.actions.match import FiredTrigger, Suggestion
    from atlas.actions.suggestion import Unfired, Why
    from atlas.facade import Atlas

# Actions that nearly fired come first, as planners ask about them.
ORDER: tuple[Why, ...] = ("few", "requires", "usual", "event")
# Whether the figure is missing, and whether none is known.
PLAIN = {
    (True, True): to_say("{action}: there is no figure for it here"),
    (True, False): to_say("{action}: there is no figure for “{figure}”"),
    (False, True): to_say("{action}: its figures are not unusual here"),
    (False, False): to_say("{action}: “{figure}” is not unusual here"),
}
# For a place or not, and for one subject or several. Elsewhere than in a whole place, the subject
# and the figure must stand out in the same area.
NEEDS = {
    (True, True): to_say("{action}: it also needs this here: {needed}"),
    (True, False): to_say("{action}: it also needs one of these here: {needed}"),
    (False, True): to_say("{action}: it also needs this in the same area: {needed}"),
    (False, False): to_say("{action}: it also needs one of these in the same area: {needed}"),
}


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

    `areas` are those of the suggestion, none for the whole place, and ignored for an action of
    the whole place.
    """
    if suggestion.kind == "place":
        areas = ()
    found = []
    for trigger in suggestion.triggers:
        if trigger.supports_only:
            continue
        name = trigger.condition.indicator
        country = float(atlas.measures.comparators(name).get(atlas.whole.id, math.nan))
        ground = Ground(trigger, _find_own(atlas, name, tuple(areas)), country)
        if is_whole(atlas, suggestion) and math.isnan(ground.value):
            # A figure that a whole place does not have says nothing of it.
            continue
        if _is_beyond(ground) and (
            suggestion.asked == 1 or _is_more_common(atlas, suggestion, trigger)
        ):
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
            return say("{when}, in {where}, {topic} was higher than in most of {among}.", **told)
        return say("{when}, in {where}, {topic} was lower than in most of {among}.", **told)
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


def _is_beyond(ground: Ground) -> bool:
    """Return whether the areas' own figure is on the trigger's side of the country's.

    Equal figures are on neither side. True where there is nothing to compare with, as for the
    distance to a town's centre.
    """
    if math.isnan(ground.country) or math.isnan(ground.value):
        return True
    if ground.trigger.condition.at_least is not None:
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


def describe_worth(atlas: Atlas, suggestion: Suggestion) -> str:
    """Return a sentence on the people an action concerns and the figure; empty for none.

    For several areas, people are counted only where the figure stands out, and the text says so.
    """
    fired = (one for one in suggestion.triggers if not one.supports_only)
    counted = next((one for one in fired if one.people is not None), None)
    if counted is None or not counted.people:
        return ""
    figure = atlas.definitions.indicators[counted.condition.indicator].name
    told = {"people": format_count(counted.people), "figure": figure}
    if suggestion.kind == "place":
        return say("Worth doing here: {people} people or homes (“{figure}”).", **told)
    if suggestion.asked > 1 and counted.areas:
        return say(
            "Relevant to {people} people or homes in {areas} of {asked} areas (“{figure}”).",
            **told,
            areas=counted.areas,
            asked=suggestion.asked,
        )
    return say("Relevant to {people} people or homes here (“{figure}”).", **told)


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
    return say("Supported by the plan: {reasons}.", reasons=reasons) if reasons else ""


def describe_unspoken(suggestion: Suggestion) -> str:
    """Return why an action is listed although no figure is a reason for it; or empty."""
    if suggestion.kind == "place":
        if suggestion.triggers or suggestion.raised_by:
            return ""
        return say("It does not depend on any figure: it is an idea for every place.")
    if suggestion.areas == suggestion.asked:
        return ""
    return say(
        "Suggested in {areas} of {asked} areas.", areas=suggestion.areas, asked=suggestion.asked
    )


def list_unfired(atlas: Atlas, unfired: Sequence[Unfired]) -> list[str]:
    """Return why each action is not suggested, one line each, those that nearly fired first."""
    names = {one.id: one.name.casefold() for one in atlas.definitions.actions.values()}
    known = [one for one in _first_of_each(unfired) if one.why in ORDER]
    known.sort(key=lambda one: (ORDER.index(one.why), names[one.action]))
    return [describe_unfired(atlas, one) for one in known]


def list_unjudged(atlas: Atlas, unfired: Sequence[Unfired]) -> list[str]:
    """Return the actions that cannot be judged without a figure, one line each."""
    return sorted(
        describe_unfired(atlas, one) for one in _first_of_each(unfired) if one.why == "missing"
    )


def describe_unfired(atlas: Atlas, unfired: Unfired) -> str:
    """Return a line on why an action is not suggested, and whom else to ask."""
    definitions = atlas.definitions
    action, indicators = definitions.actions[unfired.action], definitions.indicators
    known = indicators.get(unfired.condition.indicator) if unfired.condition else None
    told = {"action": action.name, "figure": known.name if known else ""}
    if unfired.why == "few" and unfired.people is not None and unfired.floor:
        few = say(
            "{action}: {people} people or homes (“{figure}”); at least {floor} are needed",
            **told,
            # Without suppression: small numbers are the reason here.
            people=format_number(round(unfired.people)),
            floor=format_number(unfired.floor),
        )
        # Others serve more people than one council that cannot do it.
        own = any(one.own for one in find_holdings(atlas, tuple(action.tier)))
        who = "" if own else format_who(atlas, action)
        return f"{few}; {who}" if who else few
    if unfired.why == "requires":
        names = [definitions.subjects[one].name for one in unfired.requires]
        needed = format_list(names, are_choices=True)
        return say(NEEDS[unfired.kind == "place", len(names) == 1], **told, needed=needed)
    if unfired.why == "event":
        names = [definitions.events[one].name for one in action.events]
        events = format_list(names, are_choices=True)
        return say("{action}: only after an event in the plan: {events}", **told, events=events)
    gone = [] if known is None else [indicators[one].name for one in unfired.missing]
    if gone and unfired.why != "missing":
        # A missing figure might have suggested it.
        return say(
            "{action}: “{figure}” is not unusual here; there is no figure here for: {missing}",
            **told,
            missing=format_list(gone),
        )
    return say(PLAIN[unfired.why == "missing", known is None], **told)


def _first_of_each(unfired: Sequence[Unfired]) -> list[Unfired]:
    return list({one.action: one for one in reversed(unfired)}.values())

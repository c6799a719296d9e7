"""Lists of the actions that are not suggested, with the reason, or cannot be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.prose.tiers import find_holdings, format_who
from atlas.quantities import format_list
from atlas.text import format_number, say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.suggestion import Unfired, Why
    from atlas.definitions import Action
    from atlas.facade import Atlas

# Actions that nearly fired come first, as planners ask about them.
ORDER: tuple[Why, ...] = ("few", "requires", "usual", "event")


# For a place or not, and for one subject or several. Elsewhere than in a whole place, the subject
# and the figure must stand out in the same area.
NEEDS = {
    (True, True): to_say("{action}: it also needs this here: {needed}"),
    (True, False): to_say("{action}: it also needs one of these here: {needed}"),
    (False, True): to_say("{action}: it also needs this in the same area: {needed}"),
    (False, False): to_say("{action}: it also needs one of these in the same area: {needed}"),
}


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
    action = atlas.definitions.actions[unfired.action]
    figure = _name_figure(atlas, unfired)
    if unfired.why == "few" and unfired.people is not None and unfired.floor:
        told = say(
            "{action}: {people} people or homes (“{figure}”), the least is {floor}",
            action=action.name,
            figure=figure,
            # Without suppression: small numbers are the reason here.
            people=format_number(round(unfired.people)),
            floor=format_number(unfired.floor),
        )
        return told + _describe_whom(atlas, action)
    if unfired.why == "missing":
        if not figure:
            return say("{action}: no figure tells of it here", action=action.name)
        return say("{action}: there is no figure for “{figure}”", action=action.name, figure=figure)
    if unfired.why == "requires":
        return _describe_required(atlas, action, unfired)
    if unfired.why == "event":
        events = [atlas.definitions.events[one].name for one in action.events]
        return say(
            "{action}: only after an event in the plan: {events}",
            action=action.name,
            events=format_list(events, are_choices=True),
        )
    return _describe_usual(atlas, action, unfired)


def _describe_usual(atlas: Atlas, action: Action, unfired: Unfired) -> str:
    figure, indicators = _name_figure(atlas, unfired), atlas.definitions.indicators
    if not figure:
        return say("{action}: its figures are usual here", action=action.name)
    told = {"action": action.name, "figure": figure}
    gone = [indicators[one].name for one in unfired.missing]
    if not gone:
        return say("{action}: “{figure}” is usual here", **told)
    # A missing figure might have suggested it.
    return say(
        "{action}: “{figure}” is usual here; there is no figure here for: {missing}",
        **told,
        missing=format_list(gone),
    )


def _describe_required(atlas: Atlas, action: Action, unfired: Unfired) -> str:
    """Return a line on the subjects of which one would have to stand out as well."""
    names = [atlas.definitions.subjects[one].name for one in unfired.requires]
    told = {"action": action.name, "needed": format_list(names, are_choices=True)}
    return say(NEEDS[unfired.kind == "place", len(names) == 1], **told)


def _describe_whom(atlas: Atlas, action: Action) -> str:
    """Return whom to ask, as they serve more people than one council; empty if the council can."""
    holdings = find_holdings(atlas, tuple(action.tier))
    if not holdings or any(one.own for one in holdings):
        return ""
    who = format_who(atlas, action)
    return f"; {who}" if who else ""


def _first_of_each(unfired: Sequence[Unfired]) -> list[Unfired]:
    return list({one.action: one for one in reversed(unfired)}.values())


def _name_figure(atlas: Atlas, unfired: Unfired) -> str:
    if unfired.condition is None or unfired.condition.indicator not in atlas.definitions.indicators:
        return ""
    return atlas.definitions.indicators[unfired.condition.indicator].name

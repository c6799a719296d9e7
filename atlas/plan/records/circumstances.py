"""What a plan says about actions on a given day: events in force, and self-check answers."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from atlas.actions.circumstances import Circumstances
from atlas.plan.records.kinds.event import Event
from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.self_check import find_steps, keep_latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from atlas.definitions import Definitions, PlanEvent
    from atlas.plan.records.plans import Plans


def events_in_force(
    events: Iterable[Event], known: Mapping[str, PlanEvent], today: date
) -> set[str]:
    """Return the kinds of event in a plan that count on a day.

    Parameters
    ----------
    events
        The events of a plan. Future events do not count, nor do those of a kind that
        the atlas no longer knows.
    known
        The kinds of event, by identity.
    today
        The day.

    Examples
    --------
    >>> from datetime import date
    >>> from atlas.definitions import PlanEvent
    >>> kind = PlanEvent(
    ...     id="closure", name="A closure", summary="x", counts_from="x", months=6, order=1
    ... )
    >>> plan = [Event(event="closure", day=date(2030, 1, 31))]
    >>> events_in_force(plan, {"closure": kind}, date(2030, 7, 31))
    {'closure'}
    >>> events_in_force(plan, {"closure": kind}, date(2030, 8, 1))
    set()
    """
    return {
        event.event
        for event in events
        if event.event in known and event.day <= today <= ends_on(event, known[event.event])
    }


def ends_on(event: Event, kind: PlanEvent) -> date:
    """Return the last day on which an event counts: the same day of the month, or the month's last.

    Examples
    --------
    >>> from datetime import date
    >>> from atlas.definitions import PlanEvent
    >>> kind = PlanEvent(id="x", name="x", summary="x", counts_from="x", months=1, order=1)
    >>> ends_on(Event(event="x", day=date(2031, 1, 31)), kind)
    datetime.date(2031, 2, 28)
    """
    months = event.day.year * 12 + event.day.month - 1 + kind.months
    year, month = divmod(months, 12)
    day = min(event.day.day, monthrange(year, month + 1)[1])
    return event.day.replace(year=year, month=month + 1, day=day)


def read_circumstances(
    plans: Plans, place: str, definitions: Definitions, today: date
) -> Circumstances:
    """Return what the plan of a place says on a day.

    Parameters
    ----------
    plans
        The open database.
    place
        The place's identity.
    definitions
        Kinds of event, and the fields of the self-check.
    today
        The day.
    """
    events = [kept.record for kept in plans.list(place, Event)]
    answers = [kept.record for kept in keep_latest(plans.list(place, SelfCheckAnswer))]
    steps = find_steps(answers, definitions.selfcheck, until=today.year)
    in_force = events_in_force(events, definitions.events, today)
    return Circumstances(frozenset(in_force), tuple(sorted(steps.items())))

"""What a plan says about actions on a given day: events in force, and self-check answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

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

    Future events do not count, nor do those of a kind that is not among those `known`.

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
    return (pd.Timestamp(event.day) + pd.DateOffset(months=kind.months)).date()


def circumstances_on(
    plans: Plans, place: str, definitions: Definitions, today: date
) -> Circumstances:
    """Return what the plan of a place says on a day."""
    events = [kept.record for kept in plans.list(place, Event)]
    answers = [kept.record for kept in keep_latest(plans.list(place, SelfCheckAnswer))]
    steps = find_steps(answers, definitions.selfcheck, until=today.year)
    in_force = events_in_force(events, definitions.events, today)
    return Circumstances(frozenset(in_force), tuple(sorted(steps.items())))

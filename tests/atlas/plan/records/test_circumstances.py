"""What a plan tells of the moment: events in force, and the steps that were answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.definitions import PlanEvent
from atlas.plan.records.circumstances import circumstances_on, ends_on, events_in_force
from atlas.plan.records.kinds.event import Event
from atlas.plan.records.plans import open_plans
from atlas.plan.records.self_check import LOW, find_steps, pull_actions
from tests.atlas.plan.records.test_self_check import answer, answers

KNOWN = {
    name: PlanEvent(id=name, name=name, summary="x", counts_from="x", months=months, order=1)
    for name, months in (("tension", 12), ("closure", 24))
}
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
EVENTS = st.lists(
    st.builds(Event, event=st.sampled_from(["tension", "closure", "gone"]), day=DAYS), max_size=6
)


@pytest.fixture
def plans(tmp_path):
    opened = open_plans(f"sqlite:///{tmp_path / 'plans.db'}")
    yield opened
    opened.close()


@given(EVENTS, DAYS)
def test_an_event_counts_from_its_day_for_its_months(events, today):
    found = events_in_force(events, KNOWN, today)
    assert found <= set(KNOWN)
    for name, kind in KNOWN.items():
        ages = [(today - one.day).days for one in events if one.event == name]
        # Months have no fixed length: between the shortest and the longest either may hold.
        if any(0 <= age <= 28 * kind.months for age in ages):
            assert name in found
        if not any(0 <= age <= 31 * kind.months for age in ages):
            assert name not in found


@given(DAYS, st.integers(1, 60))
def test_an_event_ends_so_many_months_on(day, months):
    kind = KNOWN["tension"].model_copy(update={"months": months})
    last = ends_on(Event(event="tension", day=day), kind)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day == day.day or (last + timedelta(days=1)).day == 1


def test_every_kind_of_event_has_a_time(luton):
    assert {"tension", "closure", "new_site"} <= set(luton.definitions.events)
    orders = [one.order for one in luton.definitions.events.values()]
    assert len(set(orders)) == len(orders)


def test_an_event_has_a_kind_and_a_day_and_one_line():
    kept = Event(event="tension", day=date(2030, 1, 2), happened=" Leaflets\n in the park ")
    assert kept.happened == "Leaflets in the park"
    with pytest.raises(ValidationError):
        Event(event="", day=date(2030, 1, 2))
    with pytest.raises(ValidationError):
        Event(event="tension", day=date(2030, 1, 2), happened="x" * 301)


@given(answers)
def test_a_question_is_low_where_it_would_pull_its_actions(tiny_definitions, given_answers):
    fields = tiny_definitions.selfcheck
    steps = find_steps(given_answers, fields, until=2026)
    assert set(steps.values()) <= {0, 1, 2, 3}
    pulled = pull_actions(given_answers, fields, year=2026, known=tiny_definitions.actions)
    assert {name for one in pulled for name in one.questions} <= {
        name for name, step in steps.items() if step < LOW
    }


def test_the_latest_check_counts_and_none_of_a_year_to_come(tiny_definitions):
    given_answers = [
        answer("leaders", "meeting.hall", "proven", year=2024),
        answer("leaders", "meeting.hall", "not_yet", year=2026),
        answer("neighbours", "meeting.hall", "in_place", year=2026),
        answer("leaders", "meeting.tea", "dont_know", year=2026),
        answer("leaders", "meeting.hall", "proven", year=2027),
    ]
    fields = tiny_definitions.selfcheck
    assert find_steps(given_answers, fields, until=2026) == {"meeting.hall": 1}
    assert find_steps(given_answers, fields, until=2025) == {"meeting.hall": 3}
    assert find_steps(given_answers, fields, until=2023) == {}


def test_a_plan_tells_its_own_place_alone(plans, tiny_definitions):
    today = datetime.now(UTC).date()
    plans.add("luton", Event(event="closure", day=today))
    plans.add("luton", Event(event="tension", day=today + timedelta(days=1)))
    plans.add("luton", answer("leaders", "meeting.hall", "started", year=today.year))
    plans.add("E08000016", Event(event="tension", day=today))

    found = circumstances_on(plans, "luton", tiny_definitions, today)
    assert found == Circumstances(frozenset({"closure"}), (("meeting.hall", 1),))
    assert circumstances_on(plans, "E08000017", tiny_definitions, today) == NO_CIRCUMSTANCES


def test_the_last_change_grows_with_every_change(plans):
    seen = [plans.last_change()]
    kept = plans.add("luton", Event(event="closure", day=date(2030, 1, 2)))
    seen.append(plans.last_change())
    plans.erase(kept)
    seen.append(plans.last_change())
    assert seen[0] == 0
    assert seen == sorted(set(seen))

"""What a plan answers to a principle: who is asked, and who lacks what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from atlas.plan.records.coverage import ASKS, ask_principles
from atlas.plan.records.kinds.planned_action import PlannedAction
from tests.atlas.plan.plans_made_up import PLANS


@given(plan=PLANS)
def test_only_live_actions_are_asked_and_named(luton, plan):
    live = {place for place, one in enumerate(plan) if one.status != "stopped"}
    for answer in ask_principles(luton.definitions, plan):
        assert answer.asked == len(live)
        assert all(set(places) <= live for places in answer.lacking.values())
        assert set(answer.lacking) == set(ASKS[answer.principle.looks_at])


@given(plan=PLANS)
def test_an_action_that_has_all_lacks_nothing(luton, plan):
    whole = PlannedAction(
        action="ACT-57",
        owner="Library",
        sectors=("public", "business"),
        review=date(2030, 1, 2),
        measures=("Ask them",),
        gains_newcomers="x",
        gains_residents="x",
    )
    place = len(plan)
    for answer in ask_principles(luton.definitions, [*plan, whole]):
        assert all(place not in places for places in answer.lacking.values())


@pytest.mark.parametrize(
    ("sectors", "lacks"),
    [((), True), (("public",), True), (("public", "science"), False), (("business",), False)],
)
def test_somebody_outside_the_council_is_one_of_another_sector(tiny_definitions, sectors, lacks):
    plan = [PlannedAction(action="TINY-1", sectors=sectors)]

    [answer] = ask_principles(tiny_definitions, plan)

    assert bool(answer.lacking["outside"]) == lacks


def test_actions_that_answer_are_in_the_plan_or_named(luton):
    def told(plan):
        answers = ask_principles(luton.definitions, plan)
        return next(one for one in answers if one.principle.id == "act_speak_learn")

    empty, some = told([]), told([PlannedAction(action="ACT-57")])
    assert empty.not_in_plan == ("ACT-53", "ACT-57")
    assert (some.in_plan, some.not_in_plan) == (("ACT-57",), ("ACT-53",))
    # What is retired answers by what holds it now.
    assert told([PlannedAction(action="ACT-58")]).in_plan == ("ACT-57",)
    stopped = told([PlannedAction(action="ACT-57", status="stopped")])
    assert stopped.in_plan == ()

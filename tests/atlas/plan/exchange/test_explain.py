"""What stands beside a planned action in a file: of a retired one, what became of it."""

from __future__ import annotations

from atlas.plan.exchange.explain import explain_with
from atlas.plan.records.kinds.planned_action import PlannedAction


def test_a_retired_action_is_told_with_what_holds_it_now(luton):
    told = dict(explain_with(luton)(PlannedAction(action="ACT-20")))

    assert told["What became of the action"].startswith("The cafés are now the second half")
    assert told["Name of the action"] == "English classes where people already are"
    assert "COMPAS" in told["Sources"]


def test_an_action_on_the_list_is_told_as_before(luton):
    told = dict(explain_with(luton)(PlannedAction(action="ACT-32")))

    assert "What became of the action" not in told
    assert told["Name of the action"] == "English classes where people already are"

"""What stands beside a planned action in a file: of a retired one, what became of it."""

from __future__ import annotations

from datetime import UTC, datetime

from atlas.plan.exchange.explain import describe_with
from atlas.plan.records.kinds.baseline import Baseline
from atlas.plan.records.kinds.fit_words import FitWords
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.versions import Kept

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def test_a_retired_action_is_told_with_what_holds_it_now(luton):
    told = dict(describe_with(luton)(PlannedAction(action="ACT-20")))

    assert told["What happened to the action"].startswith("The cafés are now the second half")
    assert told["Name of the action"] == "English classes where people already are"
    assert "COMPAS" in told["Sources"]


def test_what_belongs_to_an_action_names_it_and_its_area(luton):
    area = str(luton.store.areas.index[0])
    action = Kept("0" * 32, 1, "luton", PlannedAction(title="A table"), NOW)
    figure = Baseline(planned=action.id, indicator="dem_pop", year="2021", source="x", taken=NOW)
    words = FitWords(area=area, words="Lively.", day=NOW)
    explain = describe_with(luton, [action])

    assert dict(explain(figure)) == {
        "Indicator, by name": luton.definitions.indicators["dem_pop"].name,
        "Name of the action": "A table",
    }
    assert dict(explain(words)) == {"Area, by name": luton.name_of(area)}


def test_an_action_on_the_list_is_told_as_before(luton):
    told = dict(describe_with(luton)(PlannedAction(action="ACT-32")))

    assert "What happened to the action" not in told
    assert told["Name of the action"] == "English classes where people already are"

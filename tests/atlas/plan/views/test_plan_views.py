"""What the plan's figures and sentences say, and that a figure never moves by itself."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.plan.records.coverage import ask_principles, cover_domains, weigh_sectors
from atlas.plan.records.kinds.board_note import KIND as NOTE
from atlas.plan.records.kinds.board_note import BoardNote
from atlas.plan.records.kinds.planned_action import KIND, PlannedAction
from atlas.plan.records.record import find_kinds
from atlas.plan.views.coverage import describe_left_out, draw_wheel, table_of_wheel
from atlas.plan.views.fields import compare_records, describe_field, title_record
from atlas.plan.views.followed import describe_followed, take_baseline, value_for
from atlas.plan.views.words import describe_answer, describe_balance, format_ago
from atlas.views.cards import MOST_LINKED, describe_actions
from tests.atlas.plan.plans_made_up import PLANS

AREA, PLANNED, TODAY = "E01015693", "0" * 32, date(2030, 1, 2)
NOW = datetime(2030, 1, 2, 12, tzinfo=UTC)


def test_the_wheel_has_three_rings_of_five_cells_that_say_their_numbers(luton):
    plan = [
        PlannedAction(action="ACT-31"),
        PlannedAction(action="ACT-32"),
    ]
    covers = cover_domains(luton.definitions, plan, ["ACT-31", "ACT-01"])
    figure = draw_wheel(luton, covers)
    rings = [trace for trace in figure.data if trace.type == "barpolar"]
    texts = [trace for trace in figure.data if trace.type == "scatterpolar"]

    assert [len(ring.r) for ring in rings] == [5, 5, 5]
    counts = [[int(text[3:-4]) for text in trace.text] for trace in texts]
    rows = table_of_wheel(luton, covers)
    assert counts == [[row[key] for row in rows] for key in ("figures", "recommended", "planned")]
    for ring, numbers in zip(rings, counts, strict=True):
        hatched = [bool(shape) for shape in ring.marker.pattern.shape]
        assert hatched == [number == 0 for number in numbers]


def test_an_empty_plan_leaves_out_everything_in_one_sentence(luton):
    covers = cover_domains(luton.definitions, [], ["ACT-01"])
    said = describe_left_out(luton, covers)

    assert said[0] == "No action in the plan has a domain yet, so the plan leaves out every domain."
    assert len(said) == 2
    assert "“Identity and mutual belonging”" in said[1]


@given(plan=PLANS)
def test_every_domain_without_an_action_is_named(luton, plan):
    covers = cover_domains(luton.definitions, plan, [])
    said = " ".join(describe_left_out(luton, covers))
    for one in covers:
        if not one.planned and any(other.planned for other in covers):
            assert f"no action in the domain “{luton.definitions.domains[one.domain].name}”" in said


@given(plan=PLANS)
def test_every_question_has_an_answer_in_sentences(luton, plan):
    titles = [one.title for one in plan]
    for answer in ask_principles(luton.definitions, plan):
        said = describe_answer(luton.definitions, answer, titles)
        assert said
        assert all(line.endswith(".") for line in said)
        assert not any("{" in line for line in said)
    assert all(line.endswith(".") for line in describe_balance(weigh_sectors(plan)))


def test_a_figure_of_the_same_publication_cannot_have_moved(luton):
    baseline = take_baseline(luton, PLANNED, [AREA], "lan_cannot_speak", taken=TODAY)

    assert "nothing can have changed yet" in describe_followed(luton, [AREA], baseline)


def test_a_newer_publication_is_put_beside_the_first(luton):
    taken = take_baseline(luton, PLANNED, [AREA], "lan_cannot_speak", taken=TODAY)
    older = taken.model_copy(update={"year": "2011", "value": 5.0, "source": "Census 2011"})
    said = describe_followed(luton, [AREA], older)

    assert "5.0 % on 2 January 2030 (2011)" in said.replace("\u202f", " ")
    assert "(2021). The figure does not say what changed it." in said


def test_other_areas_are_no_change_of_the_town(luton):
    taken = take_baseline(luton, PLANNED, [AREA], "lan_cannot_speak", taken=TODAY)

    said = describe_followed(luton, [AREA, "E01015694"], taken)
    assert "the areas or the calculation changed, not the town" in said


def test_a_gap_is_kept_as_a_gap(luton):
    taken = take_baseline(luton, PLANNED, ["E01000001"], "lan_cannot_speak", taken=TODAY)

    assert taken.value is None
    assert "there was no figure" in describe_followed(luton, ["E01000001"], taken)
    gone = taken.model_copy(update={"indicator": "gone_for_good"})
    assert "no longer has this figure" in describe_followed(luton, [AREA], gone)
    before = taken.model_copy(update={"value": 5.0})
    assert "There is no figure here now." in describe_followed(luton, ["E01000001"], before)


@pytest.mark.parametrize("areas", [[], [AREA], [AREA, "E01015694"]], ids=["town", "one", "two"])
def test_a_baseline_is_what_the_panel_shows(luton, areas):
    value = value_for(luton, areas, "lan_cannot_speak")
    counts = luton.store.figures.loc[areas] if areas else None

    assert not math.isnan(value)
    if len(areas) == 1:
        assert value == luton.measures.values("lan_cannot_speak")[AREA]
    elif counts is not None:
        alone = luton.measures.values("lan_cannot_speak").loc[areas]
        assert alone.min() <= value <= alone.max()


@given(st.integers(min_value=0, max_value=10**8))
def test_how_long_ago_is_always_said(seconds):
    said = format_ago(NOW - timedelta(seconds=seconds), NOW)
    assert said
    assert "{" not in said
    assert not said.startswith("0")


def test_differences_are_told_by_name(luton):
    one = PlannedAction(action="ACT-31", areas=(AREA,), start=date(2030, 1, 2))
    other = PlannedAction(action="ACT-31", status="running", measures=("lan_cannot_speak", "Ask"))

    assert compare_records(luton, KIND, one, other) == [
        ("Areas", "Barnfield, Luton 007A", "nothing"),
        ("Start", "2 January 2030", "nothing"),
        ("Measures", "nothing", "Speaks little or no English; Ask"),
        ("Status", "Idea", "Running"),
    ]
    assert compare_records(luton, KIND, one, one) == []


def test_a_record_is_called_by_what_it_is_about(luton):
    note = BoardNote(about="theme", entry="story", words="x")

    assert title_record(luton, NOTE, note) == luton.definitions.themes["story"].name
    assert title_record(luton, KIND, PlannedAction(action="ACT-31")) == (
        "One front door for English classes"
    )
    assert len(title_record(luton, KIND, PlannedAction(title="x" * 300))) <= 90


def test_every_choice_of_every_kind_has_words(luton):
    for kind in find_kinds().values():
        for name, field in kind.record.model_fields.items():
            if not field.is_required():
                told = describe_field(
                    luton, kind, name, field.get_default(call_default_factory=True)
                )
                assert "_" not in told


def test_cards_lead_to_the_plan_one_by_one_or_together(luton):
    few = [str(area) for area in luton.measures.areas[:MOST_LINKED]]
    many = [str(area) for area in luton.measures.areas[: MOST_LINKED + 1]]

    cards = describe_actions(luton, few, planned_for=few)
    assert all(f"action={card['id']}" in card["plan"] for card in cards["best"])
    assert cards["plan"] == ""
    cards = describe_actions(luton, many, planned_for=many)
    assert not any(card["plan"] for card in cards["best"])
    assert cards["plan"].endswith(f"{many[-1]}&part=actions")

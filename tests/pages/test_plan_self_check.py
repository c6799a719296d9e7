"""The self-check on the page Plan: each answer is kept, going back is possible, results follow."""

from __future__ import annotations

import pytest

from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.plans import open_plans

FIRST = "atlas_check_luton_2026_council_leadership_1_steering.leader_speaks"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


@pytest.fixture
def check(draw, plans):
    """The part of 2026, with one old answer so that the year is there to choose."""
    add(plans, "residents", "steering.leader_speaks", "not_yet")

    def open_check():
        page = draw("plan", place="luton", part="self-check")
        page.control("selectbox", "atlas_check_year").set_value(2026).run()
        return page

    return open_check


def add(plans, role, question, answer, *, year=2026, sheet=1):
    evidence = "The minutes." if answer == "proven" else ""
    record = SelfCheckAnswer(
        year=year, role=role, sheet=sheet, question=question, answer=answer, evidence=evidence
    )
    return plans.add("luton", record)


def kept(plans, role="council_leadership"):
    return [
        (one.record.sheet, one.record.question, one.record.answer, one.record.evidence)
        for one in plans.list("luton", SelfCheckAnswer)
        if one.record.role == role
    ]


def choose(page, kind, key, value):
    page.control(kind, key).set_value(value).run()
    assert [one.value for one in page.test.exception] == []


def test_each_answer_is_kept_as_it_is_given_and_can_be_changed(check, plans):
    page = check()
    assert "0 of 41 questions answered on this sheet" in page.words()
    assert "so the questions are our own." in page.words()

    choose(page, "radio", FIRST, "started")
    assert kept(plans) == [(1, "steering.leader_speaks", "started", "")]
    assert "1 of 41 questions answered on this sheet" in page.words()

    choose(page, "text_input", f"{FIRST}_evidence", "A speech in May")
    choose(page, "radio", FIRST, "dont_know")
    assert kept(plans) == [(1, "steering.leader_speaks", "dont_know", "A speech in May")]
    assert check().control("radio", FIRST).value == "dont_know"


def test_proven_waits_for_what_proves_it_and_loses_nothing(check, plans):
    page = check()
    choose(page, "radio", FIRST, "proven")

    assert kept(plans) == [(1, "steering.leader_speaks", "in_place", "")]
    assert "Saved as “In place” until you enter here what proves it." in page.words()
    assert "1 of 41 questions answered on this sheet" in page.words()
    assert check().control("radio", FIRST).value == "in_place"
    assert page.control("radio", FIRST).value == "proven"

    choose(page, "text_input", f"{FIRST}_evidence", "example.org/speech")
    assert kept(plans) == [(1, "steering.leader_speaks", "proven", "example.org/speech")]


def test_fields_are_gone_through_and_back_and_sheets_are_apart(check, plans):
    page = check()
    choose(page, "radio", FIRST, "started")
    page.control("button", "atlas_check_on").click().run()
    assert "<h2>Intercultural opening and anti-racism</h2>" in page.words()
    page.control("button", "atlas_check_back").click().run()
    assert page.control("radio", FIRST).value == "started"

    choose(page, "selectbox", "atlas_check_sheet_council_leadership", 2)
    second = FIRST.replace("leadership_1_", "leadership_2_")
    assert page.control("radio", second).value is None
    choose(page, "radio", second, "not_yet")
    assert [(sheet, answer) for sheet, _, answer, _ in kept(plans)] == [
        (1, "started"),
        (2, "not_yet"),
    ]


def test_an_answer_that_was_changed_meanwhile_is_not_overwritten(check, plans):
    page = check()
    choose(page, "radio", FIRST, "started")
    (mine,) = [
        one for one in plans.list("luton", SelfCheckAnswer) if one.record.role != "residents"
    ]
    plans.change(mine, mine.record.model_copy(update={"answer": "not_yet"}), by="AB")

    choose(page, "radio", FIRST, "in_place")

    assert kept(plans)[0][2] == "not_yet"
    assert "Somebody else has changed this" in page.words()
    next(one for one in page.test.button if one.label == "Keep mine").click().run()
    assert kept(plans)[0][2] == "in_place"


def test_a_sheet_can_be_taken_away(check, plans):
    page = check()
    choose(page, "radio", FIRST, "started")
    page.control("button", "atlas_check_remove").click().run()
    assert kept(plans) == []
    assert kept(plans, "residents")
    assert "0 of 41 questions answered on this sheet" in page.words()


def test_the_result_tells_gaps_and_pulls_actions(check, plans):
    for question in ("leader_speaks", "goals", "lead"):
        add(plans, "council_leadership", f"steering.{question}", "in_place")
        add(plans, "migrant_organisations", f"steering.{question}", "not_yet")
    add(plans, "migrant_organisations", "access.advice", "dont_know")
    page = check()
    choose(page, "segmented_control", "atlas_check_view", "result")

    words = page.words()
    told = (
        "“Management and steering”: rated two steps higher by council leadership than by "
        "migrant organisations."
    )
    assert told in words
    assert "don&#39;t know: 1" in words
    assert "<h3>Named integration lead</h3>" in words

    page.control("button", "atlas_check_add_ACT-34").click().run()
    assert page.address()["part"] == "actions"
    assert page.address()["action"] == "ACT-34"


def test_years_can_be_laid_over_one_another(check, plans):
    add(plans, "residents", "steering.leader_speaks", "started", year=2025)
    page = check()
    choose(page, "segmented_control", "atlas_check_view", "result")
    assert "Only one role has answered so far." in page.words()
    choose(page, "segmented_control", "atlas_check_lines", "years")
    words = page.words()
    assert "all roles together, by year" in words
    assert '<th scope="col">2025</th><th scope="col">2026</th>' in words


def test_the_pack_is_there_blank_and_with_a_result(check):
    page = check()
    choose(page, "segmented_control", "atlas_check_view", "pack")
    labels = [one.proto.label for one in page.test.get("download_button")]
    assert labels == ["Blank pack (PDF)", "Pack with the result of 2026 (PDF)"]

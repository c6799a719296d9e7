"""The development council on the page Plan: seats, a question, recommendations, and the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from atlas.plan.records.kinds.council_question import CouncilQuestion
from atlas.plan.records.kinds.council_seat import CouncilSeat
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.kinds.recommendation import Recommendation
from atlas.plan.records.plans import open_plans
from atlas.text import format_day


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def press(page, label):
    next(one for one in page.test.button if one.label == label).click().run()
    assert [one.value for one in page.test.exception] == []


def listed(plans, kind):
    return [one.record for one in plans.list("luton", kind)]


def test_seats_are_added_weighed_and_removed(draw, plans):
    page = draw("plan", part="council")
    assert "There are no seats yet." in page.words()

    page.control("selectbox", "atlas_seat_luton_sector").set_value("business")
    page.control("text_input", "atlas_seat_luton_body").set_value("Market traders")
    press(page, "Add seats")

    assert [(one.sector, one.body, one.seats) for one in listed(plans, CouncilSeat)] == [
        ("business", "Market traders", 1)
    ]
    assert "Science: no seat yet. Who could you ask?" in page.words()
    press(page, "Remove")
    assert listed(plans, CouncilSeat) == []


def test_a_seat_of_nobody_is_not_kept_and_says_why(draw, plans):
    page = draw("plan", part="council")
    press(page, "Add seats")
    assert listed(plans, CouncilSeat) == []
    assert "What you entered is still here" in page.notices()[0]


def test_a_question_is_tried_and_kept(draw, plans):
    page = draw("plan", part="council")
    key = "atlas_question_luton_text"
    page.control("text_input", key).set_value("Was the market a mistake?").run()
    assert "<b>Not yet</b> It is about the future" in page.words()

    page.control("text_input", key).set_value("How can we share the market by 2035?").run()
    assert "<b>Yes</b> It is about the future" in page.words()
    page.control("checkbox", "atlas_question_luton_met_local").check().run()
    press(page, "Save this question")

    (one,) = listed(plans, CouncilQuestion)
    assert (one.text, one.met) == ("How can we share the market by 2035?", ("local",))
    assert "Meets 5 of 6 tests." in page.words()


def test_a_recommendation_becomes_an_action_and_each_knows_the_other(draw, plans):
    page = draw("plan", part="council")
    page.control("text_input", "atlas_rec_luton_text").set_value("Open the market on Sundays")
    made, due = (datetime.now(UTC).date() - timedelta(days=days) for days in (90, 9))
    page.control("date_input", "atlas_rec_luton_made").set_value(made)
    page.control("date_input", "atlas_rec_luton_due").set_value(due)
    press(page, "Add recommendation")
    assert f"<b>Overdue: the reply was due on {format_day(due)}</b>" in page.words()

    press(page, "Make it an action")

    (action,) = plans.list("luton", PlannedAction)
    assert action.record.title == "Open the market on Sundays"
    assert f"handed over on {format_day(made)}" in action.record.note
    assert listed(plans, Recommendation)[0].action == action.id
    press(page, "See the action in the plan")
    assert page.address()["part"] == "actions"


def test_what_is_declined_needs_the_reason(draw, plans):
    kept = plans.add("luton", Recommendation(text="Close the market", made=date(2026, 3, 1)))
    page = draw("plan", part="council")
    key = f"atlas_rec_{kept.id}_{kept.version}"
    page.control("selectbox", f"{key}_status").set_value("declined")
    press(page, "Save the reply")
    assert "If it is declined, the reason is needed." in page.notices()[0]
    assert listed(plans, Recommendation)[0].status == "waiting"

    page.control("selectbox", f"{key}_status").set_value("declined")
    page.control("text_area", f"{key}_reply").set_value("Traders rely on it.")
    press(page, "Save the reply")
    (one,) = listed(plans, Recommendation)
    assert (one.status, one.reply) == ("declined", "Traders rely on it.")


def leave_and_come_back(page):
    page.test.args = ("data",)
    page.test.run()
    assert "Not saved yet" not in page.words()
    page.test.args = ("plan",)
    page.test.run()
    assert [one.value for one in page.test.exception] == []


def test_a_recommendation_that_was_begun_is_there_on_coming_back(draw, plans):
    page = draw("plan", part="council")
    assert "Not saved yet" not in page.words()
    page.control("text_input", "atlas_rec_luton_text").set_value("Open on Sundays").run()
    page.control("date_input", "atlas_rec_luton_due").set_value(date(2031, 5, 6)).run()
    leave_and_come_back(page)

    assert page.control("text_input", "atlas_rec_luton_text").value == "Open on Sundays"
    assert page.control("date_input", "atlas_rec_luton_due").value == date(2031, 5, 6)
    assert "Not saved yet" in page.words()
    assert "data-unsaved" in page.words()
    press(page, "Add recommendation")

    (one,) = listed(plans, Recommendation)
    assert (one.text, one.due) == ("Open on Sundays", date(2031, 5, 6))
    assert "Not saved yet" not in page.words()
    leave_and_come_back(page)
    assert page.control("text_input", "atlas_rec_luton_text").value == ""
    assert "Not saved yet" not in page.words()


def test_seats_that_were_begun_are_there_on_coming_back(draw, plans):
    page = draw("plan", part="council")
    key = "atlas_seat_luton"
    page.control("selectbox", f"{key}_sector").set_value("business").run()
    page.control("text_input", f"{key}_body").set_value("Market traders").run()
    page.control("number_input", f"{key}_seats").set_value(3).run()
    for _ in range(2):
        leave_and_come_back(page)
        assert page.control("selectbox", f"{key}_sector").value == "business"
        assert page.control("text_input", f"{key}_body").value == "Market traders"
        assert page.control("number_input", f"{key}_seats").value == 3
        assert "Not saved yet" in page.words()
        assert "data-unsaved" in page.words()
    press(page, "Add seats")

    (one,) = listed(plans, CouncilSeat)
    assert (one.sector, one.body, one.seats) == ("business", "Market traders", 3)
    assert page.control("selectbox", f"{key}_sector").value == "business"
    assert page.control("text_input", f"{key}_body").value == ""
    assert "Not saved yet" not in page.words()
    leave_and_come_back(page)
    assert page.control("text_input", f"{key}_body").value == ""
    assert "Not saved yet" not in page.words()


def test_a_question_that_was_begun_is_there_on_coming_back(draw, plans):
    page = draw("plan", part="council")
    key = "atlas_question_luton"
    text = "How can we share the market by 2035?"
    page.control("text_input", f"{key}_text").set_value(text).run()
    page.control("checkbox", f"{key}_met_local").check().run()
    for _ in range(2):
        leave_and_come_back(page)
        assert page.control("text_input", f"{key}_text").value == text
        assert page.control("checkbox", f"{key}_met_local").value is True
        assert "Not saved yet" in page.words()
        assert "data-unsaved" in page.words()
    press(page, "Save this question")

    (one,) = listed(plans, CouncilQuestion)
    assert (one.text, one.met) == (text, ("local",))
    assert "Not saved yet" not in page.words()
    leave_and_come_back(page)
    assert page.control("text_input", f"{key}_text").value == ""
    assert "Not saved yet" not in page.words()
    page.control("text_input", f"{key}_text").set_value(text).run()
    assert page.control("checkbox", f"{key}_met_local").value is False


def test_a_question_that_is_emptied_is_not_begun(draw):
    page = draw("plan", part="council")
    key = "atlas_question_luton_text"
    page.control("text_input", key).set_value("How can we share the market?").run()
    leave_and_come_back(page)
    page.control("text_input", key).set_value("").run()
    assert "Not saved yet" not in page.words()
    leave_and_come_back(page)
    assert page.control("text_input", key).value == ""


def test_a_reply_that_was_begun_is_there_on_coming_back(draw, plans):
    kept = plans.add("luton", Recommendation(text="Close the market", made=date(2026, 3, 1)))
    page = draw("plan", part="council")
    key = f"atlas_rec_{kept.id}_{kept.version}"
    page.control("text_area", f"{key}_reply").set_value("Traders rely on it.").run()
    leave_and_come_back(page)

    assert page.control("text_area", f"{key}_reply").value == "Traders rely on it."
    assert "it is still in its box" in page.words()
    press(page, "Save the reply")

    assert listed(plans, Recommendation)[0].reply == "Traders rely on it."
    assert "data-unsaved" not in page.words()


def test_a_reply_that_was_begun_overwrites_no_other_that_came_first(draw, plans):
    kept = plans.add("luton", Recommendation(text="Close the market", made=date(2026, 3, 1)))
    page = draw("plan", part="council")
    key = f"atlas_rec_{kept.id}_{kept.version}_reply"
    page.control("text_area", key).set_value("Traders rely on it.").run()
    plans.change(kept, kept.record.model_copy(update={"reply": "We shall see."}))
    leave_and_come_back(page)
    assert page.control("text_area", key).value == "Traders rely on it."
    press(page, "Save the reply")

    assert listed(plans, Recommendation)[0].reply == "We shall see."
    assert "the two versions differ" in page.words()
    assert "data-unsaved" in page.words()
    press(page, "Keep mine")
    assert listed(plans, Recommendation)[0].reply == "Traders rely on it."
    assert "data-unsaved" not in page.words()


def test_a_server_for_the_public_shows_and_takes_nothing(draw, plans, monkeypatch):
    plans.add("luton", CouncilSeat(sector="business", body="Market traders"))
    plans.add("luton", Recommendation(text="Close the market", made=date(2026, 3, 1)))
    plans.add("luton", CouncilQuestion(text="How can we share the market by 2035?"))
    monkeypatch.setenv("COHESION_ATLAS_READ_ONLY", "1")

    page = draw("plan", part="council")

    words = page.words()
    for text in ("Market traders", "Close the market", "How can we share the market by 2035?"):
        assert text in words
    assert page.test.button.len == 0
    assert page.test.text_input.len == 0
    views = draw("plan", part="self-check").control("segmented_control", "atlas_check_view")
    assert [one.content for one in views.proto.options] == ["Result", "Workshop pack"]

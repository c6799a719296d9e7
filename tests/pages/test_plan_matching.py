"""The matching worksheet on the page Plan: offers are kept, households are not, people decide."""

from __future__ import annotations

import json

import pytest

from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.ui.needs import NEEDS
from atlas.plan.records.plans import open_plans

STEP = "atlas_match_step"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


@pytest.fixture
def sheet(draw):
    """The worksheet, and ways to use it."""
    page = draw("plan", place="luton", part="matching")

    def choose(kind, key, value):
        page.control(kind, key).set_value(value).run()
        assert [one.value for one in page.test.exception] == []

    page.choose = choose
    return page


def offer(plans, **amounts):
    for criterion, options in amounts.items():
        for option, number in options.items():
            plans.add("luton", MatchingOffer(criterion=criterion, option=option, number=number))


def upload(page, number, content):
    page.test.file_uploader[number].set_value(("list.csv", content, "text/csv")).run()
    assert [one.value for one in page.test.exception] == []


def test_the_rules_come_first(sheet):
    words = sheet.words()
    assert "It gives no score and no ranking, and it never chooses." in words
    assert "People who need protection or care are not matched" in words
    assert "<dt>Religion or belief</dt>" in words


def test_an_offer_is_kept_with_source_and_shown_beside_figures(sheet, plans):
    sheet.choose("text_input", "atlas_offer_luton_said_source", "Housing team")
    sheet.choose("number_input", "atlas_offer_luton__household_size_for_4", 2)
    sheet.choose("multiselect", "atlas_offer_luton__languages", ["polish", "urdu"])
    sheet.choose("number_input", "atlas_offer_luton__household_size_for_4", 3)
    sheet.choose("multiselect", "atlas_offer_luton__languages", ["urdu"])

    kept = [one.record for one in plans.list("luton", MatchingOffer)]
    assert [(one.option, one.number, one.source) for one in kept] == [
        ("for_4", 3, "Housing team"),
        ("urdu", 1, "Housing team"),
    ]
    assert "Saved. Source: Housing team, as of" in sheet.words()
    assert "Census 2021" in sheet.words()


def test_what_somebody_else_changed_is_not_overwritten(sheet, plans):
    key = "atlas_offer_luton__household_size_for_4"
    sheet.choose("number_input", key, 2)
    (mine,) = plans.list("luton", MatchingOffer)
    plans.change(mine, mine.record.model_copy(update={"number": 7}))

    sheet.choose("number_input", key, 3)

    assert [one.record.number for one in plans.list("luton", MatchingOffer)] == [7]
    assert "Nothing was overwritten" in sheet.notices()[0]
    assert sheet.control("number_input", key).value == 7


def test_needs_stay_in_the_visit_and_reasons_are_side_by_side(sheet, plans):
    offer(plans, household_size={"for_4": 1}, languages={"polish": 1})
    sheet.choose("segmented_control", STEP, "needs")
    sheet.control("button", "atlas_match_add").click().run()
    sheet.choose("number_input", "atlas_need_0_0_household_size", 5)
    sheet.choose("multiselect", "atlas_need_0_0_languages", ["polish", "tamil"])
    sheet.choose("number_input", "atlas_need_0_0_school_ages_primary", 2)
    sheet.choose("segmented_control", STEP, "fits")

    words = sheet.words()
    assert "No home on the list is large enough." in words
    assert "Available: Polish." in words
    assert "The place has said nothing about this. Ask." in words
    sheet.choose("selectbox", "atlas_choice_luton_0__household", "first")
    sheet.choose("selectbox", "atlas_choice_luton_0__host", "yes")
    assert "Both sides say yes. A person now decides with them." in sheet.words()

    assert sheet.test.session_state[NEEDS] == [
        {
            "household_size": {"people": 5},
            "languages": {"polish": 1, "tamil": 1},
            "school_ages": {"primary": 2},
        }
    ]
    changes = json.dumps([str(one.after) for one in plans.history("luton")])
    assert "tamil" not in changes
    assert len(plans.history("luton")) == 2


def test_a_list_that_asks_for_religion_is_refused_whole(sheet):
    sheet.choose("segmented_control", STEP, "needs")
    upload(sheet, 0, b"Languages spoken,Religion\nPolish,none\n")
    (told,) = sheet.notices()
    assert "asks for religion or belief" in told
    assert "Nothing in the file was read." in told
    assert sheet.test.session_state[NEEDS] == []


def test_a_list_of_households_is_used(sheet):
    sheet.choose("segmented_control", STEP, "needs")
    upload(sheet, 0, b"Household size,Wishes\n3,sport / library\n1,\n")
    sheet.control("button", "atlas_match_use").click().run()
    assert sheet.test.session_state[NEEDS] == [
        {"household_size": {"people": 3}, "wishes": {"sport": 1, "library": 1}},
        {"household_size": {"people": 1}},
    ]


def test_a_councils_own_list_is_added(sheet, plans):
    upload(sheet, 0, b"where,criterion,option,number\nLeagrave,wishes,library,1\n")
    sheet.control("button", "atlas_offer_add").click().run()
    (one,) = [one.record for one in plans.list("luton", MatchingOffer)]
    assert (one.where, one.option) == ("Leagrave", "library")


def leave_and_come_back(page):
    page.test.args = ("data",)
    page.test.run()
    assert "Not saved yet" not in page.words()
    page.test.args = ("plan",)
    page.test.run()
    assert [one.value for one in page.test.exception] == []


def test_who_offers_is_there_on_coming_back_until_an_offer_is_kept(sheet, plans):
    assert "data-unsaved" not in sheet.words()
    sheet.choose("text_input", "atlas_offer_luton_where_new", "Leagrave")
    sheet.choose("text_input", "atlas_offer_luton_said_source", "Housing team")
    leave_and_come_back(sheet)

    assert sheet.control("text_input", "atlas_offer_luton_where_new").value == "Leagrave"
    assert sheet.control("selectbox", "atlas_offer_luton_where_chosen").value == "Leagrave"
    assert sheet.control("text_input", "atlas_offer_luton_said_source").value == "Housing team"
    assert "Not saved yet" in sheet.words()
    assert "data-unsaved" in sheet.words()
    sheet.choose("number_input", "atlas_offer_luton_Leagrave_household_size_for_4", 2)

    (one,) = [one.record for one in plans.list("luton", MatchingOffer)]
    assert (one.where, one.number, one.source) == ("Leagrave", 2, "Housing team")
    assert sheet.control("selectbox", "atlas_offer_luton_where_chosen").value == "Leagrave"
    # Whoever says so says the next number too.
    assert sheet.control("text_input", "atlas_offer_luton_said_source").value == "Housing team"
    assert "data-unsaved" not in sheet.words()


def test_what_is_only_taken_away_keeps_nothing_that_was_typed(sheet, plans):
    sheet.choose("multiselect", "atlas_offer_luton__languages", ["polish", "urdu"])
    sheet.choose("text_input", "atlas_offer_luton_said_source", "Housing team")
    sheet.choose("multiselect", "atlas_offer_luton__languages", ["urdu"])
    assert "Not saved yet" in sheet.words()


def test_a_new_neighbourhood_that_is_emptied_again_is_not_begun(sheet):
    sheet.choose("text_input", "atlas_offer_luton_where_new", "Leagrave")
    assert "Not saved yet" in sheet.words()
    sheet.choose("text_input", "atlas_offer_luton_where_new", "")
    assert "Not saved yet" not in sheet.words()


def test_needs_are_there_on_coming_back_until_a_file_has_them(sheet):
    sheet.choose("segmented_control", STEP, "needs")
    sheet.control("button", "atlas_match_add").click().run()
    assert "Not saved yet" not in sheet.words()
    sheet.choose("number_input", "atlas_need_0_0_household_size", 5)
    leave_and_come_back(sheet)
    sheet.choose("segmented_control", STEP, "needs")

    assert sheet.control("number_input", "atlas_need_0_0_household_size").value == 5
    assert "Not saved yet" in sheet.words()
    assert "data-unsaved" in sheet.words()
    sheet.control("download_button", "atlas_match_save").click().run()

    assert sheet.test.session_state[NEEDS] == [{"household_size": {"people": 5}}]
    assert "data-unsaved" not in sheet.words()
    sheet.choose("number_input", "atlas_need_0_0_household_size", 6)
    assert "Not saved yet" in sheet.words()
    sheet.control("button", "atlas_need_0_0_remove").click().run()
    assert "Not saved yet" not in sheet.words()

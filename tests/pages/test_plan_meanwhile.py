"""What somebody else saves while one types on the page Plan is never overwritten unseen."""

from __future__ import annotations

import pytest

from atlas.plan.records.kinds.board_note import BoardNote
from atlas.plan.records.kinds.evidence import Evidence
from atlas.plan.records.plans import open_plans


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def press(page, label):
    next(one for one in page.test.button if one.label == label).click().run()
    assert [one.value for one in page.test.exception] == []


def note_box(page):
    return next(one for one in page.test.text_area if "_note_theme_story_" in one.key)


def begin_note(page, words):
    note_box(page).set_value(words).run()


def save_note(page):
    next(one for one in page.test.button if "_note_theme_story_" in one.key).click().run()
    assert [one.value for one in page.test.exception] == []


def test_words_that_were_begun_overwrite_none_that_came_first(draw, plans):
    kept = plans.add("luton", BoardNote(about="theme", entry="story", words="Old"))
    page = draw("plan", part="board")
    begin_note(page, "Mine")
    plans.change(kept, kept.record.model_copy(update={"words": "Theirs"}))
    page.test.run()
    assert note_box(page).value == "Mine"
    save_note(page)

    assert plans.find(kept.id).record.words == "Theirs"
    assert "the two versions differ" in page.words()
    press(page, "Keep mine")
    assert plans.find(kept.id).record.words == "Mine"
    assert "data-unsaved" not in page.words()


def test_words_that_were_emptied_remove_none_that_came_first(draw, plans):
    kept = plans.add("luton", BoardNote(about="theme", entry="story", words="Old"))
    page = draw("plan", part="board")
    begin_note(page, "")
    plans.change(kept, kept.record.model_copy(update={"words": "Theirs"}))
    page.test.run()
    save_note(page)

    assert plans.find(kept.id).record.words == "Theirs"
    assert "Somebody else has changed this in the meantime." in page.words()
    assert note_box(page).value == "Theirs"


def test_an_entry_that_was_begun_overwrites_no_other_that_came_first(draw, plans):
    kept = plans.add("luton", Evidence(category="access", title="Old"))
    page = draw("plan", part="standard")
    key = f"atlas_plan_entry_{kept.id}_{kept.version}_0"
    page.control("text_input", f"{key}_owner").set_value("Mine").run()
    plans.change(kept, kept.record.model_copy(update={"owner": "Theirs"}))
    page.test.run()
    assert page.control("text_input", f"{key}_owner").value == "Mine"
    page.control("button", f"{key}_save").click().run()
    assert [one.value for one in page.test.exception] == []

    assert plans.find(kept.id).record.owner == "Theirs"
    assert "the two versions differ" in page.words()
    press(page, "Keep mine")
    assert plans.find(kept.id).record.owner == "Mine"
    assert "data-unsaved" not in page.words()

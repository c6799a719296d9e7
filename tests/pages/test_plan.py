"""The page Plan: actions come in, are changed by two at once, followed, undone; words stay here."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.plan.records.kinds.baseline import Baseline
from atlas.plan.records.kinds.board_note import BoardNote
from atlas.plan.records.kinds.evidence import Evidence
from atlas.plan.records.kinds.fit_words import FitWords
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans

AREA, OTHER = "E01015693", "E01015694"
ENGLISH = "ACT-32"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def field(page, kind, name):
    """Return the control of the open form whose key ends with a field's name."""
    return next(one for one in page.test.get(kind) if (one.key or "").endswith(f"_{name}"))


def press(page, label):
    next(one for one in page.test.button if one.label == label).click().run()
    assert [one.value for one in page.test.exception] == []


def planned(plans):
    return [one.record for one in plans.list("luton", PlannedAction)]


def test_two_steps_from_an_area_to_the_plan(draw, plans):
    explore = draw("explore", area=AREA).words()
    assert f'href="plan?place=luton&amp;area={AREA}&amp;part=actions&amp;action=ACT-' in explore
    assert f'href="plan?place=luton&amp;area={AREA}&amp;part=fit"' in explore

    page = draw("plan", place="luton", area=AREA, part="actions", action=ENGLISH)
    press(page, "Save in the plan")

    assert [(one.action, one.areas) for one in planned(plans)] == [(ENGLISH, (AREA,))]
    assert page.address() == {"place": "luton", "area": AREA, "part": "actions"}
    assert "The action is in the plan." in page.words()
    assert "Barnfield, Luton 007A" in page.words()


def test_what_nobody_tested_brings_its_test_as_a_measure(draw, plans):
    page = draw("plan", place="luton", area=AREA, part="actions", action="ACT-31")
    press(page, "Save in the plan")
    tested = draw("plan", place="luton", area=AREA, part="actions", action=ENGLISH)
    press(tested, "Save in the plan")

    untested, trial = planned(plans)
    assert len(untested.measures) == 2
    assert untested.measures[1].startswith("Note weeks of waiting and who starts a course")
    assert len(trial.measures) == 1


def test_an_action_of_governance_is_for_the_whole_town(draw, plans):
    page = draw("plan", area=AREA, action="ACT-34")
    press(page, "Save in the plan")

    assert planned(plans)[0].areas == ()


def test_all_that_was_entered_is_kept(draw, plans):
    page = draw("plan", action=ENGLISH)
    field(page, "text_input", "owner").set_value("  Adult learning ")
    field(page, "text_area", "partners").set_value("College\n\nLibrary\nCollege")
    field(page, "date_input", "start").set_value(date(2030, 1, 2))
    field(page, "date_input", "review").set_value(date(2031, 1, 2))
    field(page, "text_area", "gains_newcomers").set_value("A place in four weeks")
    field(page, "checkbox", "principle_own_voice").set_value(True)
    field(page, "multiselect", "figures").set_value(["lan_cannot_speak"])
    press(page, "Save in the plan")

    one = planned(plans)[0]
    assert (one.owner, one.partners) == ("Adult learning", ("College", "Library"))
    assert (one.start, one.review) == (date(2030, 1, 2), date(2031, 1, 2))
    assert one.principles == ("own_voice",)
    assert one.measures[0] == "lan_cannot_speak"
    assert one.measures[1].startswith("Learners outside college")


def test_what_cannot_be_kept_is_told_and_stays_in_the_form(draw, plans):
    page = draw("plan", action="own")
    field(page, "text_input", "owner").set_value("Library")
    press(page, "Save in the plan")

    assert any("needs a title" in one for one in page.notices())
    assert field(page, "text_input", "owner").value == "Library"
    assert planned(plans) == []
    field(page, "text_input", "title").set_value("Open evenings")
    field(page, "selectbox", "theme").set_value("connect")
    field(page, "selectbox", "domain").set_value("social")
    press(page, "Save in the plan")
    assert (planned(plans)[0].title, planned(plans)[0].owner) == ("Open evenings", "Library")


def test_an_unknown_action_is_told_with_the_closest(draw):
    page = draw("plan", action="ACT-310")

    assert 'There is no action "ACT-310". Closest: ACT-31' in page.notices()[0]


def test_an_unknown_part_is_told_and_the_first_is_shown(draw):
    page = draw("plan", part="actoins")

    assert "Closest: actions." in page.notices()[0]
    assert "The plan is empty." in page.words()


def test_two_people_never_overwrite_each_other(draw, plans):
    kept = plans.add("luton", PlannedAction(action=ENGLISH, owner="First"))
    one, two = draw("plan"), draw("plan")
    for page, owner in ((one, "Library"), (two, "Sports trust")):
        press(page, "Change")
        field(page, "text_input", "owner").set_value(owner)
    press(one, "Save in the plan")
    press(two, "Save in the plan")

    assert plans.find(kept.id).record.owner == "Library"
    assert "Nothing was overwritten." in two.words()
    assert "<td>Library</td><td>Sports trust</td>" in two.words()
    assert field(two, "text_input", "owner").value == "Sports trust"

    press(two, "Keep mine")
    assert plans.find(kept.id).record.owner == "Sports trust"
    assert "Your version was saved." in two.words()


def test_what_somebody_removed_meanwhile_can_be_added_again(draw, plans):
    kept = plans.add("luton", PlannedAction(action=ENGLISH, measures=("lan_cannot_speak",)))
    page = draw("plan")
    press(page, "Change")
    plans.remove(kept)
    field(page, "text_input", "owner").set_value("Library")
    press(page, "Save in the plan")
    press(page, "Add mine again")

    assert [one.owner for one in planned(plans)] == ["Library"]
    [again] = plans.list("luton", PlannedAction)
    assert [one.record.planned for one in plans.list("luton", Baseline)] == [again.id]


def test_theirs_can_be_taken(draw, plans):
    kept = plans.add("luton", PlannedAction(action=ENGLISH))
    page = draw("plan")
    press(page, "Change")
    plans.change(kept, PlannedAction(action=ENGLISH, owner="Theirs"), by="lead")
    field(page, "text_input", "owner").set_value("Mine")
    press(page, "Save in the plan")
    assert "Somebody else (lead)" in page.words()
    press(page, "Use theirs")

    assert planned(plans)[0].owner == "Theirs"
    assert "Theirs" in page.words()


def test_a_removed_action_comes_back(draw, plans):
    plans.add("luton", PlannedAction(action=ENGLISH, owner="Library"), by="officer")
    page = draw("plan")
    assert (
        "“English classes where people already are” was added just now by officer" in page.words()
    )
    press(page, "Remove")
    assert planned(plans) == []

    press(page, "Undo")

    assert planned(plans)[0].owner == "Library"


def test_the_filters_narrow_the_list(draw, plans):
    plans.add("luton", PlannedAction(action=ENGLISH, areas=(AREA,)))
    plans.add("luton", PlannedAction(action="ACT-22", areas=(OTHER,), status="running"))
    plans.add("luton", PlannedAction(action="ACT-34"))
    page = draw("plan", area=OTHER)
    assert "3 of 3 actions" in page.words()

    page.control("selectbox", "atlas_plan_for").set_value("selected").run()
    assert "2 of 3 actions" in page.words()
    page.control("selectbox", "atlas_plan_for").set_value("town").run()
    assert "1 of 3 actions" in page.words()
    page.control("selectbox", "atlas_plan_for").set_value("").run()
    page.control("selectbox", "atlas_plan_theme").set_value("connect").run()
    assert "1 of 3 actions" in page.words()
    page.control("selectbox", "atlas_plan_status").set_value("idea").run()
    assert "0 of 3 actions" in page.words()


def test_a_figure_is_kept_as_it_was_when_the_action_came(draw, plans, luton):
    page = draw("plan", area=AREA, action=ENGLISH)
    field(page, "multiselect", "figures").set_value(["lan_cannot_speak"])
    press(page, "Save in the plan")

    [kept] = plans.list("luton", Baseline)
    value = float(luton.measures.values("lan_cannot_speak")[AREA])
    assert kept.record.value == pytest.approx(value, abs=0)
    assert kept.record.year == "2021"
    assert "Office for National Statistics" in kept.record.source
    assert "nothing can have changed yet" in page.words()


def test_who_writes_is_kept_with_the_change(draw, plans):
    page = draw("plan", action="ACT-34")
    page.control("text_input", "atlas_plan_by").set_value("lead").run()
    press(page, "Save in the plan")

    assert plans.history("luton")[0].by == "lead"
    assert "Saved just now by lead." in page.words()


def test_each_place_has_a_plan_of_its_own(draw, plans):
    plans.add("E08000016", PlannedAction(action=ENGLISH))

    assert "The plan is empty." in draw("plan").words()


def test_the_board_answers_from_the_plan_and_names_what_lacks(draw, plans):
    plans.add(
        "luton",
        PlannedAction(action=ENGLISH, owner="Library", sectors=("public",), gains_residents="x"),
    )
    plans.add("luton", PlannedAction(action="ACT-34", status="stopped"))
    words = draw("plan", part="board").words()

    assert "Every action has an owner." in words
    lacking = "Nobody from outside the council: 1 of 1 (English classes where people already are)."
    assert lacking in words
    assert "Not saying what newcomers gain: 1 of 1" in words
    assert "Not in the plan, but meant for this: Check, learn and publish each year" in words


def test_the_towns_own_words_are_kept_and_removed_when_emptied(draw, plans):
    page = draw("plan", part="board")
    boxes = [one for one in page.test.text_area if "_note_theme_story_" in one.key]
    boxes[0].set_value("Everybody sees themselves in it.")
    saving = [one for one in page.test.button if "_note_theme_story_" in one.key]
    saving[0].click().run()

    [kept] = plans.list("luton", BoardNote)
    assert (kept.record.entry, kept.record.words) == ("story", "Everybody sees themselves in it.")
    assert '<p class="pl-good">Everybody sees themselves in it.</p>' in page.words()

    boxes = [one for one in page.test.text_area if "_note_theme_story_" in one.key]
    boxes[0].set_value(" ")
    next(one for one in page.test.button if "_note_theme_story_" in one.key).click().run()
    assert plans.list("luton", BoardNote) == []


def test_evidence_has_a_category_a_link_a_day_and_an_owner(draw, plans):
    page = draw("plan", part="standard")
    boxes = {
        one.key.rsplit("_", 1)[1]: one
        for one in page.test.text_input
        if "entry_evidence_access_" in (one.key or "")
    }
    boxes["title"].set_value("Interpreters")
    boxes["link"].set_value("interpreters.pdf")
    save = next(one for one in page.test.button if "entry_evidence_access_" in one.key)
    save.click().run()
    assert any("A link must begin with https://" in one for one in page.notices())

    boxes = {
        one.key.rsplit("_", 1)[1]: one
        for one in page.test.text_input
        if "entry_evidence_access_" in (one.key or "")
    }
    assert boxes["title"].value == "Interpreters"
    boxes["link"].set_value("https://example.org/a?b=<c>")
    boxes["owner"].set_value("Customer services")
    next(one for one in page.test.button if "entry_evidence_access_" in one.key).click().run()
    [kept] = plans.list("luton", Evidence)
    assert (kept.record.category, kept.record.owner) == ("access", "Customer services")
    assert 'href="https://example.org/a?b=&lt;c&gt;"' in page.words()
    assert "Equitable access" not in page.words().split("No evidence yet for:")[1].split("</p>")[0]


def test_words_from_residents_are_shown_on_their_part_alone(draw, plans):
    said = "We would say lively, not dynamic."
    plans.add("luton", FitWords(area=AREA, words=said, day=date(2030, 1, 2)), by="officer")

    assert said in draw("plan", part="fit", area=AREA).words()
    assert said in draw("plan", part="fit").words()
    for part in ("actions", "board", "coverage", "standard"):
        assert said not in draw("plan", part=part, area=AREA).words()
    for word in ("explore", "data", "meet"):
        assert said not in draw(word, area=AREA).words()


def test_words_are_added_with_day_and_role_and_removed(draw, plans):
    page = draw("plan", part="fit", area=AREA)
    field(page, "text_area", "words").set_value("It fits our street.")
    press(page, "Save")

    [kept] = plans.list("luton", FitWords)
    assert (kept.record.area, kept.record.role) == (AREA, "resident")
    assert kept.record.entry.startswith("cohesion_types.")
    assert "It fits our street." in page.words()
    press(page, "Delete permanently")
    assert plans.list("luton", FitWords) == []
    assert [(one.before, one.after) for one in plans.history("luton")] == [(None, None)] * 2
    assert "It fits our street." not in page.words()


def test_what_people_write_is_text_and_never_code(draw, plans):
    bad = "<script>alert(1)</script>"
    plans.add("luton", PlannedAction(action=ENGLISH, owner=bad, note=bad, measures=(bad,)), by=bad)
    plans.add("luton", BoardNote(about="theme", entry="story", words=bad))
    plans.add("luton", Evidence(category="access", title=bad))
    plans.add("luton", FitWords(words=bad, day=date(2030, 1, 2)))

    for part in ("actions", "board", "coverage", "standard", "fit"):
        assert "<script>" not in draw("plan", part=part).words()


def bring(page, content, name):
    page.test.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    assert [one.value for one in page.test.exception] == []


@pytest.fixture
def taken(draw, plans, monkeypatch):
    """A function that writes the plan as a file, as the page does."""
    from atlas.facade import open_atlas  # noqa: PLC0415
    from atlas.plan.ui import files  # noqa: PLC0415

    monkeypatch.setattr(files, "plans", lambda: plans)
    return lambda word: files._write(open_atlas("luton"), "luton", word)


@pytest.mark.parametrize("word", ["xlsx", "json"])
def test_a_plan_goes_out_and_comes_in_again(draw, plans, taken, word):
    kept = plans.add("luton", PlannedAction(action=ENGLISH, owner="Library", areas=(AREA,)))
    said = FitWords(area=AREA, words="Lively.", day=date(2030, 1, 2))
    plans.add("luton", said)
    plans.add("luton", Evidence(category="access", title="Interpreters"))
    content = taken(word)
    plans.remove(kept)

    page = draw("plan")
    page.test.session_state["atlas_plan_back"] = True
    page.test.run()
    bring(page, content, f"plan.{word}")
    assert "Changed here and in the file: 1. The same: 2." in page.words()
    press(page, "Import it; where both changed, use the file's version")

    assert [one.owner for one in planned(plans)] == ["Library"]
    assert [one.record for one in plans.list("luton", FitWords)] == [said]


def test_a_file_that_is_no_plan_is_told(draw, plans):
    page = draw("plan")
    page.test.session_state["atlas_plan_back"] = True
    page.test.run()
    bring(page, b"{}", "plan.json")

    assert page.notices()
    assert planned(plans) == []


def test_a_server_for_the_public_shows_the_plan_and_takes_no_change(draw, plans, monkeypatch):
    kept = plans.add("luton", PlannedAction(action=ENGLISH, owner="Library"))
    plans.add("luton", FitWords(area=AREA, words="Lively.", day=date(2030, 1, 2)))
    monkeypatch.setenv("COHESION_ATLAS_READ_ONLY", "1")

    page = draw("plan", area=AREA, action=ENGLISH)
    assert "Library" in page.words()
    assert "read-only" in page.words()
    assert page.test.button == []
    for part in ("board", "coverage", "standard"):
        assert [one.label for one in draw("plan", part=part).test.button] == []
    page = draw("plan", part="fit", area=AREA)
    assert "Lively." not in page.words()
    assert 'has no part "fit"' in page.notices()[0]

    from atlas.errors import PlanError  # noqa: PLC0415
    from atlas.plan.ui import opened  # noqa: PLC0415

    with pytest.raises(PlanError, match="read-only"):
        opened.plans().remove(opened.plans().find(kept.id))

"""Events of a plan: kept by a form, shown with how long they count, and heard beside the map."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from atlas.actions.circumstances import NO_CIRCUMSTANCES
from atlas.opening.places import open_part
from atlas.plan.records.kinds.event import Event
from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.plans import open_plans
from atlas.plan.ui import circumstances
from atlas.ui.components import side_panel
from tests.pages.test_plan import field, press

AREA = "E01015693"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def test_an_event_is_added_for_what_is_selected_and_removed(draw, plans):
    page = draw("plan", part="events", area=AREA)
    assert "No event has been entered." in page.words()
    field(page, "selectbox", "event").select("closure")
    field(page, "text_input", "happened").set_value("The library closes.")
    press(page, "Save")

    [kept] = plans.list("luton", Event)
    assert kept.record == Event(
        event="closure", day=TODAY, happened="The library closes.", areas=(AREA,)
    )
    assert "The library closes." in page.words()
    assert "It counts until" in page.words()
    press(page, "Remove")
    assert plans.list("luton", Event) == []


def test_an_event_that_was_begun_is_kept_while_the_page_is_left(draw, plans):
    page = draw("plan", part="events")
    field(page, "text_input", "happened").set_value("Half a").run()
    assert "data-unsaved" in page.words()
    page.test.run()
    assert field(page, "text_input", "happened").value == "Half a"
    assert plans.list("luton", Event) == []


def test_a_name_in_an_event_is_asked_about_first(draw, plans):
    page = draw("plan", part="events")
    field(page, "text_input", "happened").set_value("Mary Smith was shouted at.")
    press(page, "Save")
    assert plans.list("luton", Event) == []
    assert any("“Mary Smith”" in one for one in page.notices())
    field(page, "text_input", "happened").set_value("A woman was shouted at.")
    press(page, "Save")
    [kept] = plans.list("luton", Event)
    assert kept.record.happened == "A woman was shouted at."


def test_each_event_says_whether_it_counts(draw, plans):
    for event, day in (
        ("tension", TODAY - timedelta(days=2000)),
        ("closure", TODAY),
        ("new_site", TODAY + timedelta(days=9)),
        ("gone", TODAY),
    ):
        plans.add("luton", Event(event=event, day=day, happened="<b>"))
    words = draw("plan", part="events").words()
    for told in (
        "It no longer counts.",
        "It counts until",
        "It counts from that day.",
        "no longer knows this kind of event",
        "&lt;b&gt;",
    ):
        assert told in words
    assert "· <b>" not in words


def test_a_server_for_the_public_shows_no_events_and_takes_none(draw, plans, monkeypatch):
    plans.add("luton", Event(event="closure", day=TODAY, happened="The library closes."))
    monkeypatch.setenv("COHESION_ATLAS_READ_ONLY", "1")
    page = draw("plan", part="events")
    assert "The library closes." not in page.words()
    assert 'has no part "events"' in page.notices()[0]
    assert [one.label for one in page.test.button] == []


def test_events_go_out_with_the_plan_and_come_in_again(plans, draw, monkeypatch):
    from atlas.facade import open_atlas  # noqa: PLC0415
    from atlas.plan.ui import files  # noqa: PLC0415

    monkeypatch.setattr(files, "plans", lambda: plans)
    event = Event(event="closure", day=date(2030, 1, 2), happened="The library.", areas=(AREA,))
    for word in ("xlsx", "json"):
        kept = plans.add("luton", event)
        content = files._write(open_atlas("luton"), "luton", word)
        plans.remove(kept)
        page = draw("plan")
        page.test.session_state["atlas_plan_back"] = True
        page.test.run()
        page.test.file_uploader[0].set_value((f"plan.{word}", content, "x/y")).run()
        press(page, "Import it; where both changed, use the file's version")
        [found] = plans.list("luton", Event)
        assert found.record == event
        plans.remove(found)


def test_the_panel_hears_of_an_event_at_once(draw, plans, monkeypatch):
    heard = []
    render = side_panel.render_panel

    def listen(*given, **named):
        heard.append(named["now"])
        return render(*given, **named)

    monkeypatch.setattr(side_panel, "render_panel", listen)
    page = draw("explore", area=AREA)
    assert heard[-1] == NO_CIRCUMSTANCES
    plans.add("luton", Event(event="closure", day=TODAY))
    asked = "communication.plan_for_trouble"
    said = {"role": "residents", "question": asked, "answer": "not_yet"}
    plans.add("luton", SelfCheckAnswer(year=TODAY.year, **said))
    page.test.run()
    assert heard[-1].events == {"closure"}
    assert heard[-1].answers == ((asked, 0),)


def test_a_plan_that_cannot_be_read_leaves_the_panel_alone(draw, monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_DATABASE_URL", "oracle://nowhere")
    assert circumstances.find_circumstances(open_part("luton"), "luton") == NO_CIRCUMSTANCES
    assert "Recommended" in draw("explore", area=AREA).words()


def test_without_a_plan_no_database_is_made(monkeypatch, tmp_path):
    monkeypatch.delenv("ATLAS_DATABASE_URL")
    monkeypatch.setattr("atlas.paths.USER_PLANS", tmp_path / "none" / "plans.db")
    assert circumstances.find_circumstances(open_part("luton"), "luton") == NO_CIRCUMSTANCES
    assert not (tmp_path / "none").exists()

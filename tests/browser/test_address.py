"""The address holds everything: copied, mistyped, and gone back in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS, write_address

pytestmark = pytest.mark.browser

WHOLE = {
    "layer": "dep_imd",
    "breaks": "equal",
    "classes": "6",
    "off": "0",
    "compare": "region",
    "type": "cohesion_types.uni_diverse_district,cohesion_types.superdiverse_district",
    "ward": "E05014736,E05014739",
    "where": "mig_moved_1yr.town.20~100",
    "area": "E01015693,E01015694",
    "view": "-0.43,51.89,12.5",
}


def seen(atlas):
    """Return what a person sees of the state: words, classes, filters, selection, place."""
    where = """box => { const map = box.__atlasMap, { lng, lat } = map.getCenter();
      return [lng, lat, map.getZoom()]; }"""
    return {
        "title": atlas.title.inner_text(),
        "answer": atlas.page.locator("p.at-subtitle").first.inner_text(),
        "classes": atlas.classes.all_inner_texts(),
        "off": [one.get_attribute("aria-pressed") for one in atlas.classes.all()],
        "count": atlas.page.locator(".at-count").inner_text(),
        "chips": atlas.page.get_by_role("toolbar").get_by_role("button").all_inner_texts(),
        "kept": [
            one.get_attribute("aria-pressed")
            for one in atlas.page.get_by_role("toolbar").get_by_role("button").all()
        ],
        "selected": atlas.map.get_attribute("data-selected"),
        "panel": atlas.panel.inner_text(),
        "view": [round(part, 3) for part in atlas.map.evaluate(where)],
    }


def test_a_copied_link_shows_the_same_in_a_browser_that_was_never_here(visit):
    atlas = visit(write_address(**WHOLE))
    mine = seen(atlas)
    assert "East of England" in mine["panel"]
    assert mine["off"].count("false") == 1
    assert mine["kept"].count("true") == 2
    assert mine["selected"].split() == WHOLE["area"].split(",")
    expect(atlas.notices).to_have_count(0)

    link = atlas.shared_link()
    assert link.startswith(atlas.base)
    other = visit(link.removeprefix(atlas.base).lstrip("/"), fresh=True)

    assert seen(other) == mine


def test_what_is_clicked_together_is_in_the_link(visit):
    atlas = visit()
    atlas.chip("Diverse suburb").click()
    atlas.expect_address(type="cohesion_types.diverse_suburb")
    atlas.click_area("E01015693")
    atlas.expect_selected("E01015693")
    atlas.classes.first.click()
    atlas.expect_address(off="0")
    atlas.map.get_by_role("button", name="Zoom in").click()
    atlas.page.wait_for_function("new URL(location).searchParams.has('view')")

    link = atlas.shared_link()

    for part in ("type=cohesion_types.diverse_suburb", "area=E01015693", "off=0", "view=-0."):
        assert part in link


def test_what_is_unknown_in_the_address_is_told_and_the_rest_is_shown(visit):
    odd = {
        "layer": "mig_moved_1yrs",
        "area": "E01015693,E09999999",
        "where": "nonsense",
        "classes": "12",
        "type": "cohesion_types.gone",
        "view": "here",
        "foo": "<b>bar</b>",
    }
    atlas = visit(write_address(**odd))

    words = " ".join(atlas.notices.all_inner_texts())
    for one in ("mig_moved_1yr", "E09999999", "nonsense", "12", "cohesion_types.gone", "foo"):
        assert one in words
    expect(atlas.title).to_have_text("Who moved here in the past year?")
    atlas.expect_count(AREAS)
    atlas.expect_selected("E01015693")
    expect(atlas.page.locator("[data-testid=stException]")).to_have_count(0)
    expect(atlas.title).to_be_in_viewport()

    atlas.chip("Diverse suburb").click()
    expect(atlas.notices).to_have_count(0)


def test_going_back_and_forth_restores_what_was_seen(visit):
    atlas = visit()
    atlas.click_area("E01015693")
    atlas.expect_selected("E01015693")
    atlas.chip("Diverse suburb").click()
    atlas.expect_address(type="cohesion_types.diverse_suburb")
    assert atlas.counted(after=AREAS) < AREAS

    atlas.page.go_back()
    atlas.expect_address(type=None, area="E01015693")
    atlas.expect_count(AREAS)
    expect(atlas.chip("Diverse suburb")).to_have_attribute("aria-pressed", "false")
    atlas.page.go_back()
    atlas.expect_address(area=None)
    atlas.expect_selected()
    expect(atlas.panel_name).to_have_text("Luton")

    atlas.page.go_forward()
    atlas.expect_selected("E01015693")
    expect(atlas.panel_name).to_contain_text("Luton 007A")


def test_the_other_page_and_back_keeps_the_state(visit):
    atlas = visit("?area=E01015693&type=cohesion_types.diverse_suburb")
    left = atlas.counted()

    atlas.page.get_by_role("link", name="About the data").click()
    expect(atlas.page.get_by_role("heading", name="About the data")).to_be_visible()
    atlas.page.get_by_role("link", name="Explore").click()

    expect(atlas.map).to_have_attribute("data-ready", "true")
    atlas.expect_selected("E01015693")
    atlas.expect_count(left)

"""Find a place by what people call it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SEARCH = "Find a place or area"


def test_search_finds_by_code_by_ward_and_by_neighbourhood(visit):
    atlas = visit()
    zoom = "box => box.__atlasMap.getZoom()"
    whole = atlas.map.evaluate(zoom)

    for typed, named, most in (
        ("Biscot", "Biscot ward", 10),
        ("E01015693", "Barnfield, Luton 007A", 1),
        ("Bury Park", "Bury Park", 10),
        ("LU1 2LJ", "Central Luton, Luton 023C", 1),
    ):
        atlas.choose(SEARCH, typed, {"E01015693": named}.get(typed))

        expect(atlas.panel_name).to_have_text(named)
        areas = atlas.parameters()["area"].split(",")
        assert 1 <= len(areas) <= most
        atlas.expect_selected(*areas)
        assert atlas.map.evaluate(zoom) > whole


def test_search_moves_at_once_where_the_system_asks_for_no_motion(visit):
    assert moved_in(visit(), "Biscot") == 0


def test_search_flies_where_motion_is_welcome(visit):
    assert moved_in(visit(reduced_motion="no-preference"), "Biscot") > 0


def moved_in(atlas, place):
    """Return how long the map was told to take to a place that was searched for."""
    atlas.map.evaluate(
        """box => { const map = box.__atlasMap, fit = map.fitBounds;
        map.fitBounds = (bounds, options, ...rest) => {
          box.dataset.took = options.duration;
          return fit.call(map, bounds, options, ...rest); }; }"""
    )
    atlas.choose(SEARCH, place)
    expect(atlas.map).to_have_attribute("data-took", re.compile(r"\d"))
    return float(atlas.map.get_attribute("data-took"))


def test_a_typing_error_is_put_right_by_keys_alone(visit):
    atlas = visit()
    box = atlas.page.get_by_role("combobox", name=SEARCH, exact=True)
    box.focus()
    atlas.page.keyboard.type("biscott")
    option = atlas.page.get_by_role("option", name="Biscot ward")

    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(atlas.page.locator(".atlas-search [role=status]")).to_have_text(
        "1 result. Biscot, ward · Luton"
    )
    atlas.page.keyboard.press("Enter")
    expect(atlas.panel_name).to_have_text("Biscot ward")
    expect(box).to_be_focused()


def test_what_cannot_be_found_says_what_can(visit):
    atlas = visit()
    atlas.page.get_by_role("combobox", name=SEARCH, exact=True).fill("Dunstable Road")

    expect(atlas.page.locator(".atlas-search [role=status]")).to_have_text(
        re.compile("Streets are not known here; try a postcode, a ward")
    )
    expect(atlas.page.get_by_text("Add:")).to_have_count(0)

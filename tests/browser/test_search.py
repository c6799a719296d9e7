"""Find a place by what people call it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_search_finds_by_code_by_ward_and_by_neighbourhood(visit):
    atlas = visit()
    zoom = "box => box.__atlasMap.getZoom()"
    whole = atlas.map.evaluate(zoom)

    for typed, named, most in (
        ("Biscot", "Biscot ward", 10),
        ("E01015693", "Barnfield, Luton 007A", 1),
        ("Bury Park", "Bury Park", 10),
    ):
        atlas.choose("Find an area", typed)

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
    atlas.choose("Find an area", place)
    expect(atlas.map).to_have_attribute("data-took", re.compile(r"\d"))
    return float(atlas.map.get_attribute("data-took"))

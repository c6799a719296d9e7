"""The whole country in a browser: levels, places, gaps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import AtlasPage

pytestmark = [pytest.mark.browser, pytest.mark.official]


@pytest.fixture(scope="module")
def nation(run_server, nation_home):
    """The atlas with the packs of England and Wales."""
    return run_server("app.py", paths.ROOT, nation_home)


@pytest.fixture
def open_nation(nation, contexts, watch):
    """A function that opens an address of the country and waits for its map."""
    pages = []

    def open_page(address, *, drawn=True):
        options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
        page = contexts(**options).new_page()
        pages.append(page)
        watch.follow(page)
        return AtlasPage(page, nation.base).open(address, drawn=drawn)

    yield open_page
    for page in pages:
        page.close()
    assert watch.found == []
    assert "Traceback" not in nation.new_lines()


def look_at(atlas, longitude, latitude, zoom):
    """Move the map as a person would, so that it tells where it was left."""
    atlas.map.evaluate(
        "(box, [lon, lat, zoom]) => box.__atlasMap.jumpTo({center: [lon, lat], zoom})",
        [longitude, latitude, zoom],
    )


def test_zooming_in_changes_the_level_and_keeps_the_camera(open_nation):
    atlas = open_nation("?place=england-wales&layer=cohesion_types")
    expect(atlas.count).to_have_text("318 of 318 authorities")

    look_at(atlas, -0.42, 51.89, 8.4)
    expect(atlas.count).to_have_text("7,264 of 7,264 neighbourhoods")
    look_at(atlas, -0.42, 51.89, 10.6)
    expect(atlas.count).to_have_text("35,672 of 35,672 areas")

    expect(atlas.map).to_have_attribute("data-ready", "true")
    zoom = atlas.map.evaluate("box => box.__atlasMap.getZoom()")
    assert zoom == pytest.approx(10.6, abs=0.01)
    expect(atlas.map.locator(".atlas-stage")).to_have_count(1)
    look_at(atlas, -0.42, 51.89, 6)
    expect(atlas.count).to_have_text("318 of 318 authorities")
    # The words of this choice are other ones at every level; that is not a choice of anybody.
    assert "reading" not in atlas.parameters()


def test_another_place_is_chosen_and_its_link_shows_the_same(open_nation):
    atlas = open_nation("?place=england-wales&layer=hou_owned")
    atlas.open_popover("Place")
    atlas.choose("Show", "Cardiff")

    expect(atlas.page.locator(".at-brand span")).to_have_text("Cardiff")
    expect(atlas.count).to_have_text("218 of 218 areas")
    assert atlas.parameters()["place"] == "W06000015"
    assert atlas.parameters()["layer"] == "hou_owned"
    again = open_nation(f"?{atlas.page.url.split('?')[1]}")
    expect(again.panel_name).to_have_text("Cardiff")


def test_a_search_finds_any_area_of_the_country(open_nation):
    atlas = open_nation("?place=england-wales")
    box = atlas.page.get_by_role("combobox", name="Find a place or area")
    box.fill("E01015693")
    box.press("Enter")

    expect(atlas.panel_name).to_contain_text("Luton 007A")
    atlas.expect_selected("E01015693")


def test_an_area_without_a_value_says_why(open_nation):
    atlas = open_nation("?place=W06000015&layer=dep_imd")
    expect(atlas.legend).to_contain_text("cover England only")
    atlas.stage.focus()
    atlas.page.keyboard.press("ArrowRight")
    said = atlas.map.locator("[aria-live]")
    expect(said).to_have_text(re.compile("no value. .*cover England only"))


def test_authorities_side_by_side_have_a_map_each_and_an_area_is_picked_on_it(open_nation):
    atlas = open_nation("?place=E06000032~E06000039", drawn=False)
    page = atlas.page
    maps = page.locator(".atlas-multiples svg")
    expect(maps).to_have_count(2)
    expect(maps.first).to_have_attribute("aria-label", re.compile("^Map of Luton: "))
    expect(page.locator(".ap-side thead th")).to_have_text(["Luton", "Slough", "England"])

    maps.first.locator("path[data-code]").first.click()
    expect(page.locator(".ap-name")).to_contain_text("Luton 0")
    expect(page.locator(".ap-head")).to_contain_text("Luton")

"""What is on screen stays as it is when somebody goes to another page and comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import PATIENCE

pytestmark = pytest.mark.browser

# Whether the map has come to rest with all of an area in view, once it has.
IN_VIEW = """(box, [code, patience]) => new Promise(done => {
  const until = performance.now() + patience, map = box.__atlasMap;
  const look = () => {
    const { clientWidth: wide, clientHeight: high } = map.getCanvas();
    const seen = map.queryRenderedFeatures({ layers: ["fill"] })
      .filter(one => one.properties.code === code)
      .flatMap(one => one.geometry.coordinates.flat(9));
    const corners = [];
    for (let i = 0; i < seen.length; i += 2) corners.push(map.project([seen[i], seen[i + 1]]));
    const inside = corners.length && corners.every(
      ({ x, y }) => x >= 0 && y >= 0 && x <= wide && y <= high);
    if ((inside && !map.isMoving()) || performance.now() > until) done(Boolean(inside));
    else setTimeout(look, 50);
  };
  look();
})"""
# The second is an area whose nearest twins in the country are its neighbours in Luton.
AREA, TWIN_OF = "E01015693", "E01015699"


def menu(atlas, name):
    """Go to another page through the menu."""
    atlas.page.locator(".st-key-atlas_menu").get_by_role("link", name=name, exact=True).click()


def choose_layer(atlas):
    """Choose a layer: that draws a part of the page anew, and not the menu."""
    atlas.choose("Topic", "Deprivation")
    atlas.choose("Layer", "Income")
    atlas.expect_address(layer="dep_income")
    # The address is there before the heading.
    expect(atlas.title).to_contain_text("low income")
    return atlas.title.inner_text()


def test_the_layer_is_kept_from_the_map_to_other_pages_and_back(visit):
    atlas = visit(f"?area={AREA}&classes=7")
    title = choose_layer(atlas)

    for page, mark in (("Plan", ".st-key-atlas_plan h1"), ("Meet", ".st-key-atlas_read h1")):
        menu(atlas, page)
        expect(atlas.page.locator(mark).first).to_be_visible()
        atlas.expect_address(layer="dep_income", classes="7", area=AREA)
        menu(atlas, "Explore")
        expect(atlas.title).to_have_text(title)
        atlas.expect_address(layer="dep_income", classes="7", area=AREA)
        atlas.wait_drawn()
        atlas.expect_selected(AREA)


def test_the_layer_is_kept_through_the_links_of_the_panel(visit):
    atlas = visit(f"?area={AREA}")
    title = choose_layer(atlas)

    atlas.panel.get_by_role("link", name="Does this fit? Say so").click()
    expect(atlas.page.locator(".st-key-atlas_plan h1")).to_be_visible()
    atlas.expect_address(layer="dep_income", area=AREA, part="fit")
    menu(atlas, "Explore")
    expect(atlas.title).to_have_text(title)
    atlas.expect_address(layer="dep_income", area=AREA, part=None)


def test_a_twin_is_shown_on_the_map_with_the_layer_and_in_view(visit):
    atlas = visit(f"?area={TWIN_OF}&view=-0.4213,51.8797,16")
    title = choose_layer(atlas)
    atlas.panel.get_by_role("link", name="Places like this one").click()
    # By default twins lie elsewhere, and open their own place.
    atlas.open_popover("What counts")
    atlas.page.get_by_text("Also look in Luton").click()
    shown = atlas.page.locator('a[href*="area=E"]', has_text="on the map").first
    expect(shown).to_be_visible()
    code = dict(part.split("=") for part in shown.get_attribute("href").split("?")[1].split("&"))[
        "area"
    ]

    shown.click()

    expect(atlas.title).to_have_text(title)
    atlas.expect_address(layer="dep_income", area=code)
    atlas.wait_drawn()
    atlas.expect_selected(code)
    assert atlas.map.evaluate(IN_VIEW, [code, PATIENCE])
    atlas.click_area(code, adding=True)
    atlas.expect_selected()

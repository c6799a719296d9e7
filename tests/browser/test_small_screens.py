"""A community worker on a small laptop, on a phone, and with large letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS, FIND_SPOT, LAPTOP, LARGE, PHONE

pytestmark = pytest.mark.browser

# A window of 1440 by 900, and one of 1280 by 720, at 200 per cent.
ENLARGED, MOST_ENLARGED = (720, 450), (640, 360)
AREA = "E01015693"
STATES = {
    "town": "",
    "area": f"?area={AREA}",
    "table": "?show=table",
    "chart": "?show=chart",
    "data": "data",
    "places": "places",
    "meet": "meet",
    "plan": "plan?action=ACT-31",
    "twins": f"twins?area={AREA}",
    "actions": "actions",
    "action": f"actions?action=ACT-32&area={AREA}",
}
SIDEWAYS = (
    "document.scrollingElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth"
)


@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_no_page_scrolls_sideways(visit, address):
    atlas = visit(address)
    for size in (LARGE, LAPTOP, (1000, 700), ENLARGED, MOST_ENLARGED, PHONE, (320, 568)):
        atlas.page.set_viewport_size({"width": size[0], "height": size[1]})
        atlas.page.wait_for_function("wide => innerWidth === wide", arg=size[0])
        assert atlas.page.evaluate(SIDEWAYS), size


def test_the_panel_can_be_put_away_and_the_map_takes_its_place(visit):
    atlas = visit(f"?area={AREA}", LAPTOP)
    room = "box => parseFloat(getComputedStyle(box).getPropertyValue('--atlas-map-right')) || 0"
    assert atlas.map.evaluate(room) > 0

    atlas.button("Hide panel").click()
    expect(atlas.panel_name).to_be_hidden()
    expect(atlas.button("Show panel")).to_be_visible()
    assert atlas.map.evaluate(room) == 0
    # The whole place is in sight, where the panel was too.
    assert atlas.map.evaluate(WHOLE_IN_SIGHT)

    atlas.button("Show panel").click()
    expect(atlas.panel_name).to_be_visible()


def test_what_the_map_says_of_an_area_is_not_covered_by_the_panel(visit):
    atlas = visit("", LAPTOP)
    card = atlas.map.locator(".atlas-card")
    panel = atlas.panel.bounding_box()["x"]
    spot = atlas.map.evaluate(FIND_SPOT, atlas.map.evaluate(EASTERN))

    atlas.map.locator("canvas").hover(position=spot)
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box["x"] + box["width"] <= panel

    # With the keys too, also where the next area lies under the panel.
    atlas.stage.focus()
    for _ in range(12):
        atlas.page.keyboard.press("ArrowRight")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box["x"] + box["width"] <= panel


# The area furthest to the east of those that the panel leaves in sight, once the map is nearer.
EASTERN = """box => new Promise(done => {
  const map = box.__atlasMap;
  const covered = parseFloat(getComputedStyle(box).getPropertyValue("--atlas-map-right"));
  map.once("idle", () => {
    const x = map.getCanvas().clientWidth - covered - 30;
    const seen = map.queryRenderedFeatures([[x, 100], [x + 10, 400]], { layers: ["fill"] });
    done(seen[0].properties.code);
  }).zoomTo(13);
})"""


WHOLE_IN_SIGHT = """box => {
  const seen = box.__atlasMap.queryRenderedFeatures({ layers: ["fill"] });
  return new Set(seen.map(one => one.properties.code)).size === 125; }"""


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_whole_place_is_in_sight_at_first(visit, size):
    atlas = visit("", size)

    assert atlas.map.evaluate(WHOLE_IN_SIGHT)
    expect(atlas.title).to_be_in_viewport()


@pytest.mark.parametrize(
    "size",
    [LAPTOP, (900, 1100), ENLARGED, MOST_ENLARGED, PHONE],
    ids=["laptop", "tablet", "enlarged", "most_enlarged", "phone"],
)
def test_nothing_covers_or_cuts_off_what_can_be_pressed(visit, size):
    atlas = visit("", size)

    for name in ("About this layer", "Download", "Share", "Zoom in", "Show the whole place"):
        expect(atlas.button(name)).to_be_in_viewport(ratio=0.99, timeout=5_000)
        atlas.button(name).click(trial=True, timeout=5_000)


def test_map_layers_and_area_are_one_step_or_one_swipe_apart(visit):
    atlas = visit(f"?area={AREA}", PHONE)
    parts = atlas.page.get_by_role("navigation", name="Parts of the page")
    topic = atlas.page.get_by_role("combobox", name="Topic")
    expect(atlas.title).to_be_in_viewport()
    expect(topic).not_to_be_in_viewport()

    parts.get_by_role("link", name="Layers").click()
    expect(topic).to_be_in_viewport()
    expect(atlas.title).not_to_be_in_viewport()
    parts.get_by_role("link", name="Area").click()
    expect(atlas.panel_name).to_be_in_viewport()
    expect(topic).not_to_be_in_viewport()
    parts.get_by_role("link", name="Map").click()
    expect(atlas.title).to_be_in_viewport()
    expect(atlas.panel_name).not_to_be_in_viewport()

    body = atlas.page.locator(".st-key-atlas_body")
    body.evaluate("box => box.scrollBy({ left: innerWidth * 0.8 })")
    expect(topic).to_be_in_viewport()
    expect(atlas.title).not_to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_table_shows_the_figure_beside_the_area_where_room_is_scarce(visit, size):
    atlas = visit("?show=table", size)
    heads = atlas.table.locator("thead th")

    expect(heads.nth(1)).to_contain_text("Moved in during the past year")
    expect(heads.nth(1)).to_be_in_viewport(ratio=0.99)
    expect(atlas.table.locator("tbody tr").first.locator("td").first).to_contain_text("%")
    atlas.page.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})
    expect(heads.nth(1)).to_contain_text("Ward")


def test_an_area_is_picked_and_filtered_on_a_phone(visit):
    atlas = visit("", PHONE, has_touch=True)
    atlas.click_area(AREA)
    atlas.expect_selected(AREA)

    parts = atlas.page.get_by_role("navigation", name="Parts of the page")
    parts.get_by_role("link", name="Area").click()
    expect(atlas.panel_name).to_contain_text("Luton 007A")
    parts.get_by_role("link", name="Layers").click()
    atlas.chip("Diverse suburb").click()

    atlas.expect_address(type="cohesion_types.diverse_suburb", area=AREA)
    left = atlas.counted(after=AREAS)
    parts.get_by_role("link", name="Map").click()
    atlas.expect_lit(left)


def test_with_letters_twice_as_large_a_layer_can_be_chosen_and_an_area_read(visit):
    atlas = visit("", ENLARGED, device_scale_factor=2)
    parts = atlas.page.get_by_role("navigation", name="Parts of the page")

    parts.get_by_role("link", name="Layers").click()
    atlas.choose("Topic", "Deprivation")
    expect(atlas.title).not_to_have_text("Who moved here in the past year?")
    parts.get_by_role("link", name="Map").click()
    atlas.click_area(AREA)
    parts.get_by_role("link", name="Area").click()

    expect(atlas.panel_name).to_contain_text("Luton 007A")
    expect(atlas.panel_name).to_be_in_viewport()


def test_where_colours_are_the_systems_what_is_chosen_still_shows(visit):
    page = visit("actions?action=ACT-32", fresh=True, forced_colors="active").page
    paint = "one => getComputedStyle(one).backgroundColor"
    chosen = page.get_by_role("radio", name="Map", checked=True)
    other = page.get_by_role("radio", name="Table", checked=False)
    assert chosen.evaluate(paint) != other.evaluate(paint)
    menu = page.locator(".st-key-atlas_menu")
    here, there = menu.locator("a[disabled]").first, menu.locator("a:not([disabled])").first
    assert here.evaluate(paint) != there.evaluate(paint)
    ink = "one => getComputedStyle(one.querySelector('p')).color"
    system = "one => { one.style.color = 'HighlightText'; return getComputedStyle(one).color; }"
    assert here.evaluate(ink) == here.evaluate(system)


def test_where_colours_are_the_systems_the_legend_keeps_those_of_the_map(visit):
    atlas = visit("?area=E01015701", forced_colors="active")
    swatches = atlas.page.locator(".atlas-class .atlas-swatch")
    expect(swatches).to_have_count(5)
    paint = "all => all.map(one => getComputedStyle(one).backgroundColor)"
    assert len(set(swatches.evaluate_all(paint))) == 5
    types = atlas.page.locator(".ap-bar")
    expect(types.first).to_be_attached()
    assert len(set(types.evaluate_all(paint))) > 1

"""Points and streets on the map: off until chosen, named, and never in the map's way."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import PATIENCE, AtlasPage
from tests.street_tiles import write_streets

pytestmark = pytest.mark.browser

HOST = "tiles.openfreemap.org"
FIND_SCHOOL = """box => {
  const map = box.__atlasMap;
  const { clientWidth: wide, clientHeight: high } = map.getCanvas();
  for (const { geometry } of map.queryRenderedFeatures({ layers: ["points-schools"] })) {
    const { x, y } = map.project(geometry.coordinates);
    if (x > 200 && y > 80 && x < wide - 60 && y < high - 80) return { x, y };
  }
  return null;
}"""
# Whether a street of the file is drawn, once it is.
SEE_STREET = """(box, patience) => new Promise(done => {
  const until = performance.now() + patience;
  const look = () => {
    const drawn = box.__atlasMap.queryRenderedFeatures();
    const seen = drawn.some(one => one.properties.name === "Long Street");
    if (seen || performance.now() > until) done(seen);
    else setTimeout(look, 50);
  };
  look();
})"""
# A style as such servers give it: one picture-less layer of vector tiles, and its letters.
STYLE = {
    "version": 8,
    "glyphs": f"https://{HOST}/fonts/{{fontstack}}/{{range}}.pbf",
    "sprite": f"https://{HOST}/sprites/a",
    "sources": {"open": {"type": "vector", "tiles": [f"https://{HOST}/t/{{z}}/{{x}}/{{y}}.pbf"]}},
    "layers": [
        {"id": "paper", "type": "background", "paint": {"background-color": "#ff0000"}},
        {
            "id": "road",
            "type": "line",
            "source": "open",
            "source-layer": "roads",
            "paint": {"line-color": "#888888"},
        },
    ],
}
TILES = {
    "tilejson": "3.0.0",
    "tiles": [f"https://{HOST}/t/{{z}}/{{x}}/{{y}}.pbf"],
    "vector_layers": [{"id": "transportation", "fields": {}}],
}


def choose(atlas, name):
    """Choose in the box of what lies on the map."""
    if not atlas.popover.is_visible():
        atlas.open_popover("On the map")
    atlas.popover.get_by_text(name).click()
    return atlas.wait_still()


def layers(atlas):
    """Return the names of the layers of the map."""
    return atlas.map.evaluate("box => box.__atlasMap.getStyle().layers.map(one => one.id)")


def test_schools_come_when_they_are_chosen_and_say_their_names(visit):
    asked = []
    atlas = visit(before=lambda page: page.on("request", lambda one: asked.append(one.url)))
    asked.clear()
    atlas.choose("Topic", "Deprivation")
    atlas.wait_still()
    assert not [one for one in asked if "/overlay/" in one or "/points/" in one]

    choose(atlas, "Schools (79)")
    atlas.expect_address(overlays="schools")
    expect(atlas.map).to_have_attribute("data-overlays", "schools")
    expect(atlas.map.locator(".atlas-key li")).to_have_text("Schools (79)")
    atlas.page.keyboard.press("Escape")
    atlas.map.evaluate("box => new Promise(done => box.__atlasMap.once('idle', done).zoomTo(13.4))")
    spot = atlas.map.evaluate(FIND_SCHOOL)
    atlas.map.locator("canvas").hover(position=spot)
    expect(atlas.map.locator(".atlas-tip")).to_contain_text("School")
    expect(atlas.map.locator(".atlas-card")).to_be_hidden()
    # A click on a symbol still selects the area below it.
    atlas.map.locator("canvas").click(position=spot)
    expect(atlas.map).not_to_have_attribute("data-selected", "")

    atlas.show_as("Table")
    places = atlas.page.get_by_role("table", name="Schools on the map: 79")
    expect(places.locator("tbody tr")).to_have_count(79)
    assert len([one for one in asked if "/points/" in one]) == 1

    atlas.show_as("Map")
    expect(atlas.map).to_have_attribute("data-overlays", "schools")
    choose(atlas, "Schools (79)")
    atlas.expect_address(overlays=None)
    expect(atlas.map).to_have_attribute("data-overlays", "")
    assert "points-schools" not in layers(atlas)


def test_a_councils_own_streets_need_no_network_and_a_broken_file_is_told(
    visit, run_server, tmp_path
):
    folder = tmp_path / "cohesion-atlas" / "basemap"
    folder.mkdir(parents=True)
    write_streets(folder / "town.pmtiles")
    (folder / "cut.pmtiles").write_bytes((folder / "town.pmtiles").read_bytes()[:300])
    atlas = visit()
    atlas = AtlasPage(atlas.page, run_server("app.py", paths.ROOT, tmp_path).base).open()

    choose(atlas, "town (the council's file)")
    expect(atlas.map.locator(".atlas-credit")).to_have_text("Streets by Nobody")
    expect(atlas.popover).to_contain_text("cut.pmtiles: The file is incomplete")
    assert atlas.map.evaluate(SEE_STREET, PATIENCE)
    assert atlas.map.evaluate("box => box.__atlasMap.getPaintProperty('fill', 'fill-opacity')") < 1

    (folder / "town.pmtiles").write_bytes(b"overwritten")
    atlas.page.keyboard.press("Escape")
    atlas.choose("Topic", "Deprivation")
    expect(atlas.map.locator(".atlas-notice")).to_contain_text("not a file of streets")
    assert atlas.map.evaluate("box => box.__atlasMap.getPaintProperty('fill', 'fill-opacity')") == 1
    atlas.expect_lit(125)


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        ("Pale streets (OpenFreeMap)", True),
        ("Pale streets (OpenFreeMap)", False),
        ("Quiet greys (OpenFreeMap)", True),
        ("Quiet greys (OpenFreeMap)", False),
    ],
)
def test_a_network_is_asked_only_after_the_choice(visit, watch, name, arrives):
    known = {"/styles/positron": STYLE, "/planet": TILES}

    def answer(route):
        path = urlsplit(route.request.url).path
        if not arrives:
            route.abort()
        elif path in known:
            route.fulfill(body=json.dumps(known[path]), content_type="application/json")
        else:
            route.fulfill(status=204, body="")

    atlas = visit(before=lambda page: page.route(f"https://{HOST}/**", answer))
    assert watch.found == []
    choose(atlas, name)
    notice = atlas.map.locator(".atlas-notice")
    if arrives:
        expect(atlas.map.locator(".atlas-credit a")).to_contain_text("OpenStreetMap")
        assert {"streets-road", "streets-1"} & set(layers(atlas))
        assert "streets-paper" not in layers(atlas)
        expect(notice).to_be_hidden()
    else:
        expect(notice).to_contain_text(f"The streets from {HOST} did not load")
        assert not [one for one in layers(atlas) if one.startswith("streets")]
    atlas.expect_lit(125)
    asked = [one.split(" ")[1] for one in watch.found if one.startswith("request: ")]
    assert asked
    assert {urlsplit(one).hostname for one in asked} == {HOST}
    # The next visitor of the same link asks nobody.
    assert "streets" not in atlas.parameters()
    watch.found.clear()

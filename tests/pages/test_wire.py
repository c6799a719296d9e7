"""What goes between Python and the browser is what atlas/ui/wire.json says, from both ends."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from jsonschema import Draft7Validator
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from atlas import paths
from atlas.definitions import Step
from atlas.selection.address import Selection
from atlas.ui.browser_parts import Pick, parse_pick, parse_view
from atlas.ui.overlay.chosen import FILE, STREETS
from atlas.ui.overlay.routes import ROUTES as POINTS
from atlas.ui.own_figures import LAYERS
from atlas.ui.serve import ROUTES
from atlas.ui.state import SETTLED
from atlas.uploads.matching_areas import MatchingAreas
from atlas.views.choropleth import make_texts
from atlas.views.slides import make_slide
from tests.atlas.uploads.conftest import count_of, lay
from tests.pages.conftest import PATIENCE, run_page
from tests.pages.test_serve import ask
from tests.street_tiles import write_streets

WIRE = json.loads((paths.UI / "wire.json").read_text(encoding="utf-8"))
CHECKS = paths.ROOT / "tests" / "javascript"
TYPED = "cohesion_types.uni_diverse_district"
APART = {"Toggle", "Pick", "Found", "StreetsAddress", "MultiplesData", "SmallMap"}
KINDS = {
    "map": "MapData",
    "legend": "LegendData",
    "table": "TableData",
    "meet": "MeetData",
    "finder": "FinderData",
    "index": "LayerIndex",
    "search": "SearchData",
    "names": "TextsFile",
    "fitted": "TextsFile",
}
# Everything that changes what a page sends: kinds of layers, filters, points, streets, tables.
PAGES = {
    "first": ("explore", {}),
    "settled": ("explore", {"area": "E01015693,E01015694", "view": "-0.42,51.88,12"}),
    "types": (
        "explore",
        {"layer": "cohesion_types", "off": "1", "where": "mig_moved_1yr.value.8~100"},
    ),
    "own": ("explore", {}),
    "points": ("explore", {"overlays": "schools"}),
    "streets": ("explore", {}),
    "file": ("explore", {}),
    "lost": ("explore", {}),
    "table": ("explore", {"show": "table", "type": TYPED, "sort": "-residents"}),
    "wards": ("explore", {"show": "table", "by": "ward"}),
    "actions": ("actions", {"action": "ACT-01"}),
    "reach": ("actions", {"action": "ACT-01", "show": "table"}),
    "story": ("meet", {"story": "luton_who_moves"}),
    "places": ("meet", {"story": "luton_together"}),
    "speaker": ("meet", {"story": "luton_who_lives_here", "step": "2", "window": "speaker"}),
}


def describe(name):
    """Return the description of one message, as a schema of its own."""
    return {"$ref": f"#/definitions/{name}", "definitions": WIRE["definitions"]}


def list_faults(name, value):
    """Return where a value is not what is described."""
    found = Draft7Validator(describe(name)).iter_errors(value)
    return [f"{fault.json_path}: {fault.message[:300]}" for fault in found]


def draw(word, parameters, session):
    """Return what one page sends, as pairs of a component and its data."""
    test = AppTest.from_function(run_page, args=(word,), default_timeout=PATIENCE)
    for key, value in parameters.items():
        test.query_params[key] = [value]
    for key, value in session.items():
        test.session_state[key] = value
    test.run()
    assert [one.value for one in test.exception] == []
    return list_parts(test)


def list_parts(test):
    """Return the components that were drawn, with their data."""
    parts = [one.proto for one in test.get("bidi_component")]
    return [(one.component_name.removeprefix("atlas_"), json.loads(one.json)) for one in parts]


@pytest.fixture(scope="module")
def sessions(luton):
    """What a visitor brought before some of the pages are drawn."""
    columns = {
        "code": list(luton.measures.areas[3:]),
        "halls": range(len(luton.measures.areas) - 3),
    }
    own = lay(MatchingAreas(luton.store, luton.name), columns, count_of())
    streets = {"streets": "openfreemap_greys", "file": f"{FILE}town", "lost": f"{FILE}gone"}
    sessions = {name: {SETTLED: True, STREETS: streets.get(name, "")} for name in PAGES}
    sessions["first"] = {}
    sessions["own"][LAYERS] = {own.id: own}
    return sessions | {"own layer": own.id}


@pytest.fixture(scope="module")
def sent(luton, sessions, tmp_path_factory):
    """All that the pages send, by the page's name here."""
    folder = tmp_path_factory.mktemp("wire")
    write_streets(folder / "town.pmtiles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "USER_BASEMAPS", folder)
        patch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{folder / 'plans.db'}")
        pages = PAGES | {"own": ("explore", {"layer": sessions["own layer"]})}
        sent = {name: draw(*page, sessions[name]) for name, page in pages.items()}
    # The only layers of Luton that are said of an MSOA are in none of its stories.
    wider = Selection(place="luton", layer="mig_out")
    slide = make_slide(luton, Step(address=""), wider, assets=find_map(sent, "first")["assets"])
    sent["wider"] = [(name, data | {"slides": [slide]}) for name, data in sent["story"]]
    search = AppTest.from_function(run_search, default_timeout=PATIENCE).run()
    sent["search"] = list_parts(search)
    return sent


def run_search():
    """Draw the search of the header."""
    # The function is run as a script of its own.
    from atlas.ui.components.place_picker import draw_search  # noqa: PLC0415
    from atlas.ui.state import open_selected  # noqa: PLC0415

    draw_search(open_selected()[0].atlas)


@pytest.fixture(scope="module")
def fetched(sent, tiny_atlas):
    """What the browser then fetches, by the name of its description."""
    app = Starlette(routes=[*ROUTES, *POINTS])
    data = find_map(sent, "points")
    addresses = {
        "OutlinesFile": data["assets"]["outlines"],
        "TextsFile": f"{data['assets']['texts']}/{data['layer']}/0.json",
        "PointsFile": data["overlays"]["schools"],
        "SearchAnswer": "atlas/search/luton?q=Biscot",
    }
    files = {name: json.loads(ask(app, f"/{address}")[2]) for name, address in addresses.items()}
    names = json.loads(ask(app, f"/{data['assets']['texts']}/names/any/0.json")[2])
    index = next(data for component, data in sent["own"] if component == "finder")["index"]
    files["index"] = json.loads(ask(app, f"/{index}")[2])
    return files | {"names": names, "fitted": make_texts(tiny_atlas, "dem_popchange", "england", 0)}


def find_map(sent, page):
    """Return the data of the map on a page."""
    return next(data for component, data in sent[page] if component == "map")


@pytest.mark.parametrize("page", [*PAGES, "wider", "search"])
def test_a_page_sends_what_is_described(sent, page):
    assert sent[page]
    assert [fault for name, data in sent[page] for fault in list_faults(KINDS[name], data)] == []


def test_files_are_what_is_described(fetched):
    assert [
        fault
        for name, file in fetched.items()
        for fault in list_faults(KINDS.get(name, name), file)
    ] == []


def test_every_key_that_is_described_is_sent(sent, fetched):
    messages = [data for page in sent.values() for _, data in page]
    keys = list_keys([messages, *fetched.values()])
    described = {
        key
        for name, one in WIRE["definitions"].items()
        # Several authorities are not among these pages: see test_side_by_side.py.
        if name not in APART
        for key in one.get("properties", {})
    }
    assert described - keys == set()


def list_keys(value):
    """Return all keys of a value, however deep."""
    if isinstance(value, list):
        return {key for one in value for key in list_keys(one)}
    if isinstance(value, dict):
        return {*value, *list_keys(list(value.values()))}
    return set()


def test_the_browser_reads_what_is_sent_and_python_what_it_sends_back(sent, fetched, tmp_path):
    (tmp_path / "sent.json").write_text(
        json.dumps({"pages": sent, "files": fetched}), encoding="utf-8"
    )
    node = shutil.which("node")
    assert node, "The browser's files are tried with node: install nodejs."
    done = subprocess.run(
        [node, "read_messages.js", str(tmp_path)],
        cwd=CHECKS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    back = json.loads((tmp_path / "back.json").read_text(encoding="utf-8"))
    assert [fault for one in back["picked"] for fault in list_faults("Pick", one)] == []
    assert [fault for one in back["view"] for fault in list_faults("View", one)] == []
    assert list(map(parse_pick, back["picked"])) == [
        Pick(one["code"], one["mode"]) for one in back["picked"]
    ]
    assert list(map(parse_view, back["view"])) == [tuple(one) for one in back["view"]]


@pytest.mark.parametrize("name", ["Pick", "View", "Toggle", "Sorting", "Found"])
def test_examples_are_what_they_are_examples_of(name):
    examples = WIRE["definitions"][name]["examples"]
    assert [fault for one in examples for fault in list_faults(name, one)] == []


def test_python_reads_the_examples_of_what_is_sent_back():
    definitions = WIRE["definitions"]
    assert all(parse_pick(one) == Pick(**one) for one in definitions["Pick"]["examples"])
    assert all(parse_view(one) == tuple(one) for one in definitions["View"]["examples"])


@pytest.mark.parametrize(
    "change", [{"colour": []}, {"classes": 3}, {"fit": {"id": "1", "codes": []}}]
)
def test_a_change_of_what_is_sent_is_found(sent, change):
    assert list_faults("MapData", find_map(sent, "first") | change)
    assert list_faults("MapData", {"map": "x"})

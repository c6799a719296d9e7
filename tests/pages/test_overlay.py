"""Points and streets: their routes, the box that chooses them, and the table of places."""

from __future__ import annotations

import gzip
import json

import pytest
from starlette.applications import Starlette

from atlas import paths
from atlas.selection.address import Selection
from atlas.ui.cache import open_place
from atlas.ui.overlay import chosen
from atlas.ui.overlay.routes import ROUTES, points_addresses
from tests.pages.test_serve import GZIP, ask
from tests.street_tiles import find_tile, write_streets


@pytest.fixture(scope="module")
def routes():
    """The routes by themselves."""
    return Starlette(routes=ROUTES)


@pytest.fixture
def streets(tmp_path, monkeypatch):
    """A user folder with a whole and a broken file of streets."""
    write_streets(tmp_path / "our town.pmtiles")
    (tmp_path / "broken.pmtiles").write_bytes(b"no")
    monkeypatch.setattr(paths, "USER_BASEMAPS", tmp_path)
    return tmp_path


def test_points_are_kept_for_ever_under_an_address_of_their_own(routes):
    address = points_addresses(open_place("luton"), ("schools", "nothing"))
    assert list(address) == ["schools"]
    status, headers, body = ask(routes, f"/{address['schools']}")
    assert status == 200
    assert "immutable" in headers["cache-control"]
    found = json.loads(body)
    assert (found["plural"], found["symbol"], len(found["features"])) == ("Schools", "square", 79)
    old = ask(routes, "/atlas/points/luton/area/old/schools.json")
    assert old[1]["cache-control"] == "no-store"


def test_a_tile_is_sent_as_it_stands_and_not_again(routes, streets):
    told = chosen._describe_file("our town")
    z, x, y = 12, *find_tile(12, -0.42, 51.88)
    path = "/" + told["tiles"].format(z=z, x=x, y=y).replace("%20", " ")
    status, headers, body = ask(routes, path, GZIP)
    assert status == 200
    assert headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert headers["content-encoding"] == "gzip"
    assert b"Long Street" in gzip.decompress(body)
    assert b"Long Street" in ask(routes, path)[2]
    again = ask(routes, path, [(b"if-none-match", headers["etag"].encode())])
    assert (again[0], again[2]) == (304, b"")
    # A place that the file does not cover is no fault.
    assert ask(routes, path.replace(f"/{x}/{y}", "/0/0"))[0] == 204


def test_a_file_that_is_damaged_after_it_was_opened_says_so(routes, streets, monkeypatch):
    told = chosen._describe_file("our town")
    found = chosen.list_street_files()[0]["our town"]
    monkeypatch.setattr(found._reader, "get", lambda *_: 1 / 0)
    path = "/" + told["tiles"].format(z=12, x=1, y=1).replace("%20", " ")
    status, headers, body = ask(routes, path)
    assert (status, headers["cache-control"]) == (500, "no-store")
    assert b"damaged" in body
    assert b"Traceback" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/points/nowhere/area/x/schools.json",
        "/atlas/points/luton/area/x/nothing.json",
        "/atlas/streets/broken/x/1/1/1",
        "/atlas/streets/..%2Fsecret/x/1/1/1",
        "/atlas/letters/1/atlas/5-260.pbf",
        "/atlas/letters/1/atlas/a-b.pbf",
        "/atlas/letters/1/atlas/65536-65791.pbf",
    ],
)
def test_what_does_not_exist_is_not_found(routes, streets, path):
    assert ask(routes, path)[0] == 404


def test_letters_are_served(routes):
    status, headers, body = ask(routes, "/atlas/letters/1/atlas/0-255.pbf")
    assert (status, headers["content-type"]) == (200, "application/x-protobuf")
    assert len(body) > 10_000


def test_a_map_without_points_or_streets_is_told_of_neither(monkeypatch):
    monkeypatch.setattr(chosen, "chosen_streets", lambda: "")
    assert chosen.describe_extras(open_place("luton"), Selection()) == {}


def test_a_broken_or_missing_file_of_streets_is_told_in_words(streets):
    assert "not a file of streets" in chosen._describe_file("broken")["fault"]
    assert "no longer in the folder" in chosen._describe_file("gone")["fault"]


def test_streets_from_a_network_say_whom_they_ask(monkeypatch):
    monkeypatch.setattr(chosen, "chosen_streets", lambda: "openfreemap_positron")
    told = chosen.describe_extras(open_place("luton"), Selection())["streets"]
    assert told["host"] == "tiles.openfreemap.org"
    assert "OpenStreetMap" in told["attribution"]


def test_an_unknown_list_in_the_address_is_told(draw):
    page = draw("explore", overlays="schools,pubs")
    assert any('no "pubs"' in notice for notice in page.notices())


def test_the_table_lists_every_place(draw):
    page = draw("explore", overlays="schools", show="table")
    words = page.words()
    assert "Schools on the map: 79" in words
    assert "Department for Education" in words
    assert words.count("<td>Primary</td>") == 46

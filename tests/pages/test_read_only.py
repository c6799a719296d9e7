"""A server for the public: nobody changes anything on it by any button, message or route."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette

from atlas import paths
from atlas.errors import AtlasError
from atlas.opening import places
from atlas.opening.places import remove_place
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans
from atlas.ui import building
from atlas.ui.building import Builder
from atlas.ui.own_figures import LAYERS
from atlas.ui.serve import MIDDLEWARE, ROUTES
from atlas.ui.shell import find_pages
from atlas.uploads.own_layer import OwnLayer
from atlas.uploads.saved import remove_layer, save_layer
from tests.pages.test_serve import ask

CODE = "E08000016"


def make_own_layer(number=1):
    """Return a layer of made-up figures for two areas of Luton."""
    return OwnLayer(
        id=f"own_{number:010x}",
        name=f"Halls {number}",
        date="March 2024",
        means="count",
        kind="area",
        place="Luton",
        file="halls.csv",
        columns={"count": "halls"},
        decimals=0,
        hides_small=False,
        codes=["E01015693", "E01015694"],
        figures={"count": [4.0, 6.0]},
        reasons={},
    )


@pytest.fixture(autouse=True)
def served(tmp_path, monkeypatch, plans_file):
    """A server with a place built on it, a layer saved for everyone, and a plan."""
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path / "packs")
    monkeypatch.setattr(paths, "USER_FIGURES", tmp_path / "figures")
    monkeypatch.setattr(paths, "FILES", tmp_path / "files")
    pack = shutil.copytree(paths.PACKS / "luton", tmp_path / "packs" / CODE)
    told = json.loads((pack / "manifest.json").read_text()) | {"place": CODE}
    (pack / "manifest.json").write_text(json.dumps(told))
    save_layer(make_own_layer(), "luton")
    plans = open_plans(f"sqlite:///{plans_file}")
    plans.add("luton", PlannedAction(action="ACT-31"))
    plans.close()
    forget = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
    building.find_builder.cache_clear()
    started = []
    # A build that were started would be seen here, and builds nothing.
    monkeypatch.setattr(building, "make_command", lambda code: started.append(code) or ["true"])
    yield SimpleNamespace(folder=tmp_path, started=started)
    building.find_builder.cache_clear()
    for cached in forget:
        cached.cache_clear()


@pytest.fixture
def unchanged(served, plans_file):
    """Hold what is kept on the server against what was kept before the test."""

    def read():
        files = [path for path in served.folder.rglob("*") if path.is_file()]
        # SQLite keeps files of its own beside the database, also for those who only read it.
        kept = [path for path in files if not path.name.startswith(plans_file.name)]
        with closing(sqlite3.connect(plans_file)) as database:
            plan = list(database.iterdump())
        return {str(one.relative_to(served.folder)): one.read_bytes() for one in kept}, plan

    before = read()
    assert {name.partition("/")[0] for name in before[0]} == {"packs", "figures"}
    assert "ACT-31" in "".join(before[1])
    yield
    assert read() == before
    assert served.started == []


@pytest.fixture
def closed(monkeypatch):
    """Let the server take no changes from now on."""

    def close():
        monkeypatch.setenv("COHESION_ATLAS_READ_ONLY", "1")

    return close


CHANGES = {
    "save": lambda _: save_layer(make_own_layer(2), "luton"),
    "remove": lambda _: remove_layer(make_own_layer().id, "luton"),
    "remove a place": lambda _: remove_place(CODE),
    "build": lambda _: Builder().start(CODE, "Luton"),
    "plan": lambda url: open_plans(url, read_only=True).add("luton", PlannedAction(action="X")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_function_that_would_change_refuses_and_it_is_logged(
    unchanged, closed, plans_file, caplog, name
):
    closed()

    with pytest.raises(AtlasError, match="read-only"):
        CHANGES[name](f"sqlite:///{plans_file}")

    assert "Refused, since COHESION_ATLAS_READ_ONLY is set" in caplog.text


def find_everyone(page):
    """Return the keys of the buttons with which something changes for everyone."""
    marks = ("atlas_own_sure_", "atlas_rebuild_", "atlas_remove_", "atlas_build")
    return sorted(one.key for one in page.test.button if (one.key or "").startswith(marks))


def press(page, key):
    page.test.session_state["atlas_screens"] = {}
    next(one for one in page.test.button if one.key == key).click().run()
    assert [one.value for one in page.test.exception] == []
    assert "read-only" in " ".join(page.notices())


@pytest.mark.parametrize("number", [0, 1])
def test_the_buttons_of_layers_refuse_where_the_server_closed_meanwhile(
    draw, unchanged, closed, caplog, number
):
    page = draw("figures")
    page.test.session_state["atlas_screens"] = {}
    page.test.session_state[LAYERS] = {make_own_layer(2).id: make_own_layer(2)}
    page.test.run()
    keys = find_everyone(page)
    assert len(keys) == 2
    closed()

    press(page, keys[number])

    assert "Refused" in caplog.text


@pytest.mark.parametrize("number", [0, 1])
def test_the_buttons_of_places_refuse_where_the_server_closed_meanwhile(
    draw, unchanged, closed, caplog, number
):
    page = draw("places")
    keys = find_everyone(page)
    assert len(keys) == 2
    closed()

    press(page, keys[number])

    assert "Refused" in caplog.text


@pytest.mark.parametrize("word", find_pages())
def test_no_page_has_a_button_that_changes_something_for_everyone(draw, unchanged, closed, word):
    closed()
    page = draw(word, area="E01015693")
    assert find_everyone(page) == []

    for key in [one.key for one in page.test.button if not one.disabled]:
        again = draw(word, area="E01015693")
        again.test.session_state["atlas_screens"] = {}
        again.control("button", key).click().run()


def test_a_visitor_may_still_look_at_a_layer_of_their_own(draw, unchanged, closed):
    closed()
    page = draw("figures")
    page.test.session_state["atlas_screens"] = {}
    page.test.session_state[LAYERS] = {make_own_layer(2).id: make_own_layer(2)}
    page.test.run()

    assert "Halls 2" in page.words()
    assert "save a layer for everyone" not in page.words()
    page.control("button", f"atlas_own_drop_{make_own_layer(2).id}").click().run()
    assert "Halls 2" not in page.words()


def test_the_page_of_places_says_why_none_can_be_added(draw, unchanged, closed):
    closed()

    page = draw("places", place="berlin")

    assert "whoever runs this atlas adds and removes them" in page.words()
    assert "Ask whoever runs this atlas to build it." in page.notices()[0]
    assert [one.key for one in page.test.text_input] == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_no_route_takes_anything(unchanged, route, method):
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    path = route.path.replace("{place}", "luton").replace("{level}", "area")
    for kind in (":path", ":int"):
        path = path.replace(kind, "")
    path = path.replace("{", "").replace("}", "")
    path = "/".join("1" if part in ("z", "x", "y") else part for part in path.split("/"))

    status, _, _ = ask(app, path.replace("chunk", "1"), method=method)

    assert status == 405

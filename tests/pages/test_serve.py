"""Our own routes and what stands before them, asked as a browser asks."""

from __future__ import annotations

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from atlas.ui.cache import open_place
from atlas.ui.serve import MIDDLEWARE, ROUTES, assets, head_lines
from atlas.ui.static_files import KeptFiles

GZIP = [(b"accept-encoding", b"gzip, br")]


async def call(app, path, headers=(), query=b"", method="GET"):
    """Return what an app sends as the answer to one request."""
    sent = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query,
        "headers": list(headers),
        "http_version": "1.1",
        "server": ("localhost", 80),
        "client": ("localhost", 1),
    }

    said = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        # Afterwards a browser says nothing until it goes.
        return next(said, None) or await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    return sent


def run(task):
    """Run a task in a thread of its own: while a browser is driven, this one has a loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(task)).result()


def ask(app, path, headers=(), query=b"", method="GET"):
    """Return the status, the headers and the body that an app answers."""
    sent = run(call(app, path, headers, query, method))
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return start["status"], {key.decode(): one.decode() for key, one in start["headers"]}, body


@pytest.fixture(scope="module")
def routes():
    """Our routes behind our middleware, without Streamlit."""
    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


@pytest.fixture(scope="module")
def addresses():
    """What the map of Luton asks for."""
    return assets(open_place("luton"))


def test_texts_say_value_reason_and_name(routes, addresses):
    _, _, body = ask(routes, f"/{addresses['texts']}/mig_moved_1yr/england/0.json")
    found = json.loads(body)
    assert len(found["values"]) == 125
    assert found["gaps"] == {}
    names = json.loads(ask(routes, f"/{addresses['texts']}/names/england/0.json")[2])
    assert names["values"][0] == "Barnfield, Luton 007A"
    assert names["around"][0] == "Barnfield ward"
    wider = json.loads(ask(routes, f"/{addresses['texts']}/neighbourhoods/england/0.json")[2])
    assert wider["values"][0] == "the neighbourhood Barnfield (Luton 007)"


def test_a_chunk_past_the_last_area_is_empty(routes, addresses):
    body = ask(routes, f"/{addresses['texts']}/hou_owned/england/9.json")[2]
    assert json.loads(body) == {"values": [], "gaps": {}}


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/texts/nowhere/area/x/hou_owned/england/0.json",
        "/atlas/texts/luton/authority/x/hou_owned/england/0.json",
        "/atlas/texts/luton/area/x/no_layer/england/0.json",
        "/atlas/texts/luton/area/x/hou_owned/mars/0.json",
        "/atlas/outlines/nowhere/area/x.json",
        "/atlas/assets/x/../serve.py",
        "/atlas/maplibre/x/other.js",
    ],
)
def test_what_does_not_exist_is_not_found(routes, path):
    assert ask(routes, path)[0] == 404


SHEETS = "/atlas/sheets/luton/area"


def test_sheets_to_print_are_one_page_that_links_back_to_this_server(routes):
    query = b"area=E01015693,E01015694,E01015693"
    status, headers, body = ask(routes, SHEETS, [(b"host", b"atlas.example")], query=query)
    page = body.decode()

    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert headers["cache-control"] == "no-store"
    assert page.count("<article") == 2
    assert "http://atlas.example/?place=luton&amp;area=E01015694" in page


@pytest.mark.parametrize(
    "query", [b"", b"area=", b"area=E01015693,E09", b"area=" + b"E01015693x," * 200]
)
def test_sheets_of_no_area_are_not_found(routes, query):
    assert ask(routes, SHEETS, query=query)[0] == 404
    assert ask(routes, "/atlas/sheets/nowhere/area", query=b"area=E01015693")[0] == 404


def test_sheets_are_bounded(routes, monkeypatch):
    monkeypatch.setattr("atlas.sheets.bundle.MOST_SHEETS", 1)

    assert ask(routes, SHEETS, query=b"area=E01015693,E01015694")[0] == 404


def test_files_are_kept_compressed_and_old_addresses_are_not(routes, addresses):
    path = f"/{addresses['outlines']}"
    status, headers, body = ask(routes, path, GZIP)
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]
    plain = ask(routes, path)[2]
    assert gzip.decompress(body) == plain
    assert len(json.loads(plain)["features"]) == 125
    old = ask(routes, "/atlas/outlines/luton/area/old.json", GZIP)
    assert old[1]["cache-control"] == "no-store"


def test_only_what_never_changes_is_kept():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        kept = "immutable" in request.url.path
        headers = {"cache-control": "public, immutable" if kept else "no-cache"}
        return PlainTextResponse("x" * 1000, headers=headers)

    app = KeptFiles(Starlette(routes=[Route("/{path:path}", answer)]), most_bytes=40)
    for path in ("/static/immutable.js", "/static/changing.js", "/page/immutable"):
        first, second = ask(app, path), ask(app, path)
        assert first[2] == second[2] == b"x" * 1000
    assert asked.count("/static/immutable.js") == 1
    assert asked.count("/static/changing.js") == 2
    assert asked.count("/page/immutable") == 2
    assert ask(app, "/static/immutable.js", [(b"range", b"bytes=0-1")])[0] == 200
    assert asked.count("/static/immutable.js") == 2
    # There is room for one: the one before goes, whatever addresses anybody makes up.
    for number in (2, 3, 3, 2):
        ask(app, f"/static/immutable-{number}.js")
    assert asked.count("/static/immutable-3.js") == 1
    assert asked.count("/static/immutable-2.js") == 2
    assert app.bytes == sum(len(one.body) for one in app.kept.values()) <= 40


def test_visitors_who_come_at_once_are_counted_once():
    waiting, everyone = [], 20
    everyone_waits = asyncio.Event()

    async def answer(_request):
        waiting.append(1)
        if len(waiting) == everyone:
            everyone_waits.set()
        await everyone_waits.wait()
        return PlainTextResponse("x" * 1000, headers={"cache-control": "immutable"})

    app = KeptFiles(Starlette(routes=[Route("/{path:path}", answer)]))

    async def visit_all():
        await asyncio.gather(*(call(app, "/static/one.js") for _ in range(everyone)))

    run(visit_all())

    assert len(app.kept) == 1
    assert app.bytes == len(app.kept["/static/one.js"].body)


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/maplibre/0.0.0/maplibre-gl.js",
        "/atlas/letters/1/invented/0-255.pbf",
        "/atlas/letters/0/atlas/0-255.pbf",
    ],
)
def test_versions_that_somebody_invents_are_not_kept(routes, path):
    status, headers, _ = ask(routes, path)
    assert status == 200
    assert "immutable" not in headers["cache-control"]


@pytest.mark.parametrize("name", ["a\0b.js", f"{'long' * 100}.js", "../serve.js", ""])
def test_names_that_no_file_can_have_are_not_found(routes, name):
    assert ask(routes, f"/atlas/assets/1/{name}")[0] == 404


def test_the_head_starts_the_map_of_the_place_that_is_asked_for():
    first, last = head_lines({"path": "/", "query_string": b"place=luton"})
    assert "early.js" in first
    assert "/outlines/luton/area/" in first
    assert "atlas.css" in last
    assert head_lines({"path": "/", "query_string": b"show=table"})[0] == ""
    assert head_lines({"path": "/data", "query_string": b""})[0] == ""
    assert "/outlines/luton/" in head_lines({"path": "/", "query_string": b"place=%ff"})[0]

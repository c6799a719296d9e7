"""The public address is asked for once; without it there is no link, no code and no promise."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from atlas.selection.public_address import SETTING
from atlas.ui import state
from atlas.ui.serve import MIDDLEWARE, ROUTES
from tests.pages.test_serve import ask

PUBLIC = "https://atlas.example/"
AREA = "E01015693"
WHY = "There is no link or QR code"
PROMISE = "on another computer"
BOXES = {"share": ("explore", "atlas_share"), "sheet": ("explore", "atlas_sheet"),
         "download": ("explore", "atlas_download"), "slides": ("meet", ""),
         "pairing": ("twins", "")}  # fmt: skip


@pytest.fixture
def opened_at(monkeypatch):
    """A function that lets the page be opened at an address."""

    def open_at(address):
        monkeypatch.setattr(state, "opened_address", lambda: address)

    return open_at


def open_box(draw, where):
    word, key = BOXES[where]
    page = draw(word, area=AREA)
    if key:
        page.test.session_state[key] = True
        page.test.run()
    return page


def say_all(page):
    return " ".join([page.words(), *(one.value for one in page.test.code)])


@pytest.mark.parametrize("where", BOXES)
def test_a_page_of_this_machine_asks_once_and_promises_nothing(draw, opened_at, where):
    opened_at("http://127.0.0.1:8501/")
    page = open_box(draw, where)
    assert WHY in page.words()
    assert PROMISE not in page.words()

    field = page.control("text_input", f"atlas_public_address_{where}")
    field.set_value("http://localhost/").run()
    assert "Another computer could not open this address" in " ".join(page.notices())
    page.control("text_input", f"atlas_public_address_{where}").set_value(PUBLIC).run()

    assert WHY not in page.words()
    assert page.notices() == []
    assert [one for one in page.test.text_input if "public" in (one.key or "")] == []
    if where == "share":
        assert PROMISE in page.words()
        assert f"{PUBLIC}?place=luton" in say_all(page)


@pytest.mark.parametrize("where", BOXES)
def test_whoever_runs_the_atlas_says_it_for_all(draw, opened_at, monkeypatch, where):
    opened_at("http://127.0.0.1:8501/")
    monkeypatch.setenv(SETTING, PUBLIC)

    page = open_box(draw, where)

    assert WHY not in page.words()
    assert "127.0.0.1" not in say_all(page)


@pytest.mark.parametrize("where", BOXES)
def test_an_address_that_others_can_open_is_taken_as_it_is(draw, opened_at, where):
    opened_at("https://council.example/atlas/")

    page = open_box(draw, where)

    assert WHY not in page.words()
    if where == "share":
        assert "https://council.example/atlas/?place=luton" in say_all(page)


@pytest.fixture(scope="module")
def routes():
    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


def print_sheet(routes, query=b"", host=b"localhost"):
    path = "/atlas/sheets/luton/area"
    body = ask(routes, path, [(b"host", host)], query=b"area=E01015693" + query)[2]
    return body.decode()


def test_a_printed_page_has_the_public_address_or_none(routes, monkeypatch):
    assert "localhost" not in print_sheet(routes)
    assert "QR code" not in print_sheet(routes)
    page = print_sheet(routes, host=b"atlas.example")
    assert "http://atlas.example/?place=luton&amp;area=E01015693" in page
    monkeypatch.setenv(SETTING, PUBLIC)
    assert f"{PUBLIC}?place=luton&amp;area=E01015693" in print_sheet(routes)


def test_only_an_address_that_was_typed_here_is_printed(draw, opened_at, routes):
    opened_at("http://localhost:8501/")
    page = open_box(draw, "sheet")
    page.control("text_input", "atlas_public_address_sheet").set_value(PUBLIC).run()
    (link,) = [one.proto.url for one in page.test.get("link_button")]
    query = link.partition("area=E01015693")[2]
    assert re.search(r"&at=.*&key=[0-9a-f]{32}$", query)

    assert f"{PUBLIC}?place=luton" in print_sheet(routes, query.encode())
    assert "example" not in print_sheet(routes, query.replace("atlas.", "other.").encode())
    assert "example" not in print_sheet(routes, b"&at=https://atlas.example/&key=")

"""A page whose visit the server has forgotten goes on: after a closed lid, after a restart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import LARGE, AtlasPage

pytestmark = pytest.mark.browser

STREAM = "**/_stcore/stream"


@pytest.fixture(scope="module")
def forgetful(run_server):
    """A server that forgets a visit as soon as its page is away, and not after two minutes."""
    return run_server("app.py", paths.ROOT, options=["--server.disconnectedSessionTTL", "0"])


@pytest.fixture
def page(chromium):
    """A page in a browser of its own."""
    context = chromium.new_context(viewport={"width": LARGE[0], "height": LARGE[1]})
    yield context.new_page()
    context.close()


class Wire:
    """The line between a page and the server, which can be cut as by a closed lid."""

    def __init__(self, page):
        self.page = page
        self.open, self.heard = [], []
        page.route_web_socket(STREAM, self.connect)

    def connect(self, socket):
        """Hand on what both sides say, and remember what the page says."""
        server = socket.connect_to_server()
        self.open.append((socket, server))

        def hear(message):
            self.heard.append(message)
            server.send(message)

        socket.on_message(hear)

    def cut(self):
        """End the line; the page opens another by itself."""
        before = len(self.open)
        for side in self.open[-1]:
            side.close()
        while len(self.open) == before:
            # Playwright tells of the new line while it waits.
            self.page.wait_for_timeout(50)


def forget_offline(wire, server):
    wire.cut()


def forget_restarted(wire, server):
    server.stop()
    server.start()
    server.wait_healthy()
    expect(wire.page.get_by_test_id("stConnectionStatus")).to_be_hidden()


FORGET = {"offline": forget_offline, "restarted": forget_restarted}


@pytest.mark.parametrize("how", FORGET)
def test_table_chart_and_map_work_in_a_forgotten_visit(page, forgetful, how):
    wire = Wire(page)
    atlas = AtlasPage(page, forgetful.base).open("?layer=hou_owned&area=E01015693")

    for name, shown in (
        ("Table", atlas.table.locator("tbody tr").first),
        ("Chart", page.locator(".st-key-atlas_spread .main-svg").first),
        ("Map", atlas.stage),
    ):
        FORGET[how](wire, forgetful)
        atlas.show_as(name)
        expect(shown).to_be_visible()
        atlas.expect_address(show=None if name == "Map" else name.lower(), area="E01015693")
        atlas.expect_address(layer="hou_owned")
        expect(atlas.panel_name).to_be_visible()
        expect(atlas.notices).to_have_count(0)
    # What is chosen afterwards is drawn as ever.
    atlas.show_as("Table")
    expect(atlas.table.locator("tbody tr").first).to_be_visible()

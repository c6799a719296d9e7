"""A place is built from the page of places, in a browser: seen by others, opened, removed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import AtlasPage

pytestmark = [pytest.mark.browser, pytest.mark.official]
LONG = 120_000


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory):
    """A folder for a user's data that holds neither files nor packs."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture
def visitor(run_server, empty_home, chromium, watch):
    """A function that opens an address as somebody who was never here."""
    server = run_server("app.py", paths.ROOT, empty_home)
    contexts = []

    def open_page(address):
        size = {"width": 1440, "height": 900}
        contexts.append(chromium.new_context(viewport=size, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        watch.follow(page)
        return AtlasPage(page, server.base).open(address, drawn=False)

    yield open_page
    for one in contexts:
        one.close()
    assert watch.found == []
    assert "Traceback" not in server.new_lines()


def test_a_place_is_built_by_name_seen_by_others_opened_and_removed(visitor, official):
    one = visitor("").wait_drawn()
    one.open_popover("Place")
    one.popover.get_by_role("link", name="Add a place").click()
    box = one.page.get_by_role("textbox", name=re.compile("^Name or code"))
    box.fill("Newcastle")
    box.press("Enter")
    one.button("Newcastle-under-Lyme (West Midlands)").click()
    expect(box).to_have_value("E07000195")
    one.page.get_by_text("A folder on this server that has them").click()
    folder = one.page.get_by_role("textbox", name="Path of the folder on this server")
    folder.fill(str(official.parent))
    folder.press("Enter")
    one.button(f"Take {official.resolve()}").click()
    expect(one.page.get_by_text("Nothing is fetched.")).to_be_visible()
    one.button("Build Newcastle-under-Lyme").click()
    bar = one.page.get_by_role("progressbar", name="Build of Newcastle-under-Lyme")
    expect(bar).to_be_visible()
    expect(one.page.locator(".at-job")).to_contain_text("Census")
    one.button("Stop").click()
    one.button("Continue").click()
    expect(bar).to_be_visible()

    other = visitor("places")
    expect(other.page.get_by_text("Newcastle-under-Lyme is being built.")).to_be_visible()
    map_of_other = visitor("").wait_drawn()
    expect(map_of_other.count).to_have_text("125 of 125 areas")
    one.page.get_by_role("link", name="About the data").click()
    expect(one.page.locator("article.ab h1")).to_be_visible()
    one.page.go_back()
    expect(one.page.get_by_text("Newcastle-under-Lyme is ready.")).to_be_visible(timeout=LONG)
    expect(box).to_have_value("E07000195")

    one.page.get_by_role("link", name="Open Newcastle-under-Lyme on the map").first.click()
    one.wait_drawn()
    expect(one.count).to_have_text(re.compile(r"^(\d+) of \1 areas$"))
    assert one.parameters()["place"] == "E07000195"

    other.button("Remove Newcastle-under-Lyme").click(timeout=LONG)
    other.button("Remove Newcastle-under-Lyme for everyone").click()
    expect(other.page.locator(".at-place h3")).to_have_text(["Luton", "England and Wales"])
    back = visitor("?place=E07000195").wait_drawn()
    # Without its small areas it is one of the country's authorities, as before.
    expect(back.count).to_have_text("318 of 318 authorities")
    assert back.parameters()["place"] == "E07000195"

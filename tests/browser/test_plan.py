"""From an area to the plan in two clicks; two windows change one action; a change is undone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import LARGE

pytestmark = pytest.mark.browser
AREA = "E01015693"


@pytest.fixture
def plan(run_server, contexts, watch, tmp_path):
    """A function that opens an address on a server with a plan of its own."""
    from atlas import paths  # noqa: PLC0415 - as the fixtures of this folder
    from tests.browser.atlas_page import AtlasPage  # noqa: PLC0415

    server = run_server("app.py", paths.ROOT, tmp_path / "home")
    pages = []

    def open_page(address):
        size = {"width": LARGE[0], "height": LARGE[1]}
        page = contexts(viewport=size, reduced_motion="reduce", locale="en-GB").new_page()
        pages.append(page)
        watch.follow(page)
        return AtlasPage(page, server.base).open(address)

    yield open_page
    for one in pages:
        one.close()
    assert watch.found == []
    assert "Traceback" not in server.new_lines()


def test_from_an_area_to_the_plan_and_two_windows_that_meet(plan):
    one = plan(f"?place=luton&area={AREA}")
    card = one.panel.locator(".ap-card").first
    title = card.locator("h4").inner_text()
    card.get_by_role("link", name=re.compile("^Add to the plan")).click()
    one.wait_drawn()
    expect(one.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    one.page.get_by_label(re.compile("^Owner")).fill("Library")
    one.button("Save in the plan").click()
    expect(one.page.get_by_role("status").first).to_have_text("The action is in the plan.")
    expect(one.page.locator(".pl-card")).to_contain_text("Barnfield, Luton 007A")
    one.expect_address(place="luton", area=AREA, part="actions", action=None)

    two = plan("plan?place=luton")
    for window in (one, two):
        window.button("Change").click()
        expect(window.page.get_by_label(re.compile("^Owner"))).to_have_value("Library")
    for window, owner in ((one, "Youth service"), (two, "Sports trust")):
        window.page.get_by_label(re.compile("^Owner")).fill(owner)
        window.button("Save in the plan").click()
        window.wait_still()
    expect(two.page.get_by_role("alert")).to_contain_text("Nothing was overwritten.")
    both = two.page.locator(".pl-both tbody tr")
    expect(both).to_have_text(re.compile(r"Owner\s*Youth service\s*Sports trust"))
    two.button("Keep mine").click()
    expect(two.page.locator(".pl-card")).to_contain_text("Sports trust")

    two.button("Undo").click()
    expect(two.page.locator(".pl-card")).to_contain_text("Youth service")


def test_what_residents_said_is_seen_as_soon_as_it_is_saved(plan):
    one = plan(f"plan?place=luton&area={AREA}&part=fit")
    one.button("Add words").click()
    said = one.popover.get_by_label("What was said")
    said.fill("Buses are few.")
    one.popover.get_by_role("button", name="Save", exact=True).click()
    expect(one.page.get_by_role("status").first).to_have_text("“Buses are few.” is saved.")
    expect(one.popover).to_have_count(0)


def test_a_list_to_choose_from_offers_nothing_that_streamlit_alone_says(plan):
    one = plan("twins?place=luton&area=E01015693&lang=de")
    one.button("Was zählt").click()
    one.popover.get_by_role("combobox").last.click()
    options = one.page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(options.filter(has_text="Select all")).to_have_count(0)

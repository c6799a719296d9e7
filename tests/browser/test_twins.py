"""A planner goes from an area to its twins in two clicks, and takes a card along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import PHONE

pytestmark = pytest.mark.browser

AREA = "E01015739"


def test_from_an_area_to_its_twins_and_a_card(visit):
    atlas = visit()
    atlas.click_area(AREA)
    atlas.page.get_by_role("link", name="Places like this one").click()

    heading = atlas.page.get_by_role("heading", name="Places like High Town, Luton 022A")
    expect(heading).to_be_visible()
    expect(atlas.page).to_have_url(re.compile(rf"/twins\?place=luton&area={AREA}"))
    expect(atlas.page.locator("#twin-A")).to_be_visible()
    with atlas.page.expect_download() as started:
        atlas.page.get_by_role("button", name="Pairing card (PDF)").click()
    assert started.value.path().read_bytes().startswith(b"%PDF-")


def test_nothing_on_a_phone_is_wider_than_the_screen(visit):
    atlas = visit(f"twins?area={AREA}", PHONE)
    expect(atlas.page.locator("#twin-D")).to_be_visible()

    for part in (".st-key-atlas_twins_where", ".st-key-atlas_twins_chart", "#twin-A", "#signals"):
        box = atlas.page.locator(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]

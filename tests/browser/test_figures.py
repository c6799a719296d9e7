"""Somebody puts a file of their own on the map, takes it away, and nobody else sees it."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS, PHONE
from tests.browser.test_accessibility import assert_clean, excused  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

NAME = "Halls <b>&</b> rooms"
AREA = "E01015706"


@pytest.fixture
def content(luton):
    """A file of made-up counts: 40 halls in one area, 20 and 30 by turns in the others."""
    rows = [
        f"{code},{40 if code == AREA else 20 + place % 2 * 10}"
        for place, code in enumerate(luton.measures.areas)
    ]
    return "\n".join([f'code,"{NAME}"', *rows, "E01000001,9"]).encode()


def upload(atlas, content):
    """Give the page a file, and wait until it asks what it means."""
    page = atlas.page
    file = {"name": "halls.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="4. What it means")).to_be_visible()
    atlas.wait_still()


def put_on_map(atlas, content):
    """Lead a file to the map; return the identity of its layer."""
    upload(atlas, content)
    atlas.page.get_by_label("Date or period of the figures").fill("March 2024")
    atlas.page.keyboard.press("Tab")
    expect(atlas.button("Add to the map")).to_be_enabled()
    atlas.button("Add to the map").click()
    atlas.page.get_by_role("link", name="Show on the map").click()
    expect(atlas.title).to_have_text(NAME)
    atlas.wait_drawn()
    return atlas.parameters()["layer"]


def test_a_file_becomes_a_layer_that_does_what_layers_do(visit, content, tmp_path):
    atlas = visit("figures", drawn=False)
    layer = put_on_map(atlas, content)

    expect(atlas.classes).to_have_count(2)
    atlas.expect_lit(AREAS)
    atlas.click_area(AREA)
    expect(atlas.page.locator(".at-subtitle")).to_have_text(
        f"{NAME}: 40 in Bramingham, Luton 001A."
    )
    expect(atlas.panel).to_contain_text(NAME)
    # The card of the map, whose texts have no address.
    expect(atlas.page.locator(".atlas-card")).to_contain_text(f"{NAME}: 40 in Bramingham")
    atlas.open_popover("Download")
    with atlas.page.expect_download() as started:
        atlas.popover.get_by_role("button", name="CSV table", exact=True).click()
    started.value.save_as(tmp_path / "taken.csv")
    taken = pd.read_csv(tmp_path / "taken.csv", index_col="area")[layer]
    assert taken[AREA] == 40
    assert taken.drop(AREA).isin([20, 30]).all()
    assert len(taken) == AREAS


def test_other_pages_and_back_keep_what_was_uploaded(visit, content):
    atlas = visit(f"figures?area={AREA}", drawn=False)
    layer = put_on_map(atlas, content)
    for link, sign in (("Places like this one", "#signals"), ("Add to the plan", ".pl-summary")):
        atlas.panel.get_by_role("link", name=link).first.click()
        expect(atlas.page.locator(sign).first).to_be_visible()

        atlas.page.go_back()

        atlas.wait_drawn()
        expect(atlas.title).to_have_text(NAME)
        assert atlas.parameters()["layer"] == layer


def test_a_link_to_it_shows_another_visitor_something_published(visit, content):
    layer = put_on_map(visit("figures", drawn=False), content)

    other = visit(f"?layer={layer}", fresh=True)

    expect(other.notices).to_contain_text("figures that somebody uploaded")
    expect(other.page.get_by_text(NAME)).to_have_count(0)


def test_the_page_is_for_everyone_on_a_phone_too(visit, content, excused):  # noqa: F811 - as above
    atlas = visit("figures", PHONE, drawn=False)
    upload(atlas, content)

    assert_clean(atlas.page, excused)
    assert atlas.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

"""The same areas as table and as chart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS, LAPTOP, PHONE

pytestmark = pytest.mark.browser

TYPE = "cohesion_types.uni_diverse_district"


def test_the_table_holds_the_areas_on_the_map(visit):
    atlas = visit(f"?type={TYPE}")
    left = atlas.counted()

    atlas.show_as("Table")

    atlas.expect_address(show="table")
    expect(atlas.table.locator("tbody:not(.atlas-beside) tr")).to_have_count(left)
    expect(atlas.table.locator("caption")).to_contain_text(f"{left} areas")


def test_sorting_the_table_stays_in_the_address(visit):
    atlas = visit(f"?show=table&type={TYPE}")

    atlas.table.get_by_role("button", name="Residents").click()
    atlas.expect_address(sort="-residents")
    residents = column(atlas, 2)
    assert residents == sorted(residents, reverse=True)

    atlas.table.get_by_role("button", name="Residents").click()
    atlas.expect_address(sort="residents")
    assert column(atlas, 2) == sorted(residents)
    sorted_by = atlas.table.locator("th[aria-sort]")
    expect(sorted_by).to_have_attribute("aria-sort", "ascending")

    again = visit(atlas.page.url.removeprefix(f"{atlas.base}/"))
    assert column(again, 2) == sorted(residents)


def column(atlas, place):
    """Return a column of the table as numbers."""
    cells = atlas.table.locator(
        f"tbody:not(.atlas-beside) tr > :nth-child({place + 1})"
    ).all_inner_texts()
    return [int(text.replace(",", "")) for text in cells]


def test_areas_are_selected_from_the_table_by_keyboard_and_its_pages_turned(visit):
    atlas = visit("?show=table")
    rows = atlas.table.locator("tbody:not(.atlas-beside) tr")
    areas = atlas.table.locator("button.atlas-area")

    areas.nth(1).focus()
    atlas.page.keyboard.press("Enter")
    expect(areas.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(atlas.panel_name).to_have_text(areas.nth(1).inner_text())

    areas.nth(2).focus()
    atlas.page.keyboard.press("Control+Enter")
    expect(atlas.panel_name).to_have_text("2 areas together")

    first = rows.count()
    assert 0 < first < AREAS
    atlas.table.get_by_role("button", name="Next").click()
    expect(rows).to_have_count(AREAS - first)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_chart_can_be_seen_on_small_screens_too(visit, size):
    atlas = visit("?show=chart", size)
    chart = atlas.page.locator(".st-key-atlas_spread")

    expect(chart.locator(".main-svg").first).to_be_visible()
    expect(chart.get_by_text("Beech Hill", exact=True)).to_be_visible()


def test_changing_views_keeps_the_filters_and_the_place_on_the_map(visit):
    atlas = visit(f"?type={TYPE}&area=E01015693")
    left = atlas.counted()

    atlas.show_as("Chart")
    expect(atlas.page.locator(".st-key-atlas_spread .main-svg").first).to_be_visible()
    atlas.expect_count(left)
    atlas.show_as("Map")

    expect(atlas.map).to_have_attribute("data-ready", "true")
    atlas.expect_selected("E01015693")
    atlas.expect_lit(left)

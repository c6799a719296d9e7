"""The legend: classes that can be put away, and how many there are."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS

pytestmark = pytest.mark.browser


def counts_of(atlas):
    """Return how many areas the legend says are in each class."""
    return [int(text) for text in atlas.classes.locator(".atlas-class-count").all_inner_texts()]


def test_classes_hold_every_area_once_and_can_be_switched_off_and_on(visit):
    atlas = visit()
    first, last = atlas.classes.first, atlas.classes.last
    counts = counts_of(atlas)
    assert len(counts) == 5
    assert sum(counts) == AREAS
    spread = atlas.legend.get_by_role("img")
    expect(spread).to_have_attribute("aria-label", re.compile("Luton .*England"))

    last.click()
    expect(last).to_have_attribute("aria-pressed", "false")
    atlas.expect_address(off="4")
    atlas.expect_lit(AREAS - counts[-1])
    # Filters and legend count the same, and a class without areas on the map has no number.
    atlas.expect_count(AREAS - counts[-1])
    expect(last.locator(".atlas-class-count")).to_have_text("off")
    first.click()
    atlas.expect_address(off="0,4")
    atlas.expect_lit(AREAS - counts[-1] - counts[0])

    last.click()
    expect(last).to_have_attribute("aria-pressed", "true")
    atlas.expect_address(off="0")
    atlas.legend.get_by_role("button", name="Show all").click()
    atlas.expect_address(off=None)
    atlas.expect_lit(AREAS)


def test_number_of_classes_and_way_of_breaking_can_be_changed(visit):
    atlas = visit()
    before = atlas.classes.all_inner_texts()
    section = atlas.open_section("Classes and breaks")

    atlas.choose("How to set the limits of classes", "Equal steps")
    atlas.expect_address(breaks="equal")
    expect(atlas.classes.first).not_to_have_text(before[0])
    assert sum(counts_of(atlas)) == AREAS

    section.get_by_role("slider").focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.expect_address(breaks="equal", classes="6")
    expect(atlas.classes).to_have_count(6)
    assert sum(counts_of(atlas)) == AREAS


def test_types_are_read_against_england_or_against_the_town(visit):
    atlas = visit("?layer=cohesion_types")
    expect(atlas.classes).not_to_have_count(0)
    before, told = counts_of(atlas), atlas.legend.text_content()

    atlas.choose("Compared with", "Luton's areas only")

    atlas.expect_address(reading="town")
    expect(atlas.page.locator("p.at-subtitle").first).to_contain_text("relative")
    expect(atlas.legend).not_to_have_text(told)
    assert counts_of(atlas) != before

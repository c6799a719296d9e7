"""Whether an action works, as it is met in a browser: by keys, on a small screen, and filtered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AREA = "E01015698"
FITS = (
    "box => box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth"
)


def test_the_studies_fold_out_by_keys_and_fit_a_narrow_screen(visit):
    atlas = visit(f"?area={AREA}")
    works = atlas.panel.locator(".ap-works").first
    expect(works).to_contain_text("Does it work?")
    expect(works.get_by_role("img").first).to_have_accessible_name(
        re.compile(r"^(certainty [2-5] of 5|not proven)$")
    )
    fold = works.locator("summary")
    fold.focus()
    atlas.page.keyboard.press("Enter")
    expect(works.get_by_text("The dots say how sure it is, not how good.")).to_be_visible()

    atlas.page.set_viewport_size({"width": 320, "height": 568})
    atlas.page.wait_for_function("innerWidth === 320")
    # On a phone the panel lies beside the map, and is brought into sight first.
    fold.scroll_into_view_if_needed()
    assert works.evaluate(FITS)
    fold.focus()
    atlas.page.keyboard.press("Enter")
    expect(works.get_by_text("The dots say how sure it is, not how good.")).to_be_hidden()


def test_only_what_was_tested_with_a_comparison_stays_and_holds_for_another_area(visit):
    atlas = visit(f"?area={AREA}")
    cards = atlas.panel.locator(".ap-works")
    expect(cards.filter(has_text="Not proven").first).to_be_attached()

    atlas.panel.get_by_text("Only actions that were tested with a comparison").click()
    expect(atlas.panel.get_by_text("Only those that were tested with a comparison")).to_be_visible()
    expect(cards.filter(has_text="Not proven: no test")).to_have_count(0)
    assert cards.count() > 0

    atlas.button("Clear selection").click()
    # While the page changes, both panels may be there.
    expect(atlas.panel_name.filter(has_text="Bury Park")).to_have_count(0)
    expect(atlas.panel_name).to_have_text("Luton")
    expect(cards.filter(has_text="Not proven: no test")).to_have_count(0)


def test_the_line_is_said_in_german(visit):
    atlas = visit(f"?area={AREA}&lang=de")
    expect(atlas.panel.locator(".ap-works").first).to_contain_text("Wirkt es?")

"""Wards are compared by choosing them in their table."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_wards_are_chosen_by_keyboard_and_stand_side_by_side(visit):
    atlas = visit("?show=table&by=ward")
    page = atlas.page
    expect(page.locator(".atlas-beside th")).to_have_text(["Luton", "England"])

    page.get_by_role("button", name="Dallow", exact=True).press("Enter")
    expect(page.locator(".ap-name")).to_have_text("Dallow ward")
    page.get_by_role("button", name="Wigmore", exact=True).press("Enter")

    expect(page.locator(".ap-side caption")).to_have_text("Dallow and Wigmore side by side")
    expect(page.locator("tr[aria-current]")).to_have_count(2)

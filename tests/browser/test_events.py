"""An event is put into the plan by its form, is there again on coming back, and can go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_kept_view import menu
from tests.browser.test_plan_drafts import plan

pytestmark = pytest.mark.browser
__all__ = ["plan"]


def test_an_event_that_was_begun_waits_and_is_kept_when_saved(plan):
    plan.open("plan?place=luton&part=events")
    plan.button("Add an event. For: All of Luton").click()
    plan.popover.get_by_label("What happened, in a line").fill("The library closes.")
    plan.page.keyboard.press("Tab")
    expect(plan.popover.get_by_text("Not saved yet")).to_be_visible()
    plan.page.keyboard.press("Escape")
    plan.page.keyboard.press("Escape")

    menu(plan, "Explore")
    expect(plan.title).to_be_visible()
    plan.page.go_back()
    expect(plan.page.get_by_text("is still in its box")).to_be_visible()
    plan.button("Add an event. For: All of Luton").click()
    plan.popover.get_by_role("button", name="Save", exact=True).click()
    listed = plan.page.locator(".ab li").filter(has_text="The library closes.")
    expect(listed).to_contain_text("It counts until")
    expect(plan.page.get_by_text("is still in its box")).to_have_count(0)
    plan.page.get_by_role("button", name="Change").click()
    plan.popover.get_by_role("button", name="Remove", exact=True).click()
    expect(plan.page.get_by_text("No event has been entered.")).to_be_visible()

"""Nothing that was typed is lost on the way, and who removed something stays known."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import LARGE, AtlasPage
from tests.browser.test_kept_view import menu

pytestmark = pytest.mark.browser
ACTION = "plan?place=luton&part=actions&action=ACT-31"
OWNER = re.compile("^Owner")


@pytest.fixture
def plan(run_server, contexts, watch, tmp_path):
    """A page on a server with a plan of its own."""
    server = run_server("app.py", paths.ROOT, tmp_path / "home")
    size = {"width": LARGE[0], "height": LARGE[1]}
    page = contexts(viewport=size, reduced_motion="reduce", locale="en-GB").new_page()
    watch.follow(page)
    yield AtlasPage(page, server.base)
    page.close()
    assert watch.found == []
    assert "Traceback" not in server.new_lines()


def test_what_was_typed_is_there_on_coming_back(plan):
    plan.open(ACTION)
    plan.page.get_by_label(re.compile("^Partners")).fill("College\nLibrary")
    plan.page.get_by_label(OWNER).fill("Adult learning")
    # Straight from the field, without a key that would have sent it.
    menu(plan, "Explore")
    expect(plan.title).to_be_visible()
    plan.page.go_back()
    expect(plan.page.get_by_label(OWNER)).to_have_value("Adult learning")
    expect(plan.page.get_by_label(re.compile("^Partners"))).to_have_value("College\nLibrary")
    expect(plan.page.get_by_role("status").filter(has_text="Not saved yet")).to_be_visible()

    menu(plan, "Meet")
    expect(plan.button("Start the story")).to_be_visible()
    menu(plan, "Plan")
    expect(plan.page.get_by_text("was started but is not saved")).to_be_visible()
    plan.button("Continue").click()
    expect(plan.page.get_by_label(OWNER)).to_have_value("Adult learning")
    plan.button("Save in the plan").click()
    expect(plan.page.locator(".pl-card")).to_contain_text("Adult learning")
    expect(plan.page.get_by_text("was started but is not saved")).to_have_count(0)


def test_words_that_were_begun_wait_in_their_box(plan):
    plan.open("plan?place=luton&part=fit")
    plan.button("Add words").click()
    plan.popover.get_by_label("What was said").fill("Buses are few.")
    plan.popover.get_by_label("Where it was said").click()
    expect(plan.popover.get_by_text("Not saved yet")).to_be_visible()
    plan.page.keyboard.press("Escape")

    menu(plan, "Explore")
    expect(plan.title).to_be_visible()
    plan.page.go_back()
    expect(plan.page.get_by_text("is still in its box")).to_be_visible()
    plan.button("Add words").click()
    expect(plan.popover.get_by_label("What was said")).to_have_value("Buses are few.")
    plan.popover.get_by_role("button", name="Save", exact=True).click()
    expect(plan.page.locator(".pl-words")).to_contain_text("Buses are few.")
    expect(plan.page.get_by_text("is still in its box")).to_have_count(0)


def test_who_removed_something_is_known_after_a_reload(plan):
    plan.open(ACTION)
    plan.button("Save in the plan").click()
    expect(plan.page.locator(".pl-card")).to_be_visible()
    initials = plan.page.get_by_label(re.compile("^Your role or initials"))
    initials.fill("JS, Büro <2>")
    initials.press("Enter")
    plan.page.wait_for_function("document.cookie.includes('atlas_plan_by=JS')")

    plan.page.reload()
    plan.wait_drawn()
    expect(initials).to_have_value("JS, Büro <2>")
    plan.button("Remove").click()

    changes = plan.page.locator(".pl-change")
    expect(changes.first).to_contain_text(re.compile("was removed .* by JS, Büro <2>"))

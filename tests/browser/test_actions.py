"""A planner with money for one action finds where it helps, and takes that into the plan."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import LAPTOP, PHONE

pytestmark = pytest.mark.browser

ACTION = "ACT-32"


def choose(atlas, action=ACTION):
    """Choose an action in the table, and wait for its map."""
    atlas.page.locator(f".st-key-atlas_actions_table button[data-code={action}]").click()
    atlas.expect_address(action=action)
    return atlas.wait_drawn()


def test_a_chosen_action_is_drawn_its_first_areas_selected_and_planned(visit):
    atlas = visit("actions")
    expect(atlas.map).to_have_count(0)
    choose(atlas)
    told = atlas.page.locator("#reach [role=status]")
    expect(told).to_contain_text(re.compile(r"It fits \d+ of 125 areas in Luton"))
    expect(told).to_contain_text(re.compile(r"The first 5 areas reach \d+"))

    atlas.button("Select the first 5 areas").click()
    expect(told).to_contain_text("The 5 selected areas reach")
    first = atlas.parameters()["area"].split(",")
    atlas.expect_selected(*first)

    # A click takes one area out, and leaves the others.
    atlas.click_area(first[0])
    atlas.expect_selected(*first[1:])
    expect(told).to_contain_text("The 4 selected areas reach")

    atlas.page.get_by_role("link", name=re.compile("^Add to the plan")).click()
    atlas.expect_address(part="actions", action=ACTION)
    expect(atlas.button("Save in the plan")).to_be_visible()
    assert set(atlas.parameters()["area"].split(",")) == set(first[1:])


def test_the_address_opened_again_shows_the_same(visit):
    atlas = choose(visit("actions"))
    atlas.button("Select the first 5 areas").click()
    expect(atlas.page.locator("#reach [role=status]")).to_contain_text("selected areas reach")
    atlas.wait_still()
    told = atlas.page.locator(".st-key-atlas_actions").inner_text()
    selected = atlas.map.get_attribute("data-selected")

    again = visit(atlas.page.url.removeprefix(f"{atlas.base}/"))
    expect(again.map).to_have_attribute("data-selected", selected)
    assert again.page.locator(".st-key-atlas_actions").inner_text() == told


def test_going_back_shows_the_list_again(visit):
    atlas = choose(visit("actions"))
    atlas.page.go_back()
    atlas.expect_address(action=None)
    expect(atlas.page.locator("#reach")).to_have_count(0)


def test_the_areas_of_an_action_are_seen_in_explore(visit):
    atlas = choose(visit("actions"))
    shown = atlas.page.locator("#reach [role=status]").inner_text()
    count = int(re.search(r"It fits (\d+) of", shown)[1])
    atlas.page.get_by_role("link", name="See these areas in Explore").click()
    atlas.wait_drawn()
    atlas.expect_count(count)
    atlas.expect_lit(count)


def test_all_of_it_can_be_done_with_the_keys(visit):
    atlas = visit("actions", LAPTOP)
    button = atlas.page.locator(f".st-key-atlas_actions_table button[data-code={ACTION}]")
    button.focus()
    atlas.page.keyboard.press("Enter")
    atlas.expect_address(action=ACTION)
    atlas.wait_drawn()
    atlas.stage.focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.page.keyboard.press("Enter")
    expect(atlas.page.locator("#reach [role=status]")).to_contain_text("The selected area reaches")


def test_on_a_phone_the_table_and_the_map_fit_the_screen(visit):
    atlas = visit(f"actions?action={ACTION}", PHONE)
    for part in (".st-key-atlas_actions_table", ".st-key-atlas_reach_map", ".rc-legend"):
        box = atlas.page.locator(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]


def test_a_step_for_a_meeting_shows_the_first_areas(visit):
    atlas = choose(visit("actions", fresh=True))
    atlas.open_popover("For a meeting")
    atlas.button("Add this view to my story").click()
    expect(atlas.popover).to_contain_text("Added.")

"""A planner asks where to act: layer, filters, an area, and why something is suggested."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS

pytestmark = pytest.mark.browser

AREA, OTHER = "E01015693", "E01015694"
BEECH_HILL = "E05014736"


def test_topic_and_layer_change_the_question_the_map_and_the_address(visit):
    atlas = visit()
    before = atlas.map.get_attribute("data-painted")

    atlas.choose("Topic", "Deprivation")
    expect(atlas.title).not_to_have_text("Who moved here in the past year?")
    atlas.choose("Layer", "Income")

    atlas.expect_address(layer="dep_income")
    expect(atlas.map).not_to_have_attribute("data-painted", before)
    expect(atlas.stage).to_have_attribute("aria-label", re.compile(atlas.title.inner_text()))


def test_a_layer_is_found_by_plain_words_and_keys_alone(visit):
    atlas = visit(size=(320, 640))
    box = atlas.page.get_by_role("combobox", name="Layer", exact=True)
    told = atlas.page.locator(".atlas-finder [role=status]")
    options = atlas.page.get_by_role("option")

    box.focus()
    box.fill("asylum")
    expect(options.first).to_contain_text("In the UK for less than two years")
    expect(told).to_contain_text("not counted for small areas")
    # Nothing was found: Enter takes nothing, and Escape gives the name back.
    box.press("Enter")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(box).to_have_value("Moved in during the past year")

    box.fill("poverty")
    expect(options.first).to_contain_text("Overall deprivation score")
    expect(told).to_contain_text("First: Overall deprivation score")
    assert "Pakistani" not in " ".join(options.all_inner_texts())
    assert atlas.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box.press("ArrowDown")
    active = atlas.page.locator(".atlas-finder-active")
    assert box.get_attribute("aria-activedescendant") == active.get_attribute("id")

    box.fill("churn")
    expect(options.first).to_contain_text("Population churn")
    box.press("Enter")
    atlas.expect_address(layer="mig_churn")
    expect(box).to_have_value("Population churn (all moves)")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()


def test_filters_are_added_one_by_one_and_cleared_together(visit):
    atlas = visit()
    atlas.expect_count(AREAS)
    atlas.expect_lit(AREAS)

    atlas.chip("Uni-diverse district").click()
    atlas.expect_address(type="cohesion_types.uni_diverse_district")
    of_type = atlas.counted(after=AREAS)
    assert 0 < of_type < AREAS
    expect(atlas.chip("Uni-diverse district")).to_contain_text(str(of_type))
    atlas.expect_lit(of_type)
    # Types are alternatives.
    atlas.chip("Diverse suburb").click()
    assert atlas.counted(after=of_type) > of_type
    atlas.chip("Diverse suburb").click()
    atlas.expect_count(of_type)

    atlas.choose("Ward or neighbourhood", "Beech Hill ward")
    atlas.expect_address(ward=BEECH_HILL)
    in_ward = atlas.counted(after=of_type)
    assert 0 < in_ward < of_type
    atlas.expect_lit(in_ward)
    atlas.page.keyboard.press("Escape")

    atlas.open_section("Add a condition")
    atlas.button("Add").click()
    atlas.page.wait_for_function("new URL(location).searchParams.has('where')")
    assert atlas.counted(after=in_ward) < in_ward
    expect(atlas.page.get_by_role("button", name="highest 20 % of Luton")).to_be_attached()

    atlas.button("Clear all filters").click()
    atlas.expect_address(type=None, ward=None, where=None)
    atlas.expect_count(AREAS)
    atlas.expect_lit(AREAS)


def test_a_condition_is_changed_by_typing_and_what_is_left_is_selected_with_a_click(visit):
    atlas = visit("?where=dep_imd_decile.value.1~3")
    expect(atlas.panel).to_contain_text("Left after filtering")
    before = atlas.counted()

    atlas.button("Change").click()
    most = atlas.page.get_by_role("spinbutton", name="At most")
    expect(most).to_have_value("3")
    most.fill("1")
    most.press("Enter")
    atlas.wait_still()
    atlas.button("Apply").click()

    atlas.expect_address(where="dep_imd_decile.value.1~1")
    left = atlas.counted(after=before)
    expect(atlas.panel_name).to_have_text(f"{left} areas together")
    atlas.button(f"Select these {left} areas").click()
    expect(atlas.panel.get_by_text("Left after filtering")).to_be_hidden()
    expect(atlas.map).to_have_attribute("data-selected", re.compile(rf"^(\S+ ?){{{left}}}$"))


def test_a_clicked_area_is_told_in_the_panel_with_type_reasons_and_actions(visit):
    atlas = visit()

    atlas.click_area(AREA)

    atlas.expect_selected(AREA)
    expect(atlas.panel_name).to_contain_text("Luton 007A")
    expect(atlas.panel.locator(".ap-facts").first).to_contain_text(AREA)
    expect(atlas.panel.locator(".ap-type")).to_contain_text("Diverse suburb")
    bars = atlas.panel.locator(".ap-bars tr")
    shares = [int(text.split()[0]) for text in bars.locator(".ap-num").all_inner_texts()]
    assert len(shares) >= 5
    assert 98 <= sum(shares) <= 102
    expect(atlas.panel.get_by_role("heading", name="Why", exact=True)).to_be_visible()
    cards = atlas.panel.locator(".ap-card").filter(visible=True)
    # A figure suggests it here, or it is said that it would suit any place.
    expect(cards.first).to_contain_text(re.compile("Suggested because|An idea for any place"))
    for wanted in ("Who leads", "Effort", "How to tell that it works"):
        expect(cards.first).to_contain_text(wanted)
    cards.first.get_by_text("Why it may help, and sources").click()
    expect(cards.first.get_by_text("under “").first).to_be_visible()


def test_ctrl_click_adds_an_area_and_a_button_brings_the_town_back(visit):
    atlas = visit()
    atlas.click_area(AREA)
    atlas.expect_selected(AREA)

    atlas.click_area(OTHER, adding=True)
    atlas.expect_selected(AREA, OTHER)
    expect(atlas.panel_name).to_contain_text("2 areas together")

    atlas.click_area(OTHER, adding=True)
    atlas.expect_selected(AREA)
    expect(atlas.panel_name).to_contain_text("Luton 007A")

    atlas.button("Clear selection").click()
    atlas.expect_selected()
    atlas.expect_address(area=None)
    expect(atlas.panel_name).to_have_text("Luton")
    expect(atlas.panel.locator(".ap-facts").first).to_contain_text("225,260 residents")


def test_every_figure_opens_its_source_year_and_caution(visit):
    atlas = visit(f"?area={AREA}")
    figures = atlas.panel.locator("details.ap-figure")
    assert figures.count() >= 8

    for figure in figures.all():
        figure.locator("summary").click()
        note = figure.locator(".ap-source")
        expect(note).to_be_visible()
        text = note.inner_text()
        assert re.search(r"Source\s+\S.*\b20\d\d\b", text), text
        assert re.search(r"Caution\s+\S", text), text
        figure.locator("summary").click()


def test_each_comparator_heads_a_column_of_figures(visit):
    atlas = visit("?compare=E05014741")
    box = atlas.page.locator(".st-key-atlas_compare_box")

    box.locator("summary").click()
    atlas.choose("Up to 4; type to search", "East of England")

    atlas.expect_address(compare="E05014741,region")
    heads = atlas.panel.locator(".ap-head")
    expect(heads).to_contain_text("East of England")
    expect(heads).to_contain_text("Dallow ward")

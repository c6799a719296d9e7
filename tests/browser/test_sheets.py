"""An officer prints hand-outs: from an area, from several, and all the filter leaves."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import make_sheet

pytestmark = pytest.mark.browser

AREA, OTHER, BEECH_HILL = "E01015693", "E01015694", "E05014736"


def test_area_is_taken_away_as_a_page_a_print_and_a_paragraph(visit):
    atlas = visit(f"?area={AREA}")
    atlas.open_popover("Sheet to print")

    with atlas.page.expect_download() as started:
        atlas.popover.get_by_role("button", name="Sheet (PDF)").click()
    assert started.value.suggested_filename == f"{AREA}.pdf"
    assert started.value.path().read_bytes().startswith(b"%PDF-")
    expect(atlas.popover.locator("code")).to_contain_text("Barnfield, Luton 007A (Barnfield ward")
    with atlas.page.context.expect_page() as opened:
        atlas.popover.get_by_role("link", name="Print").click()
    expect(
        opened.value.get_by_role("heading", name="Barnfield, Luton 007A", exact=True)
    ).to_be_visible()
    # This server is on this machine alone, so nothing on paper leads to it.
    expect(opened.value.get_by_role("link", name=atlas.base)).to_have_count(0)
    expect(opened.value.get_by_role("heading", name="What kind of area is this?")).to_be_visible()


def test_the_type_is_left_out_where_nobody_asks_for_it(visit):
    atlas = visit(f"?area={AREA}")
    atlas.open_popover("Sheet to print")
    expect(atlas.popover.locator("code")).to_contain_text("Type in the atlas")
    atlas.popover.get_by_text("Ask at the end what kind of area this is").click()
    expect(atlas.popover.locator("code")).not_to_contain_text("Type in the atlas")
    with atlas.page.context.expect_page() as opened:
        atlas.popover.get_by_role("link", name="Print").click()
    expect(opened.value.get_by_role("heading", name="Figures to discuss")).to_be_visible()
    expect(opened.value.get_by_role("heading", name="What kind of area is this?")).to_have_count(0)


def test_area_and_layer_are_taken_away_as_slides(visit):
    atlas = visit(f"?area={AREA}")
    for box in ("Sheet to print", "Download"):
        atlas.open_popover(box)
        with atlas.page.expect_download() as started:
            atlas.popover.get_by_role("button", name="Slides (PowerPoint)").click()
        assert started.value.suggested_filename == f"{AREA}.pptx", box
        titles = [
            one.shapes.title.text_frame.text for one in Presentation(started.value.path()).slides
        ]
        assert titles[0] == "Barnfield, Luton 007A"
        assert titles[-1] == "Sources"
        atlas.page.keyboard.press("Escape")


def test_all_that_the_filter_leaves_comes_as_a_zip(visit):
    atlas = visit(f"?ward={BEECH_HILL}")
    atlas.open_popover("Download")

    with atlas.page.expect_download() as started:
        atlas.popover.get_by_role("button", name="Sheets (ZIP)").click()
    names = zipfile.ZipFile(started.value.path()).namelist()
    assert len(names) == 7
    assert all(re.fullmatch(r"E\d{8}_\w+\.pdf", name) for name in names)


def test_every_luton_sheet_prints_on_one_page_from_the_browser(chromium, luton, tmp_path):
    sheets = [
        make_sheet(luton, str(area), link="https://atlas.example/") for area in luton.measures.areas
    ]
    file = tmp_path / "sheets.html"
    file.write_bytes(write_sheets(sheets, "html"))
    page = chromium.new_page()
    page.goto(file.as_uri())

    # What does not fit would be cut off at the foot of its page, or leave no room to write.
    short = page.eval_on_selector_all(
        "article",
        """articles => articles.filter(one => one.scrollHeight > one.clientHeight + 1
            || one.scrollWidth > one.clientWidth + 1
            || one.querySelector(".words").clientHeight < 110).map(one => one.ariaLabel)""",
    )
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert short == []
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 125

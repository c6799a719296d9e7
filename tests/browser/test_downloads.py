"""An analyst takes the filtered layer away, and every file opens elsewhere."""

from __future__ import annotations

import json
import re

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

from atlas import paths
from atlas.export import find_formats
from tests.browser.atlas_page import AREAS, AtlasPage

pytestmark = pytest.mark.browser

FILTERED = "?type=cohesion_types.uni_diverse_district&layer=dep_imd"
EMPTY = "?ward=E05014736&where=mig_moved_1yr.value.99~100"


@pytest.fixture(scope="module")
def taken(contexts, server, tmp_path_factory):
    """Every file that the page offers, by format, and the number of areas on screen."""
    folder = tmp_path_factory.mktemp("downloads")
    page = contexts(viewport={"width": 1440, "height": 900}, accept_downloads=True).new_page()
    atlas = AtlasPage(page, server.base).open(FILTERED)
    number = atlas.counted(after=AREAS)
    atlas.open_popover("Download")
    expect(atlas.popover).to_contain_text(f"{number} of {AREAS} areas")
    files = {}
    for word, spec in find_formats().items():
        with page.expect_download() as started:
            atlas.popover.get_by_role("button", name=spec.label, exact=True).click()
        files[word] = folder / started.value.suggested_filename
        started.value.save_as(files[word])
    page.close()
    return files, number


def test_every_format_is_offered_and_named_by_its_ending(taken):
    files, _ = taken

    for word, spec in find_formats().items():
        about = "dep_imd" if spec.kind == "map" else "areas"
        assert files[word].name == f"luton_{about}_filtered{spec.ending}"
        assert files[word].stat().st_size > 500


def test_csv_holds_the_areas_on_screen(taken):
    files, number = taken

    table = pd.read_csv(files["csv"])

    assert table.columns[0] == "area"
    assert len(table) == table["area"].nunique() == number
    assert set(table["cohesion_types"]) == {"uni_diverse_district"}


def test_the_description_of_the_csv_names_its_columns(taken):
    files, _ = taken

    described = json.loads(files["csv-metadata"].read_text(encoding="utf-8"))

    assert described["url"] == files["csv"].name
    named = [column["name"] for column in described["tableSchema"]["columns"]]
    assert named == list(pd.read_csv(files["csv"]).columns)


def test_excel_holds_the_areas_on_screen_and_says_how_they_were_chosen(taken):
    files, number = taken

    book = openpyxl.load_workbook(files["xlsx"], read_only=True)

    assert len(list(book["Figures"].iter_rows())) == number + 1
    first = book.worksheets[0].iter_rows(values_only=True)
    told = " ".join(str(cell) for row in first for cell in row if cell)
    assert "Uni-diverse district" in told
    # Without a public address the view is kept, and no link that leads nowhere.
    assert "http://" not in told
    assert "place=luton" in told


@pytest.mark.parametrize("word", ["geojson", "gpkg", "geoparquet"])
def test_map_data_holds_the_areas_on_screen_with_their_outlines(taken, word):
    files, number = taken

    if word == "geoparquet":
        areas = gpd.read_parquet(files[word])
    else:
        layer = gpd.list_layers(files[word])["name"].iloc[0]
        areas = gpd.read_file(files[word], layer=layer)

    assert len(areas) == number
    assert areas.geometry.is_valid.all()
    west, south, east, north = areas.to_crs(4326).total_bounds
    assert -1 < west < east < 0
    assert 51 < south < north < 53


@pytest.mark.parametrize(
    ("word", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")]
)
def test_drawings_are_what_they_are_called(taken, word, begins):
    files, _ = taken

    assert files[word].read_bytes().startswith(begins)


def test_the_map_to_take_away_answers_hovering_without_a_network(taken, contexts):
    files, _ = taken
    page = contexts(viewport={"width": 1000, "height": 700}).new_page()
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))

    page.goto(files["html"].as_uri())

    expect(page.locator("canvas").first).to_be_visible()
    card = page.locator(".deck-tooltip")
    # The map answers once it is drawn, which nothing tells.
    for step in range(100):
        page.mouse.move(600 + 3 * step, 350 + step % 5)
        if "ward" in (card.first.text_content() if card.count() else ""):
            break
        page.wait_for_timeout(200)
    expect(card.first).to_contain_text("ward")
    assert failed == []
    assert [one for one in asked if one.startswith(("http:", "https:"))] == []
    page.close()


def test_an_empty_result_says_what_emptied_it_and_offers_no_file(visit):
    atlas = visit(EMPTY)
    atlas.expect_count(0)
    atlas.expect_lit(0)

    said = atlas.notices.filter(has_text="No area is left")
    expect(said).to_contain_text(re.compile(r"removed .*Moved in during the past year: 99"))

    atlas.open_popover("Download")
    expect(atlas.popover).to_contain_text("nothing to download")
    expect(atlas.popover.get_by_role("button")).to_have_count(0)


def test_the_sheet_to_work_types_out_by_hand_opens(visit, tmp_path):
    atlas = visit("data")

    with atlas.page.expect_download() as started:
        atlas.page.get_by_role("button", name="working them out by hand").first.click()
    path = tmp_path / "sheet.xlsx"
    started.value.save_as(path)

    book = openpyxl.load_workbook(path, read_only=True)
    assert any(sheet.max_row > AREAS for sheet in book.worksheets)


# What happened to every GeoPackage of Scotland.
BREAK = """
from atlas.export import to_geopackage


def write(extract):
    raise KeyError("rank")


to_geopackage.write = write
"""


@pytest.mark.parametrize(
    ("address", "button", "said"),
    [
        ("", "Download", "This file could not be made"),
        ("?lang=de", "Download", "Diese Datei konnte nicht erstellt werden"),
    ],
)
def test_a_file_that_cannot_be_made_is_told_until_it_is_read(
    contexts, run_server, tmp_path, address, button, said
):
    script = tmp_path / "app.py"
    script.write_text((paths.ROOT / "app.py").read_text(encoding="utf-8") + BREAK, encoding="utf-8")
    server = run_server(str(script), paths.ROOT)
    page = contexts(viewport={"width": 1440, "height": 900}, accept_downloads=True).new_page()
    atlas = AtlasPage(page, server.base).open(address)
    atlas.open_popover(button)

    atlas.popover.get_by_role("button", name="GeoPackage", exact=True).click()

    note = page.locator("#atlas-download-failed")
    expect(note).to_contain_text(said)
    expect(note).to_contain_text("GeoPackage")
    # Streamlit's own sign goes; the words stay.
    expect(page.get_by_test_id("stDownloadButtonError")).to_have_count(0)
    expect(note).to_be_visible()
    with page.expect_download() as started:
        atlas.popover.get_by_role("button", name="GeoJSON", exact=True).click()
    assert started.value.suggested_filename == "luton_areas.geojson"
    note.get_by_role("button").click()
    expect(note).to_have_count(0)
    page.close()
    server.stop()

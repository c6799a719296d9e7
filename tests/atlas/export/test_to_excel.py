"""The workbook."""

# `values` is a field of an extract here, not the attribute of a table.
# ruff: noqa: PD011

import io
import zipfile
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from atlas.export import write_export


@pytest.fixture(scope="module")
def book(filtered):
    """Open the workbook."""
    return openpyxl.load_workbook(io.BytesIO(write_export(filtered, "xlsx")))


def test_sheets_are_in_reading_order(book):
    assert book.sheetnames == [
        "Read me",
        "Figures",
        "Data dictionary",
        "Types",
        "Sources",
        "Bases",
        "Gaps",
    ]


def test_figures_read_back_the_same(filtered):
    table = pd.read_excel(
        io.BytesIO(write_export(filtered, "xlsx")), sheet_name="Figures", index_col="area"
    )
    assert list(table.index) == list(filtered.areas.index)
    figures = table[filtered.values.columns].astype("float64")
    np.testing.assert_array_equal(figures.to_numpy(), filtered.values.to_numpy())
    assert list(table["ward"]) == list(filtered.areas["ward"])
    for name in filtered.types:
        assert list(table[name]) == list(filtered.types[name])


def test_figures_are_numbers_and_codes_are_text(book):
    sheet = book["Figures"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, 1).data_type == "s"
    assert sheet.cell(2, header.index("mig_moved_1yr") + 1).data_type == "n"
    assert sheet.cell(2, header.index("dem_pop") + 1).number_format == "#,##0"


def test_gap_is_an_empty_cell_with_a_reason_on_its_own_sheet(whole):
    book = openpyxl.load_workbook(io.BytesIO(write_export(whole, "xlsx")))
    area, indicator, reason = next(book["Gaps"].iter_rows(min_row=2, values_only=True))
    sheet = book["Figures"]
    column = [cell.value for cell in sheet[1]].index(indicator)
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == area)
    assert row[column] is None
    assert reason


def test_header_stays_and_can_be_filtered(book):
    assert book["Figures"].freeze_panes == "C2"
    assert book["Figures"].auto_filter.ref.startswith("A1:")


def test_read_me_tells_filter_link_attribution_and_caution(book, filtered):
    texts = [str(cell) for row in book["Read me"].iter_rows(values_only=True) for cell in row]
    for expected in (*filtered.filter_words, filtered.link, *filtered.attributions):
        assert expected in texts
    assert filtered.layer.texts.caution in texts


def test_read_me_names_the_areas_of_any_geography(filtered):
    other = filtered.geography.model_copy(update={"plural": "data zones of 2011"})
    content = write_export(replace(filtered, geography=other), "xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(content))["Read me"].iter_rows(values_only=True)
    assert dict(rows)["Areas"] == f"{filtered.count_words} (data zones of 2011)"


def test_dictionary_explains_every_column(book, filtered):
    rows = book["Data dictionary"].iter_rows(values_only=True)
    header = next(rows)
    entries = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert set(filtered.values.columns) <= set(entries)
    assert {*filtered.types.columns, *filtered.type_details.columns} <= set(entries)
    moved = entries["mig_moved_1yr"]
    assert moved["source"] == "Office for National Statistics: Census 2021 (TS019)"
    assert " minus TS019 " in moved["numerator"]
    assert moved["base_rule"] == "no figure where the base is under 100"
    assert "published" in header
    assert "caution" in header


def test_types_sheet_gives_targets_and_weights(book):
    rows = list(book["Types"].iter_rows(values_only=True))
    profile = next(row for row in rows if row[0] == "cohesion_types" and row[5] == "mig_moved_1yr")
    assert isinstance(profile[7], (int, float))
    assert isinstance(profile[8], (int, float))


def test_no_cell_is_ever_a_formula(hostile):
    book = openpyxl.load_workbook(io.BytesIO(write_export(hostile, "xlsx")))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    sheet = book["Figures"]
    name = sheet.cell(2, [cell.value for cell in sheet[1]].index("name") + 1)
    assert name.value == "=cmd|' /C calc'!A0"
    assert name.data_type == "s"
    assert name.quotePrefix


def read_parts(extract):
    """Return the parts of the workbook of an extract as text, by name."""
    with zipfile.ZipFile(io.BytesIO(write_export(extract, "xlsx"))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_letters_written_as_numbers_stay_as_they_are(filtered):
    areas = filtered.areas.assign(name="Hall_x0041_")
    sheet = read_parts(replace(filtered, areas=areas))["xl/worksheets/sheet2.xml"]
    # What Excel and LibreOffice read back as Hall_x0041_, and not as HallA.
    assert "<t>Hall_x005F_x0041_</t>" in sheet
    assert "<t>Hall_x0041_</t>" not in sheet


@pytest.mark.parametrize(("length", "is_link"), [(2079, True), (2080, False)])
def test_a_link_longer_than_excel_takes_is_text_alone(filtered, length, is_link):
    link = "https://atlas.example.org/?where=".ljust(length, "x")
    parts = read_parts(replace(filtered, link=link))
    assert link in parts["xl/worksheets/sheet1.xml"]
    assert (link in parts.get("xl/worksheets/_rels/sheet1.xml.rels", "")) is is_link

"""Wards as rows of a table, with where each figure comes from."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from atlas.export import find_format, find_formats, suggest_file_name, write_export
from atlas.export.columns import describe_columns
from atlas.export.ward_extract import make_asked_extract
from atlas.indicators.joint import find_ward_values
from atlas.selection.address import Selection

BISCOT = "E05014737"


@pytest.fixture(scope="module")
def wards(luton):
    """All wards of Luton."""
    return make_asked_extract(luton, Selection(by="ward"), find_format("csv"), link="")


def test_a_row_is_a_ward_with_its_figures_in_full(luton, wards):
    table = pd.read_csv(io.BytesIO(write_export(wards, "csv")), index_col="area")
    assert list(table.index) == list(luton.wards.index)
    for name in ("mig_moved_1yr", "hou_owned", "dep_imd"):
        assert table[name].tolist() == find_ward_values(luton.measures, name).tolist()
    assert table["areas"].sum() == len(luton.measures.areas)


def test_every_column_is_described_and_every_gap_has_a_reason(wards):
    assert list(describe_columns(wards)) == ["area", *wards.table.columns]
    assert len(wards.gaps) == wards.figures.isna().sum().sum()
    assert wards.gaps["reason"].str.len().min() > 0


def test_the_workbook_says_how_wards_are_made(wards):
    book = pd.read_excel(io.BytesIO(write_export(wards, "xlsx")), sheet_name=None, header=None)
    told = " ".join(book["Read me"][1].astype(str))
    assert "20 wards" in told
    assert "Best-fit look-up of LSOA 2021 to ward 2024" in told
    assert "never as a mean of their percentages" in told
    assert len(book["Figures"]) == len(book["Bases"]) == 21


def test_the_wards_chosen_are_those_in_the_file(luton):
    asked = Selection(by="ward", wards=(BISCOT,))
    extract = make_asked_extract(luton, asked, find_format("xlsx"), link="")
    assert list(extract.areas.index) == [BISCOT]
    assert suggest_file_name(extract, "csv") == "luton_wards_filtered.csv"


def test_files_with_outlines_stay_with_areas(luton):
    for spec in find_formats().values():
        extract = make_asked_extract(luton, Selection(by="ward"), spec, link="")
        assert (extract.rows == "ward") == (spec.word in ("csv", "csv-metadata", "xlsx"))

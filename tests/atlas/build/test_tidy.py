"""A place's files become tidy tables, or every fault in them is told."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.build.tidy import read_areas, read_figures, read_look_up
from atlas.errors import BuildError


@pytest.fixture
def folder(data_copy):
    """The folder of Tinyville's figures, to be damaged."""
    return data_copy / "tiny"


def replace(path, old, new):
    """Replace the first occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder, definitions):
    """Return every fault found in a place's figures."""
    with pytest.raises(BuildError) as caught:
        read_figures(folder, definitions)
    return caught.value.faults


def test_areas_know_their_names_and_what_became_of_them(folder):
    areas = read_areas(folder)
    assert areas.loc["E01990006", ["name", "neighbourhood", "ward"]].tolist() == [
        "Tinyville 001D",
        "West End",
        "Dale",
    ]
    assert "".join(areas["change"]) == "UUUUUUSSMXUU"
    assert areas.index.is_monotonic_increasing


def test_look_up_has_plain_column_names(folder):
    table = read_look_up(folder)
    assert list(table.columns) == ["before", "after", "change"]
    assert len(table) == 14


def test_figures_of_both_dates_stand_side_by_side(folder, tiny_definitions):
    figures = read_figures(folder, tiny_definitions)
    assert figures.shape == (12, 34)
    assert figures["ts001_total"].sum() == 2000
    assert figures.loc["E01990009", "before_total"] == 100


def test_both_parts_of_a_split_area_have_its_rank(folder, tiny_definitions):
    ranks = read_figures(folder, tiny_definitions)["rank_before"]
    assert ranks["E01990007"] == ranks["E01990008"] == 28
    assert ranks[["E01990009", "E01990010"]].isna().all()


def test_empty_cell_is_a_gap(folder, tiny_definitions):
    figures = read_figures(folder, tiny_definitions)
    assert figures.isna().loc["E01990008", "faith_any"]
    assert figures.isna().loc["E01990007", "need_rate"]


def test_duplicate_area_is_told(folder, tiny_definitions):
    path = folder / "figures.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[3]]) + "\n")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures.csv, column area"
    assert "E01990003" in fault.what


def test_what_is_not_a_number_is_told_with_its_cell(folder, tiny_definitions):
    replace(folder / "figures.csv", "E01990004,100,100", "E01990004,100,a hundred")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures.csv, column groups_total, area E01990004"
    assert fault.what == '"a hundred" is not a number.'


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1e999"])
def test_what_is_without_end_is_not_a_number(folder, tiny_definitions, text):
    replace(folder / "figures.csv", "E01990004,100,100", f"E01990004,100,{text}")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.what == f'"{text}" is not a number.'


def test_unknown_column_is_told_with_the_closest(folder, tiny_definitions):
    replace(folder / "figures.csv", "homes_owned", "homes_owne")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures.csv, column homes_owne"
    assert "homes_owned" in fault.closest


def test_unknown_column_of_2011_is_told_too(folder, tiny_definitions):
    replace(folder / "figures_2011_areas.csv", "rank_before", "rank_befor")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures_2011_areas.csv, column rank_befor"


def test_all_faults_of_a_file_are_told_at_once(folder, tiny_definitions):
    path = folder / "figures.csv"
    replace(path, "homes_owned", "homes_owne")
    replace(path, "E01990004,100,100", "E01990004,100,many")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[4]]) + "\n")
    told = [fault.where for fault in faults_of(folder, tiny_definitions)]
    assert told == [
        "figures.csv, column homes_owne",
        "figures.csv, column area",
        "figures.csv, column groups_total, area E01990004",
    ]
    assert all("\n" not in fault.what for fault in faults_of(folder, tiny_definitions))


def test_missing_column_of_codes_is_told_and_not_thrown(folder, tiny_definitions):
    replace(folder / "figures.csv", "area,", "code,")
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures.csv, column area"


def test_missing_column_of_residents_is_told_and_not_thrown(folder, tiny_definitions):
    path = folder / "figures.csv"
    pd.read_csv(path, dtype=str).drop(columns="ts001_total").to_csv(path, index=False)
    (fault,) = faults_of(folder, tiny_definitions)
    assert fault.where == "figures.csv, column ts001_total"


@pytest.mark.parametrize("column", ["area", "area_name", "ward_code", "rural_urban_2021"])
def test_missing_column_of_areas_is_told_with_the_closest(folder, column):
    replace(folder / "areas.csv", column, f"{column}s")
    with pytest.raises(BuildError) as caught:
        read_areas(folder)
    (fault,) = caught.value.faults
    assert fault.what == f'areas.csv has no column "{column}".'
    assert f"{column}s" in fault.closest


def test_missing_column_of_the_look_up_is_told_with_the_closest(folder):
    replace(folder / "areas_2011_to_2021.csv", "change_code", "change_kind")
    with pytest.raises(BuildError) as caught:
        read_look_up(folder)
    assert caught.value.faults[0].closest == ("change_kind",)


def test_missing_file_is_told_with_its_folder(folder):
    (folder / "areas_2011_to_2021.csv").unlink()
    with pytest.raises(BuildError, match="no file"):
        read_areas(folder)

"""One published table becomes numbers by area, whatever the style of its file."""

from __future__ import annotations

import gzip

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import BuildError
from atlas.sources.parse_numbers import NO_FIGURE, parse_numbers
from atlas.sources.read_source import find_readers, read_source

CSV = "code,All,Some\nE01990001,10,4\nE01990002,20,\n"


@pytest.fixture
def source(tiny_definitions):
    """A source of two columns, to be changed by a test."""

    def make(file, reader, columns, area="geography code"):
        one = tiny_definitions.sources["homes"]
        changes = {"file": file, "reader": reader, "columns": columns, "area_column": area}
        return one.model_copy(update=changes)

    return make


def test_table_of_tiny_is_read_by_variable(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["homes"], tiny / "official")
    assert list(table.columns) == ["homes_total", "homes_owned", "homes_private", "homes_social"]
    assert table.index.name == "area"
    assert table.loc["E01990005"].tolist() == [160.0, 40.0, 80.0, 40.0]
    assert len(table) == 34


def test_headings_with_the_measures_suffix_are_read(tmp_path, source):
    (tmp_path / "a.csv").write_text(
        "date,geography,geography code,T: All; measures: Value,T: Some ; measures: Value\n"
        "2021,Hill,E01990001,10,4\n"
    )
    wanted = source("a.csv", "nomis_bulk", {"all": "T: All", "some": "T: Some"})
    assert read_source(wanted, tmp_path).loc["E01990001"].tolist() == [10.0, 4.0]


def test_headings_without_the_suffix_are_read(tmp_path, source):
    (tmp_path / "a.csv").write_text(
        "date,geography,geography code,T: All,T: Some\n2021,Hill,E01990001,10,4\n"
    )
    wanted = source("a.csv", "nomis_bulk", {"all": "T: All", "some": "T: Some"})
    assert read_source(wanted, tmp_path).loc["E01990001"].tolist() == [10.0, 4.0]


def test_doubled_heading_gives_its_first_and_its_second_column(tmp_path, source):
    (tmp_path / "a.csv").write_text(
        "geography code,N: Any other,N: Scottish,N: Any other \nE01990001,7,3,4\n"
    )
    columns = {"any": "N: Any other", "scottish": "N: Scottish", "any2": "N: Any other"}
    table = read_source(source("a.csv", "nomis_bulk", columns), tmp_path)
    assert table.loc["E01990001"].to_dict() == {"any": 7.0, "scottish": 3.0, "any2": 4.0}


def test_doubled_heading_is_found_by_the_wording_of_the_definitions(luton, tmp_path):
    identity = luton.definitions.sources["census2021_ts027"]
    headings = [f"{wording}; measures: Value" for wording in identity.columns.values()]
    line = ",".join(str(number) for number in range(len(headings)))
    path = tmp_path / identity.file
    path.parent.mkdir()
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(f"geography code,{','.join(headings)}\nE01990001,{line}\n")
    table = read_source(identity, tmp_path)
    assert table.loc["E01990001"].tolist() == [float(n) for n in range(len(headings))]


def test_long_file_is_laid_side_by_side(tmp_path, source):
    (tmp_path / "a.csv").write_text(
        "code,deprived in,homes,share\n"
        "E01990001,0,5,0.5\nE01990001,1,3,0.5\nE01990002,1,9,0.5\nE01990001,1,1,0.5\n"
    )
    wanted = source("a.csv", "csv_long", {"none": "0", "one": "1"}, area="code")
    table = read_source(wanted, tmp_path)
    assert table.loc["E01990001"].tolist() == [5.0, 4.0]
    assert pd.isna(table.loc["E01990002", "none"])
    assert table.loc["E01990002", "one"] == 9.0


def test_last_sheet_of_a_workbook_is_the_table(tmp_path, source):
    with pd.ExcelWriter(tmp_path / "a.xlsx") as workbook:
        pd.DataFrame({"Notes": ["Read me."]}).to_excel(workbook, sheet_name="Notes", index=False)
        pd.DataFrame({"code": ["E01990001"], "All": [10], "Some": [2.5]}).to_excel(
            workbook, sheet_name="Table", index=False
        )
    wanted = source("a.xlsx", "excel", {"all": "All", "some": "Some"}, area="code")
    wanted = wanted.model_copy(update={"roll_up": "mean"})
    assert read_source(wanted, tmp_path).loc["E01990001"].tolist() == [10.0, 2.5]


def test_packed_file_is_read_like_a_plain_one(tmp_path, source):
    with gzip.open(tmp_path / "a.csv.gz", "wt") as file:
        file.write(CSV)
    wanted = source("a.csv.gz", "csv", {"all": "All"}, area="code")
    assert read_source(wanted, tmp_path)["all"].tolist() == [10.0, 20.0]


def test_what_the_publisher_leaves_empty_is_a_gap_and_not_nothing(tmp_path, source):
    (tmp_path / "a.csv").write_text(CSV)
    table = read_source(source("a.csv", "csv", {"some": "Some"}, area="code"), tmp_path)
    assert table["some"].isna().tolist() == [False, True]


def test_missing_file_is_told_with_its_folder(tmp_path, source):
    with pytest.raises(BuildError, match=r'no file "gone\.csv"') as caught:
        read_source(source("gone.csv", "csv", {"a": "A"}, area="code"), tmp_path)
    assert caught.value.faults[0].where == "layers/sources/homes.toml, file"
    assert "--from" in caught.value.faults[0].remedy


def test_every_missing_column_is_told_with_the_closest(tmp_path, source):
    (tmp_path / "a.csv").write_text(CSV)
    wanted = source("a.csv", "csv", {"all": "Al", "some": "Sone", "ok": "Some"}, area="code")
    with pytest.raises(BuildError) as caught:
        read_source(wanted, tmp_path)
    told = {fault.where.split(".")[-1]: fault.closest for fault in caught.value.faults}
    assert told == {"all": ("All",), "some": ("Some",)}


def test_missing_area_column_is_told_and_not_thrown(tmp_path, source):
    (tmp_path / "a.csv").write_text(CSV)
    with pytest.raises(BuildError, match="area_column") as caught:
        read_source(source("a.csv", "csv", {"all": "All"}, area="cod"), tmp_path)
    assert caught.value.faults[0].closest == ("code",)


def test_a_file_of_another_kind_is_told_and_not_thrown(tmp_path, source):
    for name, reader in (("a.csv", "csv"), ("a.xlsx", "excel"), ("a.csv.gz", "nomis_bulk")):
        (tmp_path / name).write_bytes(b"\x00\x01 no table")
        with pytest.raises(BuildError, match=r"cannot be read|has no column"):
            read_source(source(name, reader, {"all": "All"}, area="code"), tmp_path)


def test_an_area_that_occurs_twice_is_told(tmp_path, source):
    (tmp_path / "a.csv").write_text(CSV + "E01990001,1,1\n")
    with pytest.raises(BuildError, match="twice: E01990001"):
        read_source(source("a.csv", "csv", {"all": "All"}, area="code"), tmp_path)


def test_text_among_figures_is_told_with_its_area(tmp_path, source):
    (tmp_path / "a.csv").write_text("code,All\nE01990001,many\nE01990002,[c]\n")
    with pytest.raises(BuildError) as caught:
        read_source(source("a.csv", "csv", {"all": "All"}, area="code"), tmp_path)
    (fault,) = caught.value.faults
    assert fault.what == 'a.csv, area E01990001: "many" is not a number.'


def test_a_mark_for_no_figure_is_a_gap(tmp_path, source):
    (tmp_path / "a.csv").write_text("code,All\nE01990001,..\nE01990002,[c]\nE01990003,7\n")
    table = read_source(source("a.csv", "csv", {"all": "All"}, area="code"), tmp_path)
    assert table["all"].isna().tolist() == [True, True, False]


@given(number=st.integers(-(10**12), 10**12))
def test_a_number_is_read_with_and_without_its_thousands_set_off(number):
    written = pd.Series([f"{number:,}", str(number), f" {number:,} "])
    numbers, strange = parse_numbers(written)
    assert numbers.tolist() == [float(number)] * 3
    assert strange.empty


@given(text=st.text(min_size=1))
def test_what_is_read_is_a_number_or_a_mark_or_told(text):
    numbers, strange = parse_numbers(pd.Series([text], dtype=object))
    assert np.isfinite(numbers.iloc[0]) or len(strange) or text.strip().casefold() in NO_FIGURE


@pytest.mark.parametrize("word", sorted(find_readers()))
def test_every_reader_declares_its_endings(word):
    endings = find_readers()[word].endings
    assert endings
    assert all(ending.startswith(".") for ending in endings)

"""Each trap that is known in the publishers' files, in small: what misleads is told or undone."""

from __future__ import annotations

import gzip

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import Polygon, box

from atlas.build.boundaries import read_outlines
from atlas.errors import BuildError
from atlas.sources.inspect_file import inspect_file
from atlas.sources.read_look_up import read_columns, read_look_up
from atlas.sources.read_outlines import read_shapes
from atlas.sources.read_source import find_readers, read_source


def read(word, path, area_column):
    """Return what a reader makes of a file."""
    return find_readers()[word].read(path, area_column)


@pytest.fixture
def table(tiny_definitions, tmp_path):
    """Return a source of one column, from a file with this content."""

    def make(content, reader="csv", *, area="code", name="a.csv", **changes):
        (tmp_path / name).write_bytes(content)
        about = {"file": name, "reader": reader, "area_column": area, **changes}
        return tiny_definitions.sources["homes"].model_copy(
            update={"columns": {"all": "All"}, **about}
        )

    return make


QUERY = (
    b"TS000 - Groups,,,,\nONS Crown Copyright Reserved [from Nomis],,,,\nUnits      :,Persons,,,\n"
    b',,,,\n2021 super output area - lower layer,All,%,"Group, one",%\n,,,,\n'
    b"E01990001 : Tinyville 001A,10,100,4,40\nE01990002 : Tinyville 001B,20,100,5,25\n"
    b',,,,\n,"In order to protect against disclosure, records",,,\n,have been swapped.,,,\n'
)


def test_titles_and_footnotes_of_a_query_are_no_areas(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(QUERY))
    found = read("nomis_query", tmp_path / "a.csv.gz", "2021 super output area - lower layer")
    assert list(found.index) == ["E01990001", "E01990002"]
    assert list(found.columns) == ["All", "All, %", "Group, one", "Group, one, %"]
    assert found.loc["E01990002", "Group, one, %"] == "25"


def test_a_query_without_the_heading_is_told_with_the_closest(table, tmp_path):
    wanted = table(QUERY, "nomis_query", area="2021 super output area - middle layer")
    with pytest.raises(BuildError) as caught:
        read_source(wanted, tmp_path)
    assert caught.value.faults[0].closest == ("2021 super output area - lower layer",)


def test_percentages_are_not_added_up_as_counts(table, tmp_path):
    content = b"mnemonic,All\nE01990001,97.4\nE01990002,100\n,\n,Some counts will be affected\n"
    wanted = table(content, "nomis_query", area="mnemonic")
    with pytest.raises(BuildError) as caught:
        read_source(wanted, tmp_path)
    assert caught.value.faults[0].what == "a.csv, area E01990001: 97.4 is not a count."
    shares = wanted.model_copy(update={"roll_up": "none"})
    assert read_source(shares, tmp_path)["all"].tolist() == [97.4, 100.0]


def test_a_density_is_not_added_up(luton):
    density = luton.definitions.sources["census2021_ts006"]
    assert {density.roll_up_of(variable) for variable in density.columns} == {"harmonic_mean"}


def test_what_a_table_counts_is_said_where_it_is_not_all_residents(luton):
    sources = luton.definitions.sources
    assert sources["census2021_ts019"].unit == "people aged one and over"
    assert "not part of the usual residents" in sources["census2021_ts020"].caution


def test_editions_that_cannot_be_compared_say_so(luton):
    sources = luton.definitions.sources
    assert sources["iod2019"].geography == "lsoa_2011"
    assert sources["iod2025_domains"].geography == "lsoa_2021"
    assert "never" in sources["iod2019"].caution
    assert "re-issued" in sources["iod2025_domains"].caution


def test_a_number_with_a_comma_is_not_lost(table, tmp_path):
    wanted = table(b'code,All\nE01990001,"10,261"\nE01990002,999\n')
    assert read_source(wanted, tmp_path)["all"].tolist() == [10261.0, 999.0]


def test_a_file_without_headings_loses_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'"A1","THE SURGERY","TS18 1HU"\r\n"A2","QUEENS PARK","TS18 2AW"\r\n')
    found = read("csv_no_header", path, "1")
    assert found["3"].to_dict() == {"A1": "TS18 1HU", "A2": "TS18 2AW"}


def test_a_code_keeps_its_leading_zero(tmp_path):
    (tmp_path / "a.csv").write_text("id,All\n01100101,5\n")
    assert read("csv", tmp_path / "a.csv", "id").index.tolist() == ["01100101"]


def test_the_mark_of_the_byte_order_is_no_part_of_a_heading(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfmsoa21cd,msoa21nm\nE02990001,Tinyville 001\n")
    found = read_columns(tmp_path / "a.csv", ["msoa21cd", "msoa21nm"])
    assert found.iloc[0].tolist() == ["E02990001", "Tinyville 001"]


def test_a_name_in_another_encoding_is_read(tmp_path):
    (tmp_path / "a.csv").write_bytes("code,name\nW01990001,Ynys Môn\n".encode("cp1252"))
    assert read_columns(tmp_path / "a.csv", ["name"])["name"].tolist() == ["Ynys Môn"]


def test_in_a_long_table_a_name_or_total_is_no_category(tmp_path):
    (tmp_path / "a.csv").write_text(
        "code,name,homes,rating,n,share\n"
        "E01990001,Hill,9,0 (ideal),5,0.5\nE01990001,Hill,9,-1 (crowded),4,0.4\n"
        "E01990002,Dale,9,0 (ideal),9,1\n"
    )
    found = read("csv_long", tmp_path / "a.csv", "code")
    assert found.loc["E01990001"].to_dict() == {"-1 (crowded)": 4.0, "0 (ideal)": 5.0}


def test_a_long_table_without_categories_is_told(table, tmp_path):
    wanted = table(b"code,name,n\nE01990001,Hill,5\nE01990002,Dale,6\n", "csv_long")
    with pytest.raises(BuildError, match="none holds categories"):
        read_source(wanted, tmp_path)


def test_sheets_are_laid_side_by_side_and_their_notes_left_out(tmp_path):
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        for sheet, heading, value in (("Ranks", "Rank ", 7), ("Deciles", "Decile", 2)):
            rows = [
                ["Title", None],
                [None, None],
                ["LSOA code", heading],
                ["W01990001", value],
                ["Source: us", None],
            ]
            pd.DataFrame(rows).to_excel(book, sheet_name=sheet, index=False, header=False)
        pd.DataFrame().to_excel(book, sheet_name="Empty", index=False)
    found = read("excel", tmp_path / "a.xlsx", "LSOA code")
    assert found.to_dict("index") == {"W01990001": {"Decile": 2.0, "Rank": 7.0}}


def test_a_look_up_says_what_became_of_an_area(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        b"\xef\xbb\xbfF_LSOA11CD,LSOA21CD,CHGIND\nE01,E02,S\nE01,E03,S\n"
    )
    found = read_look_up(tmp_path / "a.csv", ["F_LSOA11CD", "LSOA21CD", "CHGIND"])
    assert found["after"].tolist() == ["E02", "E03"]
    with pytest.raises(BuildError, match="not a best-fit"):
        read_look_up(tmp_path / "a.csv", ["F_LSOA11CD", "LSOA21CD"])
    with pytest.raises(BuildError, match='kind of change "E02"'):
        read_look_up(tmp_path / "a.csv", ["F_LSOA11CD", "CHGIND", "LSOA21CD"])


def test_a_look_up_names_a_column_that_is_missing_with_the_closest(tmp_path):
    (tmp_path / "a.csv").write_text("MSOA11CD,CHNGIND,MSOA21CD\nE02,U,E02\n")
    with pytest.raises(BuildError) as caught:
        read_look_up(tmp_path / "a.csv", ["MSOA11CD", "MSOA21CD", "CHGIND"])
    assert caught.value.faults[0].closest == ("CHNGIND",)


def test_codes_of_another_year_or_level_are_told_by_their_number(table, tmp_path):
    wanted = table(b"code,All\nE01990001,1\nE01990002,2\n", areas=3)
    with pytest.raises(BuildError, match="describes 2 areas") as caught:
        inspect_file(wanted, tmp_path)
    assert caught.value.faults[0].expected == "3"


def save_points(path, crs, x, y):
    """Write a shapefile of one area."""
    shapes = gpd.GeoDataFrame(
        {"LSOA21CD": ["E01990001"]}, geometry=[box(x, y, x + 1, y + 1)], crs=crs
    )
    shapes.to_file(path)


def test_a_shapefile_that_does_not_say_so_is_on_the_national_grid(tmp_path):
    save_points(tmp_path / "a.shp", "EPSG:27700", 508653, 221332)
    stated = read_shapes(tmp_path / "a.shp", code_column="LSOA21CD")
    (tmp_path / "a.prj").unlink()
    silent = read_shapes(tmp_path / "a.shp", code_column="LSOA21CD")
    assert silent.crs == "EPSG:4326"
    assert silent.total_bounds.tolist() == stated.total_bounds.tolist()
    assert silent.total_bounds[1] == pytest.approx(51.88, abs=0.01)


def test_degrees_that_do_not_say_so_stay_degrees(tmp_path):
    save_points(tmp_path / "a.shp", "EPSG:4326", -0.4, 51.8)
    (tmp_path / "a.prj").unlink()
    found = read_shapes(tmp_path / "a.shp", code_column="LSOA21CD")
    assert found.total_bounds[:2].tolist() == pytest.approx([-0.4, 51.8])


def save_areas(path, pieces):
    """Write outlines, one piece a line."""
    codes, shapes = zip(*pieces, strict=True)
    gpd.GeoDataFrame({"code": codes}, geometry=list(shapes), crs="EPSG:4326").to_file(path)


def test_an_area_in_two_pieces_is_one_area(tmp_path):
    save_areas(tmp_path / "a.geojson", [("E1", box(0, 0, 1, 1)), ("E1", box(2, 0, 3, 1))])
    found = read_shapes(tmp_path / "a.geojson", code_column="code")
    assert list(found.index) == ["E1"]
    assert shapely.area(found.geometry.iloc[0]) == pytest.approx(2.0)


def test_outlines_of_another_year_than_the_look_up_are_told(tmp_path):
    save_areas(tmp_path / "a.geojson", [("E05990001", box(0, 0, 1, 1))])
    with pytest.raises(BuildError, match="no shape of 1 of 2 areas: E05990002"):
        read_shapes(tmp_path / "a.geojson", code_column="code", areas=["E05990001", "E05990002"])


def test_outlines_without_the_property_or_the_file_are_told(tmp_path):
    save_areas(tmp_path / "a.geojson", [("E1", box(0, 0, 1, 1))])
    with pytest.raises(BuildError) as caught:
        read_shapes(tmp_path / "a.geojson", code_column="codes")
    assert caught.value.faults[0].closest == ("code",)
    with pytest.raises(BuildError, match="no file"):
        read_shapes(tmp_path / "b.geojson", code_column="code")
    (tmp_path / "c.geojson").write_text("no shapes")
    with pytest.raises(BuildError, match="no shapes that can be read"):
        read_shapes(tmp_path / "c.geojson", code_column="code")


def test_an_outline_that_crosses_itself_is_repaired_by_the_build(tmp_path):

    crossed = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    save_areas(tmp_path / "a.geojson", [("E1", crossed)])
    assert not read_shapes(tmp_path / "a.geojson", code_column="code").is_valid.iloc[0]
    assert read_outlines(tmp_path / "a.geojson", code_column="code").is_valid.iloc[0]

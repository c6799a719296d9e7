"""A council's own lists, with and without a description, whole and broken."""

from __future__ import annotations

import io
import os

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point

from atlas.points.own_lists import LOOKS, OwnLists

CLUBS = "Name,Category,Longitude,Latitude\nHill Club,Youth,-0.995,52.005\nFar Club,Youth,5,52\n"


@pytest.fixture
def folder(tmp_path):
    """A user folder for lists."""
    return tmp_path


@pytest.fixture
def lists(folder, tiny_atlas):
    """The lists of the folder in Tinyville."""
    return OwnLists(folder, tiny_atlas.store, taken=["square"])


def test_a_list_without_a_word_about_it_is_guessed(folder, lists):
    (folder / "Youth clubs.csv").write_text(CLUBS, encoding="utf-8")
    found, faults = lists.find()
    assert faults == []
    clubs = found["own.youth_clubs"]
    assert clubs.plural == "Youth clubs"
    assert clubs.symbol != "square"
    assert clubs.points[["name", "kind", "area"]].to_numpy().tolist() == [
        ["Hill Club", "Youth", "E01990001"]
    ]
    # Nothing is read again while the file is the same.
    assert lists.find()[0]["own.youth_clubs"] is clubs


def test_semicolons_and_decimal_commas_are_read(folder, lists):
    text = "Name;Typ;Latitude;Longitude\nHill, Club;Youth;52,005;-0,995\n"
    (folder / "clubs.csv").write_text(text, encoding="utf-8")
    found, faults = lists.find()
    assert faults == []
    points = found["own.clubs"].points
    assert points[["name", "longitude", "latitude"]].to_numpy().tolist() == [
        ["Hill, Club", -0.995, 52.005]
    ]


def test_no_visitor_reads_where_a_list_lies(folder, lists):
    for name in ("a.gpkg", "b.geojson"):
        (folder / name).write_text("nothing", encoding="utf-8")
    faults = lists.find()[1]
    assert len(faults) == 2
    assert not any(str(folder) in f"{one}" or "driver" in one.what for one in faults)


def test_a_changed_list_is_read_anew(folder, lists):
    path = folder / "clubs.csv"
    path.write_text(CLUBS, encoding="utf-8")
    assert len(lists.find()[0]["own.clubs"].points) == 1
    path.write_text(CLUBS + "Mill Club,Youth,-0.985,52.005\n", encoding="utf-8")
    os.utime(path, (1, 1))
    assert len(lists.find()[0]["own.clubs"].points) == 2


def test_a_description_is_followed(folder, lists):
    (folder / "a.csv").write_text("place,lo,la\nOne,-0.995,52.005\n", encoding="utf-8")
    (folder / "a.toml").write_text(
        'title = "Hub"\nplural = "Hubs"\nsource = "Tiny Council"\nlicence = "Open"\n'
        'describes = "2026"\ncaution = "Not all."\nsymbol = "circle"\ncolour = "#102030"\n'
        '[points]\nx = "lo"\ny = "la"\nname = "place"\n',
        encoding="utf-8",
    )
    found, faults = lists.find()
    assert faults == []
    hubs = found["own.a"]
    assert (hubs.title, hubs.symbol, hubs.colour) == ("Hub", "circle", "#102030")
    assert hubs.describe() == "Tiny Council. 2026. Open"


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
def test_shapes_need_no_columns(folder, lists, ending):
    shapes = gpd.GeoDataFrame(
        {"site": ["One"]}, geometry=[Point(-0.995, 52.005)], crs="EPSG:4326"
    ).to_crs("EPSG:27700" if ending == ".gpkg" else "EPSG:4326")
    shapes.to_file(folder / f"sites{ending}")
    found, faults = lists.find()
    assert faults == []
    assert found["own.sites"].points["area"].tolist() == ["E01990001"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "x\n1\n", "No column gives the location of the points"),
        ("a.csv", "", "The file is empty"),
        ("a.csv", "name,lat,lon\nA,x,0\n", "No column gives the location of the points"),
        ("a.geojson", "{", "cannot be read"),
        ("a.gpkg", "{", "cannot be read"),
        ("a.csv.gz", "name,longitude,latitude\nA,0,52\n", "could not be read"),
        ("a.GPKG", "{", "cannot be read"),
        ("a.csv", "club,postcode\nA,LU1 1AA\n", "no postcode file on this server"),
    ],
)
def test_a_broken_list_is_told_and_the_others_stay(folder, lists, name, text, said):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    found, faults = lists.find()
    assert list(found) == ["own.clubs"]
    assert [said in fault.what for fault in faults] == [True]
    assert faults[0].where.startswith(name)
    assert faults[0].remedy


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("GeoX,GeoY", "-0.995,52.005"),
        ("X_COORD,Y_COORD", "468996,234490"),
        ("Location", '"52.005, -0.995"'),
        ("geom", "POINT (-0.995 52.005)"),
    ],
)
def test_positions_are_found_as_in_figures_of_ones_own(folder, lists, columns, cells):
    (folder / "clubs.csv").write_text(f"Club,{columns}\nHill Club,{cells}\n", encoding="utf-8")
    found, faults = lists.find()
    assert faults == []
    assert found["own.clubs"].points[["name", "area"]].to_numpy().tolist() == [
        ["Hill Club", "E01990001"]
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "parquet", "csv.gz", "html"])
def test_files_of_every_kind_are_read(folder, lists, ending):
    table = pd.read_csv(io.StringIO(CLUBS))
    path = folder / f"clubs.{ending}"
    if ending in ("xlsx", "ods"):
        with pd.ExcelWriter(path) as book:
            # The sheet with positions need not be the first.
            pd.DataFrame({"About": ["Clubs of the town"]}).to_excel(
                book, sheet_name="Cover", index=False
            )
            table.to_excel(book, sheet_name="Clubs", index=False)
    elif ending == "parquet":
        places = gpd.points_from_xy(table["Longitude"], table["Latitude"], crs="EPSG:4326")
        gpd.GeoDataFrame(table[["Name", "Category"]], geometry=places).to_parquet(path)
    elif ending == "html":
        table.to_html(path, index=False)
    else:
        table.to_csv(path, index=False)
    found, faults = lists.find()
    assert faults == []
    assert found["own.clubs"].points[["name", "kind", "area"]].to_numpy().tolist() == [
        ["Hill Club", "Youth", "E01990001"]
    ]


def test_rows_without_a_position_are_told_in_the_caution(folder, lists):
    (folder / "clubs.csv").write_text(CLUBS + "No Club,Youth,,\n", encoding="utf-8")
    (listed,) = lists.find()[0].values()
    assert listed.points["name"].tolist() == ["Hill Club"]
    assert listed.caution == "1 row of the list has no position and is not shown."


def test_postcodes_place_a_list_where_there_is_a_file_of_them(folder, lists, monkeypatch):
    (folder / "codes").mkdir()
    monkeypatch.setattr("atlas.paths.USER_POSTCODES", folder / "codes")
    (folder / "codes" / "zz.csv").write_text('"ZZ1 1AA",10,468996,234490\n', encoding="utf-8")
    text = "Club,Postcode\nHill Club,zz11aa\nLost Club,ZZ9 9ZZ\n"
    (folder / "clubs.csv").write_text(text, encoding="utf-8")
    found, faults = lists.find()
    assert faults == []
    assert found["own.clubs"].points[["name", "area"]].to_numpy().tolist() == [
        ["Hill Club", "E01990001"]
    ]


def test_a_list_without_headings_is_refused(folder, lists):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (folder / "clubs.toml").write_text('[points]\nname = "1"\nheader = false\n', encoding="utf-8")
    assert "has no headings" in lists.find()[1][0].what


@pytest.mark.parametrize("more", ["", ",", ",,"])
def test_commas_at_the_end_of_rows_move_no_column(folder, lists, more):
    rows = "".join(f"{line}{more}\n" for line in CLUBS.splitlines()[1:])
    text = CLUBS.splitlines()[0] + "\n" + rows
    (folder / "clubs.csv").write_text(text, encoding="utf-8")
    found, faults = lists.find()
    assert faults == []
    assert found["own.clubs"].points["name"].tolist() == ["Hill Club"]


@pytest.mark.parametrize("ending", [".GeoJSON", ".GPKG", ".CSV"])
def test_endings_may_be_in_capitals(folder, lists, ending):
    if ending == ".CSV":
        (folder / "sites.CSV").write_text(CLUBS, encoding="utf-8")
    else:
        drivers = {".GeoJSON": "GeoJSON", ".GPKG": "GPKG"}
        shapes = gpd.GeoDataFrame(
            {"site": ["One"]}, geometry=[Point(-0.995, 52.005)], crs="EPSG:4326"
        )
        shapes.to_file(folder / f"sites{ending}", driver=drivers[ending])
    found, faults = lists.find()
    assert faults == []
    assert found["own.sites"].points["area"].tolist() == ["E01990001"]


def test_a_table_without_shapes_is_told_and_the_others_stay(folder, lists):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    pyogrio.write_dataframe(pd.DataFrame({"name": ["A"]}), folder / "a.gpkg")
    found, faults = lists.find()
    assert list(found) == ["own.clubs"]
    assert [fault.where for fault in faults] == ["a.gpkg"]


def test_what_nobody_thought_of_is_told_and_the_others_stay(folder, lists, monkeypatch):
    def fail(*_):
        message = "something nobody thought of"
        raise KeyError(message)

    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    assert len(lists.find()[0]) == 1
    (folder / "a.csv").write_text(CLUBS, encoding="utf-8")
    monkeypatch.setattr("atlas.points.read_own.read_own_list", fail)
    found, faults = lists.find()
    assert list(found) == ["own.clubs"]
    assert [fault.where for fault in faults] == ["a.csv"]
    assert "something nobody thought of" not in str(faults[0])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text("nameltiudog,\"\n -.0159Ax'\t;", max_size=120).map(
            lambda text: f"name,longitude,latitude{text}".encode()
        ),
    )
)
def test_no_file_takes_the_other_lists_away(folder, tiny_atlas, content):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (folder / "a.csv").write_bytes(content)
    found, faults = OwnLists(folder, tiny_atlas.store).find()
    assert "own.clubs" in found
    assert ("own.a" in found) == (faults == [])
    assert all(fault.where.startswith("a.csv") for fault in faults)


def test_a_broken_description_is_told(folder, lists):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (folder / "clubs.toml").write_text('titel = "Club"\n', encoding="utf-8")
    found, faults = lists.find()
    assert found == {}
    assert faults[0].closest == ("title",)


def test_two_files_of_one_name_are_told(folder, lists):
    (folder / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (folder / "Clubs!.csv").write_text(CLUBS, encoding="utf-8")
    found, faults = lists.find()
    assert list(found) == ["own.clubs"]
    assert "also called clubs" in faults[0].what


def test_no_folder_means_no_lists(tmp_path, tiny_atlas):
    assert OwnLists(tmp_path / "none", tiny_atlas.store).find() == ({}, [])


def test_looks_are_seen_on_every_palette(luton):
    from atlas.definitions.check_overlay import check_colour  # noqa: PLC0415 - of this test alone

    for _, colour in LOOKS:
        assert list(check_colour(colour, "", luton.definitions)) == []
    assert len({symbol for symbol, _ in LOOKS}) == len(LOOKS)

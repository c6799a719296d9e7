"""A council's own lists, with and without a description, whole and broken."""

from __future__ import annotations

import os

import geopandas as gpd
import pytest
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
    assert hubs.tell() == "Tiny Council. 2026. Open"


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
        ("a.csv", "x\n1\n", "No columns say where the points are"),
        ("a.csv", "", "could not be read"),
        ("a.csv", "name,lat,lon\nA,x,0\n", '"x" is not a number'),
        ("a.geojson", "{", "could not be read"),
        ("a.gpkg", "{", "could not be read"),
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
    assert "called clubs too" in faults[0].what


def test_no_folder_means_no_lists(tmp_path, tiny_atlas):
    assert OwnLists(tmp_path / "none", tiny_atlas.store).find() == ({}, [])


def test_looks_are_seen_on_every_palette(luton):
    from atlas.definitions.check_overlay import check_colour  # noqa: PLC0415 - of this test alone

    for _, colour in LOOKS:
        assert check_colour(colour, "", luton.definitions) == []
    assert len({symbol for symbol, _ in LOOKS}) == len(LOOKS)

"""The key, its geography and its year are told from what the cells hold."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.tables.coordinates import DEGREES, NATIONAL_GRID, find_system, to_degrees
from atlas.tables.read_file import read_file
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_csv

CODES = {
    "area": ["E01990001", "E01990002", "E01990011"],
    "neighbourhood": ["E02990001", "E02990002"],
    "ward": ["E05990001", "E05990002"],
    "authority": ["E06990001"],
}


def first(columns, ground):
    """Return the likeliest key of some columns."""
    return recognise(read_file("f.csv", as_csv(columns)), ground)[0]


@pytest.mark.parametrize("kind", CODES)
def test_every_geography_is_recognised(kind, ground):
    codes = CODES[kind]

    key = first({"n": range(len(codes)), "where": codes}, ground)

    assert (key.kind, key.columns) == (kind, ("where",))


def test_codes_are_recognised_in_any_writing(ground):
    assert first({"c": [" e01990001", "E01 990002"], "n": [1, 2]}, ground).kind == "area"


def test_of_several_geographies_the_smallest_is_the_key(ground):
    codes = CODES["area"]
    columns = {"ward": ["E05990001"] * 3, "area": codes, "la": ["E06990001"] * 3}

    assert first(columns, ground).columns == ("area",)


def test_codes_of_this_place_come_before_codes_of_another(ground):
    columns = {"home": ["E01000001"] * 3, "here": CODES["area"]}

    assert first(columns, ground).columns == ("here",)


def test_codes_that_only_2011_had_tell_the_year(ground):
    assert first({"c": ["E01990001", "E01990102"], "n": [1, 2]}, ground).vintage == "2011"
    assert first({"c": ["E01990001", "E01990007"], "n": [1, 2]}, ground).vintage == "2021"
    assert first({"c": ["E01990001", "E01990002"], "n": [1, 2]}, ground).vintage == "2021"


def test_mixed_years_are_told(ground):
    key = first({"c": ["E01990101", "E01990102", "E01990007"], "n": [1, 2, 3]}, ground)

    assert key.vintage == "2011"
    assert "mixes years: 2 of its codes exist only in 2011 and 1 only in 2021" in key.notes[0]


def test_postcodes_are_recognised(ground):
    key = first({"pc": ["ZZ1 1AA", "zz11ab", "ZZ9 9ZZ"], "n": [1, 2, 3]}, ground)

    assert (key.kind, key.columns) == ("postcode", ("pc",))
    assert key.is_point


def corners(luton_ground):
    """Return points inside the place, in degrees and on the grid."""
    points = luton_ground.store.outlines.geometry.representative_point().head(8)
    grid = points.to_crs(NATIONAL_GRID)
    return points.x, points.y, grid.x, grid.y


@pytest.mark.parametrize("names", [("easting", "northing"), ("X", "Y"), ("pos_x", "pos_y")])
def test_eastings_and_northings_are_recognised(names, luton_ground):
    _, _, east, north = corners(luton_ground)

    key = first(dict(zip(names, (east, north), strict=True)), luton_ground)

    assert (key.kind, key.columns, key.notes) == ("grid", names, ())


@pytest.mark.parametrize("names", [("lon", "lat"), ("Longitude", "Latitude"), ("lng", "lat")])
def test_degrees_are_recognised(names, luton_ground):
    longitude, latitude, _, _ = corners(luton_ground)

    key = first(dict(zip(names, (longitude, latitude), strict=True)), luton_ground)

    assert (key.kind, key.columns, key.notes) == ("degrees", names, ())


@pytest.mark.parametrize("system", ["grid", "degrees"])
def test_swapped_columns_are_noticed_and_told(system, luton_ground):
    longitude, latitude, east, north = corners(luton_ground)
    pair = (east, north) if system == "grid" else (longitude, latitude)
    names = ("easting", "northing") if system == "grid" else ("lon", "lat")

    key = first({names[0]: pair[1], names[1]: pair[0]}, luton_ground)

    assert (key.kind, key.columns) == (system, names[::-1])
    assert "were swapped" in key.notes[0]


def test_nothing_is_recognised_where_there_is_nothing(ground):
    assert recognise(read_file("f.csv", b"who,n\nAnn,1\nBob,2\n"), ground) == []


def test_a_system_is_told_by_most_of_the_points():
    some = np.array([508_000.0, 509_000.0, 0.0])

    assert find_system(some, some / 2) == NATIONAL_GRID
    assert find_system(np.array([900.0]), np.array([900.0])) is None
    assert find_system(np.array([np.nan]), np.array([1.0])) is None


def test_what_the_grid_cannot_hold_becomes_a_gap():
    longitude, _ = to_degrees(
        np.array([1e20, 508_000.0]), np.array([1e20, 221_000.0]), "EPSG:27700"
    )

    assert np.isnan(longitude[0])
    assert -0.5 < longitude[1] < -0.4
    assert to_degrees(np.array([1.0]), np.array([52.0]), DEGREES)[0][0] == 1.0

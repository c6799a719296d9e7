"""Lists of points: every way of saying where, and every way of getting it wrong."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import Point, box

from atlas.definitions.overlay import Reading
from atlas.errors import PointsError
from atlas.points.read import read_points

DEGREES = Reading(x="lon", y="lat", name="called", kind="kind")


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_that_are_kept_have_name_kind_and_place(tiny, tiny_definitions):
    reading = tiny_definitions.overlays["halls"].points
    points, unplaced = read_points(tiny / "data" / "tiny" / "halls.csv", reading)
    assert points["name"].tolist() == [
        "Hill Hall",
        "Mill Hall",
        'Border "Hall", on the line',
        "Far Hall",
    ]
    assert points["kind"].tolist() == ["Village", "Village", "Town", "Village"]
    assert points["longitude"].tolist() == [-0.995, -0.985, -0.99, -1.957108]
    assert unplaced == 0


def test_only_listed_values_are_kept(tmp_path):
    path = write(tmp_path / "a.csv", "lon,lat,called,kind\n0,52,A,yes\n0,52,B,no\n")
    reading = DEGREES.model_copy(update={"keep": {"kind": ["no"]}})
    assert read_points(path, reading)[0]["name"].tolist() == ["B"]


def test_the_national_grid_is_carried_over(tmp_path):
    path = write(tmp_path / "a.csv", "e,n,called\n508586,221031,Rothesay\n")
    points, _ = read_points(path, Reading(x="e", y="n", crs="EPSG:27700", name="called"))
    assert points.loc[0, ["longitude", "latitude"]].tolist() == pytest.approx(
        [-0.42399, 51.87728], abs=1e-4
    )


def test_postcodes_are_looked_up_however_they_are_spaced(tmp_path):
    write(tmp_path / "codes.csv", '"ZZ1 1AA",10,508586,221031\n"ZZ1 1AB",90,0,0\n')
    path = write(tmp_path / "a.csv", 'One,"zz11aa"\nTwo,ZZ1 1AB\nThree,ZZ9 9ZZ\nFour,\n')
    reading = Reading(
        name="1",
        postcode="2",
        header=False,
        postcode_files=["codes.csv"],
        postcode_columns=["1", "3", "4"],
    )
    points, unplaced = read_points(path, reading)
    assert points["name"].tolist() == ["One"]
    assert unplaced == 3
    (tmp_path / "codes.csv").unlink()
    with pytest.raises(PointsError, match="no look-up of postcodes"):
        read_points(path, reading)


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
def test_shapes_are_points_or_have_one_inside(tmp_path, ending):
    shapes = [Point(-0.42, 51.88), box(-0.43, 51.87, -0.41, 51.89)]
    given = gpd.GeoDataFrame({"called": ["A", None]}, geometry=shapes, crs="EPSG:4326")
    given.to_file(tmp_path / f"a{ending}")
    points, _ = read_points(tmp_path / f"a{ending}", Reading(x="-", y="-", name="called"))
    assert points["name"].tolist() == ["A", ""]
    assert points["longitude"].tolist() == pytest.approx([-0.42, -0.42], abs=1e-3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lon,lat,title\n0,52,A\n", "column called\nThis column is missing."),
        ("lon,lat,called,kind\n0,north,A,b\n", 'line 2\n"north" is not a number.'),
        ("lon,lat,called,kind\n508586,221031,A,b\n", 'The coordinates of "A" are not on Earth'),
        ("", "could not be read"),
        ('lon,lat,called,kind\n"0,52', "could not be read"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path, text, said):
    with pytest.raises(PointsError) as caught:
        read_points(write(tmp_path / "a.csv", text), DEGREES)
    assert said in str(caught.value)


def test_a_file_that_is_no_list_says_so(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"not a package")
    with pytest.raises(PointsError, match="could not be read"):
        read_points(path, DEGREES)
    (tmp_path / "b.csv").write_bytes(b"lon,lat,called\n0,52,Caf\xe9\n")
    with pytest.raises(PointsError, match="UTF-8"):
        read_points(tmp_path / "b.csv", DEGREES)


def test_an_empty_cell_is_a_row_without_a_place(tmp_path):
    path = write(tmp_path / "a.csv", "lon,lat,called,kind\n0,52,A,b\n,,B,b\n")
    points, unplaced = read_points(path, DEGREES)
    assert (len(points), unplaced) == (1, 1)

"""A GeoPackage runs nothing of its own, and gives every row with every digit."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.tables.read_file import list_parts, read_file
from atlas.tables.table import Upload
from tests.atlas.uploads.test_read_file import as_geopackage, refused, tried
from tests.atlas.uploads.test_read_workbook import damage

POINTS = [shapely.Point(-0.43, 51.87), shapely.Point(-0.44, 51.88)]
REGISTER = (
    "INSERT INTO gpkg_contents(table_name, identifier, data_type) VALUES ('{0}', '{0}', '{1}')"
)
VIEW = "CREATE VIEW {} AS SELECT * FROM kept"
FILL = "INSERT INTO odd VALUES {}"
# What each of these makes is as large as it likes, however small the file is.
RUNNING = {
    "endless-view": "CREATE VIEW odd AS WITH RECURSIVE more(n) AS "
    "(SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT n FROM more LIMIT 9",
    "large-view": "CREATE VIEW odd AS SELECT hex(zeroblob(9)) AS big FROM layer",
    "generated": "CREATE TABLE odd (a INTEGER, big TEXT GENERATED ALWAYS AS (hex(zeroblob(9))))",
    "stored": "CREATE TABLE odd (a INTEGER, big TEXT AS (hex(zeroblob(9))) STORED)",
    "virtual": "CREATE VIRTUAL TABLE odd USING rtree(id, low, high)",
}


def change(content, *statements):
    """Return a database after some statements."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.deserialize(content)
        for statement in statements:
            base.execute(statement)
        return base.serialize()


@pytest.fixture
def plain(tmp_path):
    """A GeoPackage of two points."""
    return as_geopackage(tmp_path, POINTS, "EPSG:4326", halls=[3, 4])


@pytest.fixture(params=RUNNING)
def running(request, plain):
    """The same with a layer that is worked out as it is read."""
    return change(plain, RUNNING[request.param], REGISTER.format("odd", "attributes"))


def test_a_layer_that_is_worked_out_is_neither_listed_nor_read_and_told(running):
    assert list_parts(running) == ["layer"]

    upload = read_file("f.gpkg", running, part="odd")

    assert upload.cells["halls"].tolist() == ["3", "4"]
    assert "“odd” was left out" in " ".join(upload.notes)


def test_a_geopackage_of_nothing_else_is_refused(running):
    content = change(
        running, "DROP TABLE layer", "DELETE FROM gpkg_contents WHERE data_type='features'"
    )

    assert "no layer that is a plain table" in refused(content)
    with pytest.raises(UploadError):
        list_parts(content)


@pytest.mark.parametrize("table", ["gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions"])
def test_a_list_of_layers_that_is_worked_out_is_not_run(plain, table):
    content = change(
        plain,
        "PRAGMA legacy_alter_table = ON",
        f"ALTER TABLE {table} RENAME TO kept",
        VIEW.format(table),
    )

    found = tried(content)

    assert (
        found.cells["halls"].tolist() == ["3", "4"] if isinstance(found, Upload) else found.remedy
    )


def test_a_view_that_says_to_be_a_table_is_refused(plain):
    content = change(
        plain,
        RUNNING["endless-view"],
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET type = 'table', rootpage = 2 WHERE name = 'odd'",
    )

    assert "damaged" in refused(content)


def test_a_count_of_rows_that_is_out_of_date_loses_none(plain):
    content = change(plain, "UPDATE gpkg_ogr_contents SET feature_count = 1")

    assert len(read_file("f.gpkg", content).cells) == 2


def test_a_file_left_with_a_log_beside_it_is_read(plain):
    assert len(read_file("f.gpkg", plain[:18] + b"\x02\x02" + plain[20:]).cells) == 2


def test_an_empty_point_is_no_geometry(tmp_path):
    empty = [shapely.Point(), shapely.MultiPoint()]
    content = as_geopackage(tmp_path, [*POINTS, *empty], "EPSG:4326", a=[1, 2, 3, 4])

    points = read_file("f.gpkg", content).points

    assert points["problem"].tolist() == ["", "", "it has no geometry", "it has no geometry"]
    assert points["longitude"].isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize("crs", ["EPSG:4326", None])
def test_a_layer_of_empty_points_alone_is_read(tmp_path, crs):
    content = as_geopackage(tmp_path, [shapely.Point()], crs, a=[1])

    assert read_file("f.gpkg", content).points["problem"].tolist() == ["it has no geometry"]


def make_table(content, columns, *rows):
    """Return a GeoPackage with one more table, without shapes, called odd."""
    filled = [FILL.format(row) for row in rows]
    made = f"CREATE TABLE odd ({columns})"
    return change(content, made, *filled, REGISTER.format("odd", "attributes"))


def test_a_column_called_geometry_in_a_table_without_shapes_is_a_column(plain):
    content = make_table(plain, "code TEXT, geometry TEXT", "('E01990001', 'flat')")

    upload = read_file("f.gpkg", content, part="odd")

    assert upload.columns == ["code", "geometry"]
    assert upload.cells["geometry"].tolist() == ["flat"]
    assert upload.points is None


LONG = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))


@given(st.lists(LONG, min_size=1, max_size=9))
def test_whole_numbers_keep_every_digit_beside_a_gap(tmp_path_factory, numbers):
    empty = as_geopackage(tmp_path_factory.mktemp("g"), POINTS[:1], "EPSG:4326", a=[1])
    rows = [f"({'NULL' if one is None else one})" for one in numbers]

    upload = read_file("f.gpkg", make_table(empty, "a INTEGER", *rows), part="odd")

    assert upload.cells["a"].tolist() == ["" if one is None else str(one) for one in numbers]


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=9))
def test_a_damaged_geopackage_is_read_or_refused(tmp_path_factory, places):
    content = as_geopackage(tmp_path_factory.mktemp("g"), POINTS, "EPSG:4326", a=np.arange(2))

    assert tried(damage(content, [(place + 16, byte) for place, byte in places]))

"""GeoJSON, zipped shapefiles, GeoParquet and OpenDocument are read as any other file is."""

from __future__ import annotations

import io
import json
import zipfile

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from shapely.geometry import Point, box

from atlas.tables import read_geoparquet, read_opendocument, read_shapefile
from atlas.tables.read_file import list_parts, read_file
from atlas.uploads.match import match_rows
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.test_read_file import refused, tried

POINTS = gpd.GeoDataFrame(
    {"code": ["E01990001", "007"], "name": ["Café", None], "rate": [2.5, np.nan], "n": [10, 7]},
    geometry=[Point(-0.42, 51.88), Point(-0.41, 51.89)],
    crs="EPSG:4326",
)
ROWS = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
NAMES = " ".join(
    f'xmlns:{word}="urn:oasis:names:tc:opendocument:xmlns:{word}:1.0"'
    for word in ("office", "table", "text")
)


def as_geojson(layer):
    return layer.to_json(drop_id=True).encode()


def as_parquet(layer):
    made = io.BytesIO()
    layer.to_parquet(made)
    return made.getvalue()


def as_shapefile(layer, tmp_path, *, name="layer", leave_out=()):
    layer.to_file(tmp_path / f"{name}.shp", encoding="utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(tmp_path.glob(f"{name}.*")):
            if path.suffix not in leave_out:
                archive.write(path, f"folder/{path.name}")
    return made.getvalue()


def as_ods(*sheets, kind=read_opendocument.KIND):
    """Return sheets, each a text of rows, as a spreadsheet."""
    tables = "".join(
        f'<table:table table:name="Sheet {number}">{rows}</table:table>'
        for number, rows in enumerate(sheets, 1)
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml", f"<office:document-content {NAMES}>{body}</office:document-content>"
        )
    return made.getvalue()


def cell(value="", kind="string", times=1):
    """Return a cell of a spreadsheet, as LibreOffice writes it."""
    said = f' office:value="{value}"' if kind != "string" and value != "" else ""
    said += f' office:value-type="{kind}"' if value != "" else ""
    text = f"<text:p>{value}</text:p>" if kind == "string" and value != "" else ""
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return f"<table:table-cell{said}{repeated}>{text}</table:table-cell>"


def row(*cells, times=1):
    return ROWS.format(times, "".join(cells))


@pytest.fixture(params=["geojson", "parquet", "shapefile"])
def write(request, tmp_path):
    """A way to write a layer."""
    ways = {"geojson": as_geojson, "parquet": as_parquet}
    return ways.get(request.param, lambda layer: as_shapefile(layer, tmp_path))


def test_a_layer_of_points_is_read_alike_in_every_format(write):
    found = read_file("f", write(POINTS))
    assert found.cells["code"].tolist() == ["E01990001", "007"]
    assert found.cells["name"].tolist() == ["Café", ""]
    assert found.cells["rate"].tolist() == ["2.5", ""]
    assert found.cells["n"].tolist() == ["10", "7"]
    assert found.cells.index.tolist() == [1, 2]
    assert found.points["longitude"].tolist() == pytest.approx([-0.42, -0.41])
    assert found.points["problem"].tolist() == ["", ""]
    assert found.outlines is None


def test_outlines_and_the_national_grid_are_put_into_degrees(write):
    outlines = gpd.GeoDataFrame(
        {"n": [5]}, geometry=[box(508000, 221000, 508100, 221100)], crs="EPSG:27700"
    )
    found = read_file("f", write(outlines))
    west, south, *_ = found.outlines.iloc[0].bounds
    assert (west, south) == pytest.approx((-0.4325, 51.877), abs=0.01)


def test_points_of_such_a_layer_are_laid_on_areas(ground, write):
    middles = ground.store.outlines.geometry.representative_point()
    layer = gpd.GeoDataFrame({"n": range(len(middles))}, geometry=list(middles), crs="EPSG:4326")
    upload = read_file("f", write(layer))
    key = next(one for one in recognise(upload, ground) if not one.columns)
    assert match_rows(upload, key, ground).areas.tolist() == list(ground.store.outlines.index)


@given(st.integers(0, 10**9), st.integers(0, 255))
def test_a_damaged_layer_is_read_or_refused(place, byte):
    for content in (as_geojson(POINTS), as_parquet(POINTS), as_ods(row(cell("a")), row(cell("b")))):
        damaged = bytearray(content)
        damaged[4 + place % (len(damaged) - 4)] = byte
        assert tried(bytes(damaged))


@pytest.mark.parametrize(("place", "byte"), [(0, 0xFF), (1, 0xFF)])
def test_a_text_of_parquet_that_is_none_is_told(place, byte):
    content = bytearray(as_parquet(POINTS))
    content[bytes(content).index("é".encode()) + place] = byte
    assert "not a Parquet file" in refused(bytes(content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"type": "FeatureCollection", "features": [', "incomplete"),
        (b"{" * 100_000, "incomplete"),
        (b'{"a": 1}', "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no feature"),
        (b"PAR1 and no more", "not a Parquet file"),
    ],
)
def test_what_is_no_layer_is_told(content, said):
    assert said in refused(content)


def test_geojson_of_every_shape_of_feature_is_read():
    features = [
        {"type": "Feature", "id": "E01990001", "properties": {"n": 1, "open": True}},
        {"type": "Feature", "id": "E01990002", "properties": None, "geometry": None},
        {"type": "Feature", "properties": {"n": [1], "more": {"a": 1}}, "geometry": {"type": "X"}},
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = read_file("f", b"\xef\xbb\xbf" + content)
    assert found.columns == ["id", "n", "open", "more"]
    assert found.cells["id"].tolist() == ["E01990001", "E01990002", ""]
    assert found.cells["n"].tolist() == ["1", "", ""]
    assert found.cells["open"].tolist() == ["yes", "", ""]
    assert found.points["problem"].ne("").all()


def test_geojson_in_the_national_grid_is_told(tmp_path):
    layer = POINTS.to_crs("EPSG:27700")
    content = layer.to_json(drop_id=True).encode()
    stripped = json.loads(content)
    stripped.pop("crs", None)
    for one in (content, json.dumps(stripped).encode()):
        found = read_file("f", one)
        assert found.points["longitude"].tolist() == pytest.approx([-0.42, -0.41], abs=1e-4)


def test_several_shapefiles_are_a_choice_and_a_part_may_not_be_missing(tmp_path):
    one, two = as_shapefile(POINTS, tmp_path, name="a"), as_shapefile(POINTS, tmp_path, name="b")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for content in (one, two):
            with zipfile.ZipFile(io.BytesIO(content)) as other:
                for name in other.namelist():
                    archive.writestr(name, other.read(name))
    assert list_parts(made.getvalue()) == ["folder/a", "folder/b"]
    assert read_file("f", made.getvalue(), part="folder/b").cells.shape == (2, 4)
    lacking = as_shapefile(POINTS, tmp_path, name="c", leave_out=(".dbf",))
    assert "is missing its part .dbf" in refused(lacking)


def test_a_shapefile_of_empty_parts_is_told():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for end in (".shp", ".shx", ".dbf"):
            archive.writestr(f"a{end}", b"")
    assert "not a shapefile" in refused(made.getvalue())


def test_shapes_of_parquet_that_are_numbers_are_told():
    geo = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
    table = pa.table({"a": [1], "geometry": [5]})
    made = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), made)
    assert "not a Parquet file" in refused(made.getvalue())


def test_a_shapefile_that_unpacks_without_end_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(read_shapefile, "MOST_UNPACKED", 100)
    assert "unpacks to more" in refused(as_shapefile(POINTS, tmp_path))


def test_parquet_without_shapes_is_a_table_and_long_texts_are_cut(monkeypatch):
    columns = {"code": ["E01990001"] * 3, "n": [2**60 + 1, None, 3], "t": ["a" * 9999] * 3}
    made = io.BytesIO()
    parquet.write_table(pa.table(columns), made)
    found = read_file("f", made.getvalue())
    assert found.points is None
    assert found.cells["n"].tolist() == [str(2**60 + 1), "", "3"]
    assert found.cells["t"].str.len().max() == 2000
    monkeypatch.setattr(read_geoparquet, "MOST_UNPACKED", 10)
    assert "unpacks to more" in refused(made.getvalue())


def test_nested_columns_of_parquet_are_left_out():
    made = io.BytesIO()
    parquet.write_table(pa.table({"code": ["a"], "list": [[1, 2]], "bytes": [b"x"]}), made)
    assert read_file("f", made.getvalue()).columns == ["code"]


def test_a_spreadsheet_is_read_as_it_is_shown():
    rows = row(cell("code"), cell("rate"), cell("n"), cell("day"))
    rows += row(cell("E01990001"), cell("0.12", "percentage"), cell("10", "float"), cell("x"))
    rows += row(cell("E01990002"), cell("7.5", "float", 2), cell("", times=1000))
    rows += row(cell("", times=1000), times=3) + row(cell("E01990003"), times=2)
    rows += row(cell("", times=1024), times=1_048_000)
    found = read_file("f.ods", as_ods("", rows), part="Sheet 2")
    assert list_parts(as_ods("", rows)) == ["Sheet 1", "Sheet 2"]
    assert found.cells["rate"].tolist() == ["12%", "7.5", "", ""]
    assert found.cells["n"].tolist() == ["10", "7.5", "", ""]
    assert found.cells.index.tolist() == [2, 3, 7, 8]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (row(cell("a"), cell("b")) + row(cell("1"), times=10**9), "at most"),
        (row(cell("a", times=10**9)), "columns"),
        ("<!DOCTYPE a>", "damaged"),
        ("", "empty"),
    ],
)
def test_a_spreadsheet_without_measure_is_refused(rows, said):
    assert said in refused(as_ods(rows))


def test_a_spreadsheet_that_unpacks_without_end_is_not_opened(monkeypatch):
    monkeypatch.setattr(read_opendocument, "MOST_UNPACKED", 100)
    assert "unpacks to more" in refused(as_ods(row(cell("a")) + row(cell("b"))))

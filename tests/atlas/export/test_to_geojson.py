"""The outlines as GeoJSON."""

import json

import numpy as np
import pyogrio
import pytest
import shapely

from atlas.export import write_export


@pytest.fixture(scope="module")
def collection(filtered):
    """Parse the file as strict JSON."""

    def refuse(constant):
        pytest.fail(f"{constant} is not JSON")

    return json.loads(write_export(filtered, "geojson"), parse_constant=refuse)


def test_reads_back_the_same_through_gdal(filtered):
    table = pyogrio.read_dataframe(write_export(filtered, "geojson")).set_index("area")
    assert table.crs.to_epsg() == 4326
    assert list(table.index) == list(filtered.areas.index)
    for name in filtered.values:
        np.testing.assert_array_equal(
            table[name].astype("float64").to_numpy(), filtered.values[name].to_numpy()
        )
    for name in filtered.types:
        assert list(table[name]) == list(filtered.types[name])
    same = shapely.equals(table.geometry.to_numpy(), filtered.outlines.geometry.to_numpy())
    assert same.all()


def test_there_is_no_crs_member_and_a_bounding_box(collection):
    assert "crs" not in collection
    west, south, east, north = collection["bbox"]
    assert -0.6 < west < east < -0.3
    assert 51.8 < south < north < 52.0


def test_outer_rings_run_counter_clockwise(collection):
    for feature in collection["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


def test_gap_is_null(whole):
    gap = whole.gaps.iloc[0]
    features = json.loads(write_export(whole, "geojson"))["features"]
    one = next(feature for feature in features if feature["id"] == gap["area"])
    assert one["properties"][gap["indicator"]] is None


def test_metadata_tells_where_everything_comes_from(collection, filtered):
    metadata = collection["metadata"]
    assert metadata["filter"] == list(filtered.filter_words)
    assert metadata["link"] == filtered.link
    assert metadata["attribution"] == list(filtered.attributions)
    by_id = {entry["id"]: entry for entry in metadata["indicators"]}
    assert set(by_id) == set(filtered.values.columns)
    for entry in by_id.values():
        for key in ("source", "published", "licence", "base", "caution", "unit", "year"):
            assert entry[key]

"""Outlines: valid, ordered, neighbours found, names well inside."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.build.boundaries import find_neighbours, place_labels, read_outlines
from atlas.build.tidy import read_areas


@pytest.fixture(scope="module")
def outlines(tiny):
    """The outlines of Tinyville."""
    return read_outlines(tiny / "data/tiny/lsoa21_boundaries.geojson", code_column="LSOA21CD")


def square(x, y, size=0.01):
    """Return a square by its lower left corner."""
    return shapely.box(x, y, x + size, y + size)


def frame(shapes):
    """Return shapes by area in WGS 84."""
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(shapes, crs="EPSG:4326")).rename_axis("area")


def test_outlines_are_valid_and_in_order_of_code(outlines):
    assert outlines.index.tolist() == [f"E019900{number:02d}" for number in range(1, 13)]
    assert outlines.is_valid.all()
    assert outlines.crs == "EPSG:4326"


def test_the_hole_and_the_islet_are_kept(outlines):
    assert len(outlines.geometry["E01990006"].interiors) == 1
    assert outlines.geometry["E01990012"].geom_type == "MultiPolygon"
    assert len(outlines.geometry["E01990012"].geoms) == 2


def test_outer_rings_turn_against_the_clock_and_holes_with_it(outlines):
    for shape in outlines.explode().geometry:
        assert shape.exterior.is_ccw
        assert not any(ring.is_ccw for ring in shape.interiors)


def test_ring_that_crosses_itself_is_repaired(tmp_path):
    bow = [[0, 52], [0.01, 52.01], [0.01, 52], [0, 52.01], [0, 52]]
    geometry = {"type": "Polygon", "coordinates": [bow]}
    feature = {"type": "Feature", "properties": {"code": "a"}, "geometry": geometry}
    path = tmp_path / "bow.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    repaired = read_outlines(path, code_column="code")
    assert repaired.is_valid.all()
    assert repaired.geometry["a"].area == pytest.approx(0.00005)


def test_neighbours_of_tinyville_can_be_counted_on_the_map(tiny_atlas):
    neighbours = tiny_atlas.store.neighbours
    codes = {area: {int(one[-2:]) for one in found} for area, found in neighbours.items()}
    assert codes["E01990001"] == {2, 5, 6}
    assert codes["E01990006"] == {1, 2, 3, 5, 7, 9, 10, 11}
    assert codes["E01990012"] == {7, 8, 11}


def test_neighbours_are_mutual_and_never_oneself(outlines):
    pairs = set(find_neighbours(outlines).itertuples(index=False, name=None))
    assert all((second, first) in pairs for first, second in pairs)
    assert all(first != second for first, second in pairs)


def test_a_gap_of_less_than_a_metre_counts_as_touching():
    near = frame({"a": square(-1, 52), "b": square(-0.99 + 0.000005, 52)})
    far = frame({"a": square(-1, 52), "b": square(-0.99 + 0.0001, 52)})
    assert len(find_neighbours(near)) == 2
    assert find_neighbours(far).empty


def test_names_stand_inside_what_they_name(outlines, tiny):
    areas = read_areas(tiny / "data/tiny")
    labels = place_labels(outlines, areas)
    assert labels["kind"].value_counts().to_dict() == {"ward": 3, "neighbourhood": 2}
    for label in labels.itertuples():
        members = areas.index[areas[f"{label.kind}_code"] == label.code]
        whole = outlines.loc[members].union_all()
        assert whole.contains(shapely.Point(label.longitude, label.latitude))
        assert label.areas == len(members)


def test_name_keeps_clear_of_a_hole():
    shapes = frame({"a": square(-1, 52).difference(square(-0.996, 52.004, 0.002))})
    names = {"ward_code": ["w"], "ward": ["W"], "neighbourhood_code": ["n"], "neighbourhood": ["N"]}
    labels = place_labels(shapes, pd.DataFrame(names, index=["a"]))
    point = shapely.Point(labels["longitude"][0], labels["latitude"][0])
    assert shapes.geometry["a"].contains(point)

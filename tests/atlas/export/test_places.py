"""Points of the map in the files that are taken away."""

from __future__ import annotations

import json

import pyogrio
import pytest

from atlas.export import write_export
from atlas.export.make_extract import make_extract
from tests.atlas.export.test_to_maps import svg_text


@pytest.fixture(scope="module")
def with_schools(luton):
    """Luton with its schools on the map."""
    reading = luton.parse_address({"overlays": "schools"})
    assert not reading.notes
    return make_extract(luton, reading.selection, link="https://atlas.example.org/")


def test_the_package_has_a_layer_of_points(with_schools):
    package = write_export(with_schools, "gpkg")
    assert package == write_export(with_schools, "gpkg")
    points = pyogrio.read_dataframe(package, layer="luton_places")
    assert (len(points), points.crs.to_epsg()) == (79, 27700)
    assert set(points["area"]) <= set(with_schools.areas.index)
    assert points["licence"].unique().tolist() == ["Open Government Licence v3.0"]
    assert "luton_mig_moved_1yr" in [name for name, _ in pyogrio.list_layers(package)]


def test_without_points_there_is_no_such_layer(whole):
    layers = [name for name, _ in pyogrio.list_layers(write_export(whole, "gpkg"))]
    assert "luton_places" not in layers


def test_the_drawn_map_says_what_the_shapes_are_and_where_they_are_from(with_schools, whole):
    text = svg_text(with_schools)
    assert "Schools" in text
    assert "Get Information About Schools" in text
    assert "main entrance" in text
    assert "main entrance" not in svg_text(whole)
    drawn = write_export(with_schools, "svg").decode().count("<use ")
    assert drawn - write_export(whole, "svg").decode().count("<use ") > 70


def test_plain_data_says_it_too(with_schools):
    told = json.loads(write_export(with_schools, "geojson"))["metadata"]["places"]
    assert [(one["id"], one["count"]) for one in told] == [("schools", 79)]

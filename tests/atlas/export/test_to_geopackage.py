"""The outlines as a GeoPackage."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pyogrio
import pytest
import shapely

from atlas.errors import ExportError
from atlas.export import write_export
from atlas.export.make_extract import make_extract
from atlas.export.qgis_style import BRUSHES, list_rules
from atlas.layer.look import PALE, split_colour
from atlas.selection.address import Selection


def opened(extract):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(write_export(extract, "gpkg"))
    return closing(connection)


def test_reads_back_the_same_through_gdal(filtered):
    table = pyogrio.read_dataframe(
        write_export(filtered, "gpkg"), layer="luton_mig_from_abroad"
    ).set_index("area")
    assert table.crs.to_epsg() == 27700
    assert list(table.index) == list(filtered.areas.index)
    assert (table["dem_pop"].dtype, table["dem_density"].dtype) == ("int64", "float64")
    for name in filtered.values:
        np.testing.assert_array_equal(table[name].to_numpy(), filtered.values[name].to_numpy())
    for name in filtered.types:
        assert list(table[name]) == list(filtered.types[name])
    wanted = filtered.outlines.geometry.to_crs(27700).to_numpy()
    assert shapely.equals(table.geometry.to_numpy(), wanted).all()


def test_degrees_can_be_asked_for_and_nothing_that_does_not_suit_the_place(filtered):
    written = write_export(replace(filtered, crs="4326"), "gpkg")
    table = pyogrio.read_dataframe(written, layer="luton_mig_from_abroad")
    assert table.crs.to_epsg() == 4326
    assert shapely.equals(table.geometry.to_numpy(), filtered.outlines.geometry.to_numpy()).all()
    with pytest.raises(ExportError, match="EPSG:27700, EPSG:4326"):
        write_export(replace(filtered, crs="25833"), "gpkg")


def test_areas_that_a_filter_leaves_out_are_grey_ground_in_a_layer_of_their_own(filtered, whole):
    others = pyogrio.read_dataframe(
        write_export(filtered, "gpkg"), layer="luton_mig_from_abroad_left_out"
    )
    assert set(others["area"]) | set(filtered.areas.index) == set(filtered.store.areas.index)
    assert len(others) + len(filtered.areas) == filtered.total
    assert not others["meets_filter"].any()
    with opened(filtered) as package:
        styles = package.execute(
            "SELECT styleQML FROM layer_styles WHERE useAsDefault ORDER BY f_table_name"
        ).fetchall()
        colours = [
            {one.get("value") for one in ET.fromstring(style).iter("Option")}  # noqa: S314 - ours
            for (style,) in styles
        ]
        assert len(colours) == 2
        assert ",".join(map(str, split_colour(PALE))) + ",255" in colours[1]
        aliases = ET.fromstring(styles[1][0]).findall("aliases/alias")  # noqa: S314 - ours
        named = {one.get("field") for one in aliases}
        assert named == set(others.columns) - {"geometry", "meets_filter"}
    with opened(whole) as package:
        tables = package.execute("SELECT table_name FROM gpkg_contents").fetchall()
        assert {name for (name,) in tables} == {"luton_mig_from_abroad", "layer_styles"}


def test_every_column_has_an_alias_and_a_description(filtered):
    with opened(filtered) as package:
        told = package.execute(
            "SELECT column_name, title, description FROM gpkg_data_columns "
            "WHERE table_name = 'luton_mig_from_abroad' ORDER BY rowid"
        ).fetchall()
        (style,) = package.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'luton_mig_from_abroad'"
        ).fetchone()
        extensions = package.execute("SELECT extension_name FROM gpkg_extensions").fetchall()
    assert [name for name, _, _ in told] == ["area", *filtered.table.columns]
    assert all(title and sentence for _, title, sentence in told)
    # QGIS takes aliases from the style, GDAL from the table.
    aliases = ET.fromstring(style).findall("aliases/alias")  # noqa: S314 - our own text
    assert [(one.get("field"), one.get("name")) for one in aliases] == [
        (name, title) for name, title, _ in told
    ]
    assert ("gpkg_schema",) in extensions


def test_the_version_is_one_that_programs_of_2021_know(filtered):
    with opened(filtered) as package:
        assert package.execute("PRAGMA user_version").fetchone() == (10_200,)


def test_gdal_reads_the_layer_metadata(filtered):
    info = pyogrio.read_info(write_export(filtered, "gpkg"), layer="luton_mig_from_abroad")
    metadata = info["layer_metadata"]
    assert metadata["LINK"] == filtered.link
    assert metadata["FILTER"] == " ".join(filtered.filter_words)
    assert metadata["CAUTION"] == filtered.layer.texts.caution
    assert "TS019" in metadata["SOURCE"]


def test_database_is_sound_and_metadata_refers_to_the_layer(filtered):
    with opened(filtered) as package:
        assert package.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kinds = package.execute(
            "SELECT mime_type FROM gpkg_metadata JOIN gpkg_metadata_reference "
            "ON id = md_file_id WHERE table_name = 'luton_mig_from_abroad'"
        ).fetchall()
        assert {kind for (kind,) in kinds} == {"text/xml", "application/json"}


@pytest.mark.parametrize("fixture", ["whole", "typed"])
def test_style_puts_every_area_into_the_class_of_the_map(fixture, request):
    extract = request.getfixturevalue(fixture)
    layer = extract.layer
    table = f"luton_{layer.id}"
    with opened(extract) as package:
        (style,) = package.execute(
            "SELECT styleQML FROM layer_styles WHERE useAsDefault AND f_table_name = ?", (table,)
        ).fetchone()
        rules = ET.fromstring(style).findall(".//rule")  # noqa: S314 - our own text
        for place, label in enumerate(layer.classing.labels):
            assert rules[place].get("label").startswith(f"{label}, ")
            # The conditions of QGIS and of SQL are written alike here.
            found = package.execute(
                f"SELECT area FROM {table} WHERE {rules[place].get('filter')}"  # noqa: S608
            ).fetchall()
            codes = layer.classing.codes
            assert {area for (area,) in found} == set(codes.index[codes == place])


def test_style_has_the_colours_of_the_map_and_a_rule_for_gaps(whole):
    rules = list_rules(whole.layer)
    assert tuple(rule.colour for rule in rules[:-1]) == whole.layer.classing.colours
    assert rules[-1].condition == '"mig_from_abroad" IS NULL'
    assert rules[-1].label.startswith("No figure (")


@pytest.mark.parametrize("reading", ["england", "town"])
def test_hatched_areas_are_those_of_the_map(luton, reading):
    selection = Selection(layer="cohesion_types", typology="cohesion_types", reading=reading)
    extract = make_extract(luton, selection, link="")
    (rule,) = [one for one in list_rules(extract.layer) if one.colour is None]
    standings = re.findall("'(.*?)'", rule.condition)
    hatched = extract.type_details["cohesion_types_standing"].isin(standings)
    assert hatched.equals(extract.layer.doubtful)
    assert 0 < hatched.sum() < 125


def test_borderline_types_are_hatched(typed):
    (rule,) = [one for one in list_rules(typed.layer) if "borderline" in one.condition]
    assert BRUSHES[rule.pattern[0]] == "f_diagonal"

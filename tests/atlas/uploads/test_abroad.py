"""Files with codes and coordinates of places that are not of England and Wales."""

from __future__ import annotations

import pytest
from pyproj import Transformer

from atlas.store.store import TableStore
from atlas.tables.read_file import read_file
from atlas.uploads.match import match_rows
from atlas.uploads.matching_areas import MatchingAreas
from atlas.uploads.meaning import sum_by_area
from atlas.uploads.own_layer import define_indicator, make_own_layer
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_csv, count_of


def made(tiny_atlas, geography, codes, ward):
    """Return the tiny place with other codes, as if it were of another country."""
    store = tiny_atlas.store
    rename = dict(zip(store.areas.index, codes, strict=False))
    tables = {name: store._read(name) for name in ("areas", "figures", "outlines")}
    kept = {
        name: table[table["area"].isin(rename)].assign(area=lambda one: one["area"].map(rename))
        for name, table in tables.items()
    }
    kept["areas"]["ward_code"] = ward
    told = {**store.manifest, "tables": {key: {} for key in kept}}
    return MatchingAreas(TableStore(kept, told), "Elsewhere", geography)


@pytest.fixture(scope="module")
def glasgow(tiny_atlas, luton):
    """Four data zones of Glasgow, drawn where Tinyville is."""
    geography = luton.definitions.geographies["data_zone_2011"]
    codes = ["S01009758", "S01009759", "S01009760", "S01009761"]
    return made(tiny_atlas, geography, codes, "S12000049")


@pytest.fixture(scope="module")
def berlin(tiny_atlas, luton):
    """Four Planungsräume, drawn where Tinyville is."""
    geography = luton.definitions.geographies["planungsraum_2006"]
    codes = ["01011101", "01011102", "01011103", "01011104"]
    return made(tiny_atlas, geography, codes, "01")


def lay(ground, columns):
    """Return the key of a table, where its rows belong, and the layer of its column `halls`."""
    upload = read_file("f.csv", as_csv(columns))
    key = recognise(upload, ground)[0]
    matched = match_rows(upload, key, ground)
    figures = sum_by_area(upload, matched, count_of(), ground)
    noun = ground.nouns(matched.kind)[0]
    layer = make_own_layer(
        figures, count_of(), file="f.csv", place="x", hidden=0, hides_small=False, noun=noun
    )
    return key, matched, layer


def test_data_zones_are_known_by_their_codes(glasgow):
    key, matched, layer = lay(
        glasgow, {"DZ": ["s01009758", "S01009761", "S01000001"], "halls": [1, 2, 3]}
    )
    assert key.describe(glasgow) == "“DZ”: codes of data zones"
    assert matched.areas.tolist() == ["S01009758", "S01009761", ""]
    assert matched.reasons.iloc[2].startswith("Elsewhere has no data zone with this code")
    assert layer.table["count"].dropna().tolist() == [1, 2]


def test_council_areas_are_called_what_they_are(glasgow):
    key, _, layer = lay(glasgow, {"council": ["S12000049", "S12000033"], "halls": [5, 6]})
    assert key.kind == "ward"
    assert (
        define_indicator(layer, "blues").text.sentence
        == "halls, by council area: {value} for {place}."
    )


def test_zeros_that_a_spreadsheet_took_away_come_back(berlin):
    columns = {"PLR": ["1011101", "1011102", "01011103"], "halls": [1, 2, 3]}
    key, matched, _ = lay(berlin, columns)
    assert key.describe(berlin) == "“PLR”: codes of Planungsräume"
    assert matched.areas.tolist() == ["01011101", "01011102", "01011103"]


def test_codes_of_england_are_no_codes_here(glasgow):
    upload = read_file("f.csv", as_csv({"code": ["E01000001", "E01000002"], "n": [1, 2]}))
    assert recognise(upload, glasgow) == []


def test_coordinates_are_read_in_the_system_of_the_country(berlin):
    centres = berlin.store.outlines.geometry.representative_point()
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:25833", always_xy=True)
    east, north = to_metres.transform(centres.x.to_numpy(), centres.y.to_numpy())
    upload = read_file("f.csv", as_csv({"x": east, "y": north}))
    key = recognise(upload, berlin)[0]
    assert key.kind == "grid"
    assert match_rows(upload, key, berlin).areas.tolist() == centres.index.tolist()
    upload = read_file("f.csv", as_csv({"longitude": centres.x, "latitude": centres.y}))
    key = recognise(upload, berlin)[0]
    assert key.kind == "degrees"
    assert match_rows(upload, key, berlin).areas.tolist() == centres.index.tolist()

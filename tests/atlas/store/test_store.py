"""An open pack answers in order of code, and is read only when asked."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from atlas.errors import PackError
from atlas.pack.manifest import checksum
from atlas.pack.write import to_parquet
from atlas.store import LEVELS, open_store


@pytest.fixture(scope="module")
def store(tiny_pack):
    """The tiny pack, opened."""
    return open_store(tiny_pack)


def test_levels_are_three():
    assert LEVELS == ("area", "neighbourhood", "ward")


def test_every_table_is_in_order_of_code(store):
    codes = [f"E019900{number:02d}" for number in range(1, 13)]
    assert store.areas.index.tolist() == codes
    assert store.figures.index.tolist() == codes
    assert store.outlines.index.tolist() == codes


def test_totals_hold_the_place_its_region_and_the_countries(store):
    assert set(store.totals.index) == {"tiny", "E12990001", "england", "england_wales"}
    assert store.totals.loc["tiny", "groups_b"] == 720


def test_curve_of_an_indicator_rises(store):
    knots = store.find_knots("mig_moved_1yr")
    assert knots["value"].is_monotonic_increasing
    assert knots["percentile"].is_monotonic_increasing
    assert knots["percentile"].between(0, 100).all()


def test_local_indicator_has_no_curve(store):
    assert store.find_knots("div_exposure") is None
    assert store.find_knots("dep_imd", reference="england_wales") is None


def test_outlines_are_in_wgs84(store):
    assert store.outlines.crs == "EPSG:4326"
    assert store.outlines.geometry["E01990001"].bounds == pytest.approx((-1, 52, -0.99, 52.01))


def test_labels_name_wards_and_neighbourhoods(store):
    names = store.labels.set_index("code")["name"]
    assert names["E05990003"] == "Moor"
    assert names["E02990002"] == "East End"


def test_nothing_is_read_before_it_is_asked_for(pack_copy):
    store = open_store(pack_copy)
    (pack_copy / "outlines.parquet").unlink()
    assert len(store.areas) == 12


def test_table_without_its_columns_is_refused_by_name(pack_copy):
    path = pack_copy / "labels.parquet"
    content = to_parquet(pd.read_parquet(path).drop(columns="longitude"))
    path.write_bytes(content)
    manifest = json.loads((pack_copy / "manifest.json").read_text())
    manifest["tables"]["labels"]["checksum"] = checksum(content)
    (pack_copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(PackError, match="lacks the columns longitude"):
        _ = open_store(pack_copy).labels

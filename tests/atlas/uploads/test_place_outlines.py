"""Outlines without a code lie in the area that holds most of them, or say why in none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import scale, translate

from atlas.tables.read_file import read_file
from atlas.uploads.match import match_rows
from atlas.uploads.meaning import sum_by_area
from atlas.uploads.place_outlines import find_kind, match_outlines, measure_overlaps
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import count_of
from tests.atlas.uploads.test_read_file import as_geopackage


@pytest.fixture(scope="module")
def shapes(luton_ground):
    """Outlines of Luton's small areas, by code."""
    return luton_ground.store.outlines.geometry


def listed(*shapes):
    """Return shapes as rows of an upload."""
    return pd.Series(list(shapes), index=range(1, len(shapes) + 1), dtype=object)


def test_an_area_s_own_outline_is_that_area(luton_ground, shapes):
    areas, reasons, told = match_outlines(listed(*shapes), luton_ground, "area")
    assert areas.tolist() == shapes.index.tolist()
    assert reasons.eq("").all()
    assert told == ("Outlines with 95 % or more inside one of the small areas (LSOA): 125.",)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 124), st.floats(0.2, 3), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_shares_are_shares_and_every_row_has_an_area_or_a_reason(
    luton_ground, shapes, place, size, east, north
):
    moved = translate(scale(shapes.iloc[place], size, size), east, north)
    overlaps = measure_overlaps(listed(moved), luton_ground, "area")
    assert overlaps["inside"].between(0, 1).all()
    assert overlaps["covers"].between(0, 1).all()
    assert overlaps["inside"].sum() <= 1 + 1e-6
    areas, reasons, _ = match_outlines(listed(moved), luton_ground, "area")
    assert areas.eq("").tolist() == reasons.ne("").tolist()
    if areas.iloc[0]:
        best = overlaps.loc[overlaps["inside"].idxmax()]
        assert best["area"] == areas.iloc[0]
        assert best["inside"] > 0.5


def test_what_reaches_evenly_into_several_is_refused_with_the_shares(luton_ground, shapes):
    around = shapes.iloc[10].centroid.buffer(0.03)
    areas, reasons, _ = match_outlines(listed(around), luton_ground, "area")
    assert areas.iloc[0] == ""
    assert reasons.iloc[0].startswith("no small area (LSOA) contains more than half of the outline")
    assert "%)" in reasons.iloc[0]


def test_what_lies_elsewhere_says_so(luton_ground):
    far, none = shapely.box(1.0, 52.0, 1.1, 52.1), None
    west = luton_ground.store.outlines.total_bounds[0]
    half = shapely.box(west - 0.2, 51.85, west + 0.02, 51.9)
    _, reasons, _ = match_outlines(listed(far, none, half), luton_ground, "area")
    assert reasons.iloc[0] == "the outline lies outside Luton"
    assert reasons.iloc[1] == "it has no outline that can be used"
    assert "of the outline lies in Luton" in reasons.iloc[2]


@pytest.mark.parametrize("kind", ["area", "ward", "neighbourhood"])
def test_outlines_are_known_by_the_kind_they_are_drawn_like(luton_ground, shapes, kind):
    groups = luton_ground.column(kind).to_numpy()
    drawn = shapes.groupby(groups).agg(lambda part: shapely.union_all(part.to_numpy()))
    simple = shapely.simplify(drawn.to_numpy(), 0.0005)
    found, agrees = find_kind(listed(*simple), luton_ground)
    assert found == kind
    assert agrees > 0.85


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:27700"])
def test_a_geopackage_of_wards_without_codes_becomes_figures_of_wards(
    luton_ground, shapes, tmp_path, crs
):
    groups = luton_ground.column("ward").to_numpy()
    drawn = shapes.groupby(groups).agg(lambda part: shapely.union_all(part.to_numpy()))
    import geopandas as gpd  # noqa: PLC0415 - only here

    moved = gpd.GeoSeries(drawn.to_numpy(), crs="EPSG:4326").to_crs(crs)
    content = as_geopackage(tmp_path, list(moved), crs, halls=np.arange(len(drawn)) + 20)
    upload = read_file("wards.gpkg", content)
    key = recognise(upload, luton_ground)[0]
    assert key.outlines
    assert key.fits
    assert key.describe(luton_ground) == "the outlines of the layer, matched to wards"
    matched = match_rows(upload, key, luton_ground)
    assert matched.matched.all()
    found = sum_by_area(upload, matched, count_of(), luton_ground)
    assert found.figures["count"].tolist() == (np.arange(len(drawn)) + 20).tolist()


def test_parks_are_counted_where_most_of_them_lies(luton_ground, shapes, tmp_path):
    parks = [shapes.iloc[place].representative_point().buffer(0.0005) for place in (3, 3, 7)]
    content = as_geopackage(tmp_path, parks, "EPSG:4326", name=["a", "b", "c"])
    upload = read_file("parks.gpkg", content)
    key = recognise(upload, luton_ground)[0]
    assert key.outlines
    assert not key.fits
    matched = match_rows(upload, key, luton_ground, things=True)
    assert matched.kind == "area"
    assert matched.areas.tolist() == [shapes.index[place] for place in (3, 3, 7)]


def test_a_column_of_codes_is_surer_than_outlines(luton_ground, shapes, tmp_path):
    content = as_geopackage(tmp_path, list(shapes), "EPSG:4326", code=list(shapes.index))
    key = recognise(read_file("a.gpkg", content), luton_ground)[0]
    assert key.columns == ("code",)

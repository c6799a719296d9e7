"""Points of a pack: where each lies, and the figures that rest on them."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.build.nation import build_nation
from atlas.build.points import measure_points, read_overlays
from atlas.store import open_store

WELSH = "W"


def test_a_point_on_a_border_is_in_one_area_and_one_far_away_in_none(tiny_atlas):
    points = tiny_atlas.store.points.set_index("name")["area"]
    assert points.to_dict() == {
        "Hill Hall": "E01990001",
        "Mill Hall": "E01990002",
        'Border "Hall", on the line': "E01990001",
    }


def test_an_area_without_a_point_counts_none_and_a_town_counts_all(tiny_atlas):
    counts = tiny_atlas.measures.values("acc_halls_inside")
    assert counts["E01990001"] == 2
    assert counts["E01990012"] == 0
    assert tiny_atlas.measures.comparators("acc_halls_inside")["tiny"] == 3
    assert tiny_atlas.store.manifest["tables"]["points"]["rows"] == 3
    assert "halls" in [one["id"] for one in tiny_atlas.store.manifest["sources"]]


def test_without_a_file_there_are_gaps_and_no_zeros(tiny_definitions, tiny_atlas, tmp_path):
    overlays = tiny_definitions.overlays.values()
    store = tiny_atlas.store
    points = read_overlays(overlays, tmp_path, store.outlines, own=True, report=lambda _: None)
    assert points.empty
    assert measure_points(overlays, points, store.figures).isna().all(axis=None)


def test_a_list_of_england_says_nothing_of_wales(tiny, tiny_definitions, tmp_path):
    told = []
    build_nation(
        "england-wales",
        tiny_definitions,
        tiny / "official",
        target=tmp_path / "england-wales",
        report=told.append,
    )
    assert "Halls: 4" in told
    store = open_store(tmp_path / "england-wales")
    welsh = store.figures.index.str.startswith(WELSH)
    assert welsh.any()
    assert store.figures.loc[welsh, "halls_inside"].isna().all()
    assert store.figures.loc[~welsh, "halls_inside"].sum() == len(store.points)
    larger = open_store(tmp_path / "england-wales.authority")
    assert larger.figures["halls_inside"].sum() == len(larger.points)
    assert set(larger.points["area"]) <= set(larger.areas.index)


@pytest.mark.official
def test_the_publishers_lists_are_placed_in_luton(luton, official):
    overlays = luton.definitions.overlays.values()
    told = []
    points = read_overlays(overlays, official, luton.store.outlines, own=False, report=told.append)
    inside = points[points["area"].ne("")]["overlay"].value_counts()
    assert inside["schools"] == 79
    assert inside["libraries"] == 9
    assert inside["gp_practices"] >= 20
    # Schools beyond the border can only bring the nearest closer.
    figures = luton.store.figures
    wider = measure_points(overlays, points, figures)
    near = ["schools_primary_nearest", "schools_secondary_nearest"]
    assert (wider[near] <= figures[near] + 0.5).all(axis=None)
    assert np.allclose(wider["schools_inside"], figures["schools_inside"])

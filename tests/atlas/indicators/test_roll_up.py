"""Figures of larger areas: counts are added and rates worked out again, never averaged."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.roll_up import roll_up_figures

HILL, DALE, MOOR = "E05990001", "E05990002", "E05990003"


@pytest.fixture(scope="module")
def wards(tiny_atlas):
    """Figures of the three wards."""
    return tiny_atlas.measures.figures("ward")


def test_counts_are_added(wards):
    assert wards["ts001_total"].to_dict() == {HILL: 700, DALE: 800, MOOR: 500}
    assert wards["groups_b"].to_dict() == {HILL: 225, DALE: 380, MOOR: 115}


def test_rates_are_worked_out_again_and_not_averaged(tiny_atlas):
    moved = tiny_atlas.measures.values("mig_moved_1yr", level="ward")
    assert moved[HILL] == pytest.approx(100 * 120 / 700)
    averaged = tiny_atlas.measures.values("mig_moved_1yr").iloc[:4].mean()
    assert moved[HILL] != pytest.approx(averaged, abs=1)


def test_small_area_counts_again_in_its_ward(tiny_atlas):
    moved = tiny_atlas.measures.values("mig_moved_1yr", level="ward")
    assert moved[MOOR] == pytest.approx(100 * (30 + 4 + 15 + 17) / 500)


def test_mix_is_worked_out_again_from_added_groups(tiny_atlas):
    shares = [350 / 700, 225 / 700, 125 / 700]
    expected = -100 * sum(share * math.log(share) for share in shares) / math.log(3)
    values = tiny_atlas.measures.values("div_entropy", level="ward")
    assert values[HILL] == pytest.approx(expected)


def test_density_is_people_by_land(wards):
    land = {HILL: 0.4, DALE: 0.2 + 0.1 + 0.3 + 0.1, MOOR: 0.2 + 1.0 + 0.1 + 0.1}
    for ward, residents in wards["ts001_total"].items():
        assert wards.loc[ward, "people_per_km2"] == pytest.approx(residents / land[ward])


def test_score_is_weighted_by_residents(wards):
    assert wards.loc[HILL, "need_score"] == pytest.approx(20000 / 700)


def test_ranks_deciles_and_places_have_no_sum(wards):
    columns = ["need_decile", "rank_before", "centroid_easting", "centroid_northing"]
    assert wards[columns].isna().all(axis=None)


def test_gap_in_one_part_is_a_gap_in_the_sum(wards):
    assert math.isnan(wards.loc[DALE, "faith_any"])
    assert math.isnan(wards.loc[DALE, "need_rate"])
    assert wards.loc[HILL, "faith_any"] == 270


def test_columns_and_their_order_stay(wards, tiny_atlas):
    assert list(wards.columns) == list(tiny_atlas.store.figures.columns)


def test_neighbourhoods_add_up_to_the_town(tiny_atlas):
    halves = tiny_atlas.measures.figures("neighbourhood")
    town = tiny_atlas.store.totals.loc["tiny"]
    counts = ["ts001_total", "groups_a", "groups_b", "groups_c", "moved_here", "homes_owned"]
    for name in counts:
        assert halves[name].sum() == town[name]


def test_areas_outside_all_groups_are_left_out(tiny_atlas):
    figures = tiny_atlas.store.figures
    groups = pd.Series("some", figures.index[:3])
    rolled = roll_up_figures(
        figures,
        groups,
        variables=tiny_atlas.definitions.variables,
        weight="ts001_total",
        within=tiny_atlas.store.within,
    )
    assert rolled["ts001_total"].to_dict() == {"some": 600}


def test_area_where_nobody_lives_does_not_spoil_the_density(tiny_atlas):
    figures = tiny_atlas.store.figures.copy()
    figures.loc["E01990001", "ts001_total"] = 0.0
    rolled = roll_up_figures(
        figures,
        tiny_atlas.store.areas["ward_code"],
        variables=tiny_atlas.definitions.variables,
        weight="ts001_total",
        within=tiny_atlas.store.within,
    )
    # The land of the empty area is not known from its density; the other three have 0.3.
    assert rolled.loc[HILL, "people_per_km2"] == pytest.approx(600 / 0.3)


@given(st.lists(st.sampled_from(["p", "q", "r"]), min_size=12, max_size=12))
def test_any_grouping_keeps_the_people(tiny_atlas, names):
    groups = pd.Series(names, tiny_atlas.measures.areas)
    rolled = tiny_atlas.measures.roll_up(groups)
    assert rolled["ts001_total"].sum() == 2000
    assert set(rolled.index) == set(names)
    land = rolled["ts001_total"] / rolled["people_per_km2"]
    assert land.sum() == pytest.approx(2.5)


@given(st.permutations(range(12)))
def test_order_of_areas_does_not_matter(tiny_atlas, order):
    groups = tiny_atlas.store.areas["ward_code"]
    first = tiny_atlas.measures.roll_up(groups)
    second = tiny_atlas.measures.roll_up(groups.iloc[list(order)])
    np.testing.assert_allclose(first.to_numpy(), second.to_numpy())


def test_figure_of_an_msoa_is_in_each_of_its_areas_and_counts_once(tiny_atlas):
    figures, store = tiny_atlas.store.figures, tiny_atlas.store
    west = store.within == "E02990001"
    assert figures.loc[west, "flow_in_uk"].tolist() == [80.0] * 6
    assert tiny_atlas.measures.figures("neighbourhood")["flow_in_uk"].to_dict() == {
        "E02990001": 80.0,
        "E02990002": 30.0,
    }
    assert store.totals.loc["tiny", "flow_in_uk"] == 110


def test_ward_that_cuts_through_an_msoa_has_no_figure_of_it(wards):
    assert wards[["flow_in_uk", "flow_out_far"]].isna().all(axis=None)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.lists(st.sampled_from("pqr"), min_size=6, max_size=6),
    st.sets(st.integers(0, 23)),
)
def test_figure_of_an_msoa_is_neither_lost_nor_doubled(tiny_atlas, sizes, names, moved):
    msoas = [f"m{number}" for number, size in enumerate(sizes) for _ in range(size)]
    areas = pd.Index([f"a{number}" for number in range(len(msoas))])
    within = pd.Series(msoas, areas)
    published = pd.Series({f"m{number}": 10.0**number for number in range(len(sizes))})
    figures = pd.DataFrame({"ts001_total": 1.0, "flow_in_uk": within.map(published)})
    groups = within.map(dict(zip(published.index, names, strict=False)))
    # Some areas go to another group than the rest of their MSOA.
    groups.iloc[[place for place in moved if place < len(areas)]] = "s"
    rolled = roll_up_figures(
        figures,
        groups,
        variables=tiny_atlas.definitions.variables,
        weight="ts001_total",
        within=within,
    )["flow_in_uk"]
    for group, value in rolled.items():
        inside = set(groups.index[groups == group])
        touched = {within[area] for area in inside}
        if set(within.index[within.isin(touched)]) == inside:
            assert value == sum(published[msoa] for msoa in touched)
        else:
            assert math.isnan(value)

"""Figures of wards: from counts, never from percentages, and a reason for every gap."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.joint import describe_joint_gap, find_ward_values, is_weighted_mean


@pytest.fixture(scope="module")
def inside(luton):
    """The areas of every ward of Luton."""
    return luton.store.areas.groupby("ward_code").groups


def test_every_share_of_a_ward_is_its_part_of_its_whole(luton, inside):
    shares = [
        name
        for name, one in luton.definitions.indicators.items()
        if one.method == "share" and not luton.measures.larger_kind(name)
    ]
    assert len(shares) > 50
    for name in shares:
        counts = luton.measures.counts(name, luton.store.figures)
        found = find_ward_values(luton.measures, name)
        for ward, areas in inside.items():
            part, whole = counts.loc[areas, ["part", "whole"]].sum()
            least = luton.definitions.indicators[name].base_under or 0
            if counts.loc[areas].notna().all(axis=None) and whole >= max(least, 1):
                assert found[ward] == pytest.approx(100 * part / whole)


def test_a_ward_is_no_mean_of_its_areas_percentages(luton, inside):
    values = luton.measures.values("hou_private_rent")
    means = pd.Series({ward: values.loc[areas].mean() for ward, areas in inside.items()})
    found = find_ward_values(luton.measures, "hou_private_rent")
    assert (means - found).abs().max() > 0.5


def test_every_gap_of_every_ward_has_a_reason_and_no_figure_is_spread(luton, inside):
    for name in luton.definitions.indicators:
        values = find_ward_values(luton.measures, name)
        for ward in values.index[values.isna()]:
            assert describe_joint_gap(luton.measures, name, list(inside[ward]))
        if luton.measures.larger_kind(name) == "authority":
            assert values.isna().all()


def test_a_figure_of_neighbourhoods_is_given_where_a_ward_is_made_of_whole_ones(luton, inside):
    values = find_ward_values(luton.measures, "mig_turnover")
    msoas = luton.store.areas["neighbourhood_code"]
    for ward, areas in inside.items():
        whole = set(msoas.index[msoas.isin(msoas.loc[areas])]) == set(areas)
        assert np.isnan(values[ward]) != whole
    told = describe_joint_gap(luton.measures, "mig_turnover", list(inside[values.isna().idxmax()]))
    assert told.startswith("published for neighbourhoods (MSOAs)")


@given(data=st.data())
def test_any_areas_have_a_figure_or_a_reason_and_means_are_told(luton, data):
    areas = data.draw(
        st.lists(st.sampled_from(sorted(luton.measures.areas)), min_size=2, unique=True)
    )
    name = data.draw(st.sampled_from(sorted(luton.definitions.indicators)))
    figures = luton.measures.roll_up(pd.Series("these", index=areas))
    value = float(luton.measures.compute(name, figures).iloc[0])
    assert not np.isnan(value) or describe_joint_gap(luton.measures, name, areas)
    if is_weighted_mean(luton.measures, name) and not np.isnan(value):
        values = luton.measures.values(name).loc[areas]
        assert values.min() - 1e-6 <= value <= values.max() + 1e-6

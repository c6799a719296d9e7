"""Positions among areas: ties share a rank, gaps do not count, knots are near the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compare import (
    percentiles_from_knots,
    percentiles_within,
    reference_knots,
    value_at_percentile,
)

ENGLAND = 33_755
lists = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=80)
SHAPES = {
    "even": lambda dice: dice.uniform(0, 100, ENGLAND),
    "bell": lambda dice: dice.normal(20, 5, ENGLAND),
    "skewed": lambda dice: dice.gamma(1.5, 8, ENGLAND),
    "long tail": lambda dice: dice.lognormal(1, 1.2, ENGLAND),
    "many zeros": lambda dice: np.maximum(dice.normal(0, 3, ENGLAND), 0),
    "shares of counts": lambda dice: 100 * dice.binomial(1500, dice.beta(2, 9, ENGLAND)) / 1500,
    "deciles": lambda dice: dice.integers(1, 11, ENGLAND).astype(float),
}


@pytest.mark.parametrize("shape", SHAPES)
@given(seed=st.integers(0, 10**6))
def test_knots_are_within_a_fifth_of_a_point_of_the_exact_rank(shape, seed):
    values = pd.Series(SHAPES[shape](np.random.default_rng(seed)))
    read = percentiles_from_knots(values, reference_knots(values))
    assert (read - percentiles_within(values)).abs().max() <= 0.2


@given(lists)
def test_small_references_are_exact(values):
    series = pd.Series(values)
    knots = reference_knots(series)
    pd.testing.assert_series_equal(
        percentiles_from_knots(series, knots), percentiles_within(series), check_exact=False
    )


@given(lists)
def test_knots_rise(values):
    knots = reference_knots(pd.Series(values))
    assert knots["value"].is_monotonic_increasing
    assert knots["value"].is_unique
    assert knots["percentile"].is_monotonic_increasing
    assert knots["percentile"].between(0, 100).all()


@given(lists)
def test_ties_share_the_mean_rank(values):
    series = pd.Series(values)
    found = percentiles_within(series)
    for value in set(values):
        below, same = sum(one < value for one in values), values.count(value)
        expected = 100 * (below + same / 2) / len(values)
        assert found[series == value].to_numpy() == pytest.approx(expected)


@given(lists, st.randoms(use_true_random=False))
def test_positions_do_not_depend_on_the_order_of_rows(values, random):
    series = pd.Series(values)
    order = list(series.index)
    random.shuffle(order)
    turned = percentiles_within(series.loc[order])
    pd.testing.assert_series_equal(turned.sort_index(), percentiles_within(series))
    pd.testing.assert_frame_equal(reference_knots(series.loc[order]), reference_knots(series))


@given(lists, st.integers(1, 5))
def test_gaps_do_not_count(values, gaps):
    series = pd.Series([*values, *[None] * gaps], dtype=float)
    found = percentiles_within(series)
    assert found.isna().sum() == gaps
    pd.testing.assert_series_equal(found.dropna(), percentiles_within(pd.Series(values)))
    pd.testing.assert_frame_equal(reference_knots(series), reference_knots(pd.Series(values)))


def test_gap_stays_a_gap_when_read_from_knots():
    knots = reference_knots(pd.Series([1.0, 2.0, 3.0]))
    read = percentiles_from_knots(pd.Series([2.0, None]), knots)
    assert read.isna().tolist() == [False, True]


def test_value_beyond_all_others_gets_the_outermost_position():
    knots = reference_knots(pd.Series([1.0, 2.0, 3.0, 4.0]))
    assert percentiles_from_knots(pd.Series([-9.0, 99.0]), knots).tolist() == [12.5, 87.5]


def test_median_is_in_the_middle():
    knots = reference_knots(pd.Series(np.arange(1001.0)))
    assert value_at_percentile(50, knots) == pytest.approx(500)


def test_all_equal_are_all_in_the_middle():
    assert percentiles_within(pd.Series([7.0] * 9)).tolist() == [50.0] * 9

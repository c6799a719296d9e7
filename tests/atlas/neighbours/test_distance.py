"""Distance of places: what must hold for any figures, and what gaps do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from atlas.neighbours.features import standardise
from atlas.neighbours.find import measure_distances

PLACES, FIGURES, LIMIT = 7, 4, 3.0
numbers = st.floats(-1e6, 1e6, allow_subnormal=False)
tables = arrays(float, (PLACES, FIGURES), elements=numbers)
gappy = arrays(float, (PLACES, FIGURES), elements=numbers | st.just(np.nan))
weights = arrays(float, FIGURES, elements=st.sampled_from([0.0, 0.5, 1.0, 2.0]))


@given(gappy)
def test_standard_figures_have_no_mean_and_stay_within_the_limit(table):
    standard = standardise(table, limit=LIMIT)
    known = ~np.isnan(table)
    assert (np.isnan(standard) == ~known).all()
    assert (np.abs(standard[known]) <= LIMIT).all()
    wide = standardise(table, limit=1e9)
    for column in wide.T:
        present = column[~np.isnan(column)]
        if present.size:
            assert abs(present.mean()) < 1e-6
            assert present.std() == pytest.approx(1.0, abs=1e-6) or not present.any()


@given(tables, st.integers(1, 1000), st.integers(-1000, 1000))
def test_units_do_not_matter(table, times, more):
    assume((table.std(axis=0) > 1).all())
    one = standardise(table, limit=LIMIT)
    other = standardise(table * times + more, limit=LIMIT)
    np.testing.assert_allclose(one, other, atol=1e-6)


@given(tables, weights)
def test_distance_is_zero_to_itself_and_the_same_both_ways(table, weight):
    assume(weight.any())
    standard = standardise(table, limit=LIMIT)
    square = np.array([measure_distances(standard, row, weight)[0] for row in range(PLACES)])
    assert (square.diagonal() == 0).all()
    np.testing.assert_allclose(square, square.T, atol=1e-9)


@given(tables, weights)
def test_no_way_is_shorter_than_the_straight_one(table, weight):
    assume(weight.any())
    standard = standardise(table, limit=LIMIT)
    square = np.array([measure_distances(standard, row, weight)[0] for row in range(PLACES)])
    around = square[:, :, None] + square[None, :, :]
    assert (square[:, None, :] <= around + 1e-9).all()


@given(gappy, weights, st.integers(0, FIGURES - 1))
def test_a_figure_that_does_not_count_changes_nothing(table, weight, place):
    standard = standardise(table, limit=LIMIT)
    weight = np.where(np.arange(FIGURES) == place, 0.0, weight)
    other = standard.copy()
    other[:, place] = np.arange(PLACES) * 1.7
    for row in range(PLACES):
        for one, two in zip(
            measure_distances(standard, row, weight),
            measure_distances(other, row, weight),
            strict=True,
        ):
            np.testing.assert_array_equal(one, two)


@given(tables, weights, st.integers(0, PLACES - 1), st.integers(0, FIGURES - 1))
def test_a_gap_is_left_out_of_the_sum_and_of_the_weights(table, weight, row, place):
    standard = standardise(table, limit=LIMIT)
    rest = np.arange(FIGURES) != place
    assume((weight * rest).any())
    holed = standard.copy()
    holed[row, place] = np.nan
    found, shared = measure_distances(holed, row, weight)
    wanted, _ = measure_distances(standard, row, weight * rest)
    np.testing.assert_allclose(found, wanted)
    np.testing.assert_allclose(shared, (weight * rest).sum() / weight.sum())


@given(tables, st.sampled_from([0.5, 2.0, 10.0]))
def test_only_the_proportion_of_weights_matters(table, times):
    standard = standardise(table, limit=LIMIT)
    weight = np.array([1.0, 2.0, 0.0, 0.5])
    one, _ = measure_distances(standard, 0, weight)
    other, _ = measure_distances(standard, 0, weight * times)
    np.testing.assert_allclose(one, other)


def test_with_nothing_to_count_there_is_no_distance():
    distances, shared = measure_distances(np.zeros((3, 2)), 0, np.zeros(2))
    assert np.isnan(distances).all()
    assert shared.tolist() == [0, 0, 0]

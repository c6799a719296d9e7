"""Distance to ideal profiles, by hand and for any profile."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from atlas.typology.profiles import ProfileMatrix, memberships, nearest_types, profile_distances

positions = arrays(
    float, st.tuples(st.integers(1, 6), st.just(4)), elements=st.floats(0, 100) | st.just(math.nan)
)


@pytest.fixture(scope="module")
def matrix():
    """Three profiles on four indicators."""
    targets = np.array([[80.0, 20.0, 0.0, 50.0], [10.0, 0.0, 90.0, 0.0], [50.0, 50.0, 50.0, 50.0]])
    weights = np.array([[2.0, 1.0, 0.0, 1.0], [1.0, 0.0, 3.0, 0.0], [1.0, 1.0, 1.0, 1.0]])
    return ProfileMatrix(("a", "b", "c"), ("i", "j", "k", "l"), targets, weights)


def distance_by_definition(row, targets, weights):
    """Return the distance as the method's page words it, term by term."""
    terms = [
        (weight, weight * (place - target) ** 2)
        for place, target, weight in zip(row, targets, weights, strict=True)
        if weight and not math.isnan(place)
    ]
    if not terms:
        return math.nan
    return math.sqrt(sum(term for _, term in terms) / sum(weight for weight, _ in terms))


def test_distance_by_hand(matrix):
    distances, present = profile_distances(np.array([[70.0, 40.0, 5.0, 50.0]]), matrix)
    assert distances[0, 0] == pytest.approx(math.sqrt((2 * 100 + 400 + 0) / 4))
    assert distances[0, 1] == pytest.approx(math.sqrt((3600 + 3 * 85**2) / 4))
    assert present.tolist() == [[1.0, 1.0, 1.0]]


def test_gap_is_left_out_with_its_weight(matrix):
    distances, present = profile_distances(np.array([[math.nan, 40.0, 5.0, 60.0]]), matrix)
    assert distances[0, 0] == pytest.approx(math.sqrt((400 + 100) / 2))
    assert present[0].tolist() == [0.5, 0.75, 0.75]


@given(positions)
def test_distance_is_the_one_defined(matrix, rows):
    distances, _ = profile_distances(rows, matrix)
    for row, found in zip(rows, distances, strict=True):
        expected = [
            distance_by_definition(row, *pair)
            for pair in zip(matrix.targets, matrix.weights, strict=True)
        ]
        # Squares are multiplied out: near nothing a millionth of a point may be lost.
        np.testing.assert_allclose(found, expected, atol=1e-4)


@given(positions, st.sampled_from([1.0, 2.0, 3.0, 5.0]))
def test_memberships_sum_to_one_and_follow_distance(matrix, rows, power):
    distances, _ = profile_distances(rows, matrix)
    shares = memberships(distances, power=power)
    known = ~np.isnan(distances).all(axis=1)
    np.testing.assert_allclose(shares[known].sum(axis=1), 1)
    assert np.isnan(shares[~known]).all()
    assert (shares[known][np.isnan(distances[known])] == 0).all()
    for near, share in zip(distances[known], shares[known], strict=True):
        # Gaps are sorted last, and have no share.
        assert (np.diff(share[np.argsort(near)]) <= 1e-12).all()


def test_membership_falls_with_the_cube_of_distance():
    shares = memberships(np.array([[10.0, 20.0]]), power=3)
    assert shares[0].tolist() == pytest.approx([8 / 9, 1 / 9])


def test_area_on_a_profile_belongs_to_it_wholly():
    assert memberships(np.array([[0.0, 30.0]]), power=3)[0].tolist() == pytest.approx([1, 0])


def test_nearest_type_passes_over_gaps():
    distances = np.array([[math.nan, 5.0, 4.0], [3.0, 9.0, 9.0]])
    every = np.ones_like(distances, dtype=bool)
    assert nearest_types(distances, every).tolist() == [2, 0]


def test_nearest_type_passes_over_what_is_not_allowed():
    distances = np.array([[1.0, 5.0, 4.0], [3.0, 9.0, 9.0]])
    allowed = np.array([[False, True, True], [False, False, False]])
    assert nearest_types(distances, allowed).tolist() == [2, -1]


def test_leaving_an_indicator_out_takes_its_weight_everywhere(matrix):
    without = matrix.without("i")
    assert without.total_weights.tolist() == [2.0, 3.0, 3.0]
    assert matrix.total_weights.tolist() == [4.0, 4.0, 4.0]


def test_matrix_holds_every_target_of_a_typology(tiny_definitions):
    typology = tiny_definitions.typologies["cohesion_types"]
    made = ProfileMatrix.of(typology)
    for row, one in enumerate(typology.types):
        for column, name in enumerate(made.indicators):
            target = one.profile.get(name)
            expected = (target.percentile, target.weight) if target else (0.0, 0.0)
            assert (made.targets[row, column], made.weights[row, column]) == expected

"""How sure a type is: the same every time, whoever else is there."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.typology.assign import assign_types
from atlas.typology.profiles import ProfileMatrix, nearest_types, profile_distances
from atlas.typology.robustness import leave_one_out, perturb_counts


@pytest.fixture(scope="module")
def typology(tiny_definitions):
    """The types by profiles."""
    return tiny_definitions.typologies["cohesion_types"]


@pytest.fixture(scope="module")
def matrix(typology):
    """Their profiles."""
    return ProfileMatrix.of(typology)


def shaken(typology, **changes):
    """Return the typology with other rules of sureness."""
    return typology.model_copy(
        update={"robustness": typology.robustness.model_copy(update=changes)}
    )


def test_repeats_are_one_for_each_indicator_and_the_shakes(tiny_atlas):
    assert tiny_atlas.types("cohesion_types").repeats == 7 + 5


def test_sureness_is_the_same_every_time(tiny_atlas, typology):
    first = assign_types(typology, tiny_atlas.measures)
    second = assign_types(typology, tiny_atlas.measures)
    assert first.robustness.equals(second.robustness)
    assert first.robustness.dropna().between(0, 1).all()


def test_another_seed_shakes_in_another_way(tiny_atlas, typology, matrix):
    rough = {"count_noise": 15.0, "repeats": 20}
    first = perturb_counts(tiny_atlas.measures, matrix, shaken(typology, seed=1, **rough))
    second = perturb_counts(tiny_atlas.measures, matrix, shaken(typology, seed=2, **rough))
    assert first.shape == (20, 12)
    assert (first != second).any()


def test_no_shaking_changes_nothing(tiny_atlas, typology, matrix):
    still = perturb_counts(tiny_atlas.measures, matrix, shaken(typology, count_noise=0.0))
    positions = tiny_atlas.types("cohesion_types").percentiles.to_numpy()
    allowed = tiny_atlas.types("cohesion_types").allowed.to_numpy()
    same = nearest_types(profile_distances(positions, matrix)[0], allowed)
    assert (still == same).all()


def test_more_shaking_is_less_sure(tiny_atlas, typology, matrix):
    calm = perturb_counts(tiny_atlas.measures, matrix, shaken(typology, repeats=40))
    wild = perturb_counts(
        tiny_atlas.measures, matrix, shaken(typology, repeats=40, count_noise=40.0)
    )
    assert changed(wild) > changed(calm)


def changed(repeats):
    """Return the share of repeats that differ from the first."""
    return float((repeats != repeats[0]).mean())


def test_leaving_one_out_by_hand(tiny_atlas, matrix):
    positions = tiny_atlas.types("cohesion_types").percentiles.to_numpy()
    allowed = tiny_atlas.types("cohesion_types").allowed.to_numpy()
    repeats = leave_one_out(positions, matrix, allowed)
    assert repeats.shape == (len(matrix.indicators), 12)
    for number, name in enumerate(matrix.indicators):
        gone = positions.copy()
        gone[:, matrix.indicators.index(name)] = np.nan
        expected = nearest_types(profile_distances(gone, matrix)[0], allowed)
        known = ~np.isnan(gone).all(axis=1)
        assert (repeats[number][known] == expected[known]).all()


def test_low_sureness_is_borderline(tiny_atlas, typology):
    strict = assign_types(shaken(typology, borderline_under=1.0), tiny_atlas.measures)
    unsure = strict.robustness.index[strict.robustness < 1]
    assert len(unsure)
    alone = strict.runner_up[unsure] == ""
    assert set(strict.standing[unsure][~alone]) <= {"borderline", "unclear"}


def test_typology_may_do_without(tiny_atlas, typology):
    found = assign_types(typology.model_copy(update={"robustness": None}), tiny_atlas.measures)
    assert found.repeats == 0
    assert found.robustness.isna().all()
    assert found.types.equals(tiny_atlas.types("cohesion_types").types)


def test_within_the_town_only_indicators_are_left_out(tiny_atlas):
    assert tiny_atlas.types("cohesion_types", reading="town").repeats == 7

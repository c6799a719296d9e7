"""Twins of invented places, chosen by figures that can be followed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.likeness import Feature, Likeness
from atlas.neighbours.features import Features, standardise
from atlas.neighbours.find import find_neighbours
from atlas.neighbours.groups import group_places
from atlas.views.town_types import name_group

NAMES = ("one", "two", "three")
VALUES = pd.DataFrame(
    {
        "one": [0.0, 0.1, 5.0, 5.1, 9.0, np.nan],
        "two": [0.0, 0.2, 5.0, 5.2, 0.0, np.nan],
        "three": [1.0, 1.0, 1.0, 2.0, 9.0, 1.0],
    },
    index=list("abcdef"),
)


@pytest.fixture(scope="module")
def features():
    """Six places: two like each other, two more, one of its own, and one with hardly a figure."""
    return make(VALUES)


def make(values, **changes):
    likeness = Likeness(
        id="test", level="area", about="How.", caution="Care.", most=2, limit=3, least_shared=0.75,
        alike_under=0.35, differs_from=0.75, far_from=1, groups=3, questions=["What?"],
        features=[
            Feature(indicator=name, name=name.title(), more=f"more {name}", less=f"less {name}")
            for name in NAMES
        ],
    ).model_copy(update=changes)  # fmt: skip
    return Features(likeness, values.index, values, standardise(values.to_numpy(), limit=3))


def codes(found):
    return [twin.code for twin in found.twins]


def test_the_nearest_comes_first_and_a_place_is_never_its_own_twin(features):
    assert codes(find_neighbours(features, "a", weights={})) == ["b", "c"]
    assert codes(find_neighbours(features, "d", weights={}))[0] == "c"


def test_what_shares_too_few_figures_is_not_offered_and_has_no_twins(features):
    for code in "abcde":
        assert "f" not in codes(find_neighbours(features, code, weights={}))
    assert find_neighbours(features, "f", weights={}).twins == ()


def test_with_other_weights_others_are_nearest(features):
    assert codes(find_neighbours(features, "a", weights={}))[0] == "b"
    only = find_neighbours(features, "a", weights={"one": 0, "three": 0})
    # Places at the same distance follow each other by code; "e" has just the same figure.
    assert codes(only)[0] == "e"
    assert [one.feature.key for one in only.twins[0].every] == ["two"]


def test_what_is_left_out_is_not_found_but_counts_for_what_is_usual(features):
    every = find_neighbours(features, "a", weights={})
    rest = find_neighbours(features, "a", weights={}, leave_out=["b"])
    assert "b" not in codes(rest)
    assert rest.usual == every.usual


def test_what_is_alike_and_what_differs_is_told_with_both_figures(features):
    twin = next(one for one in find_neighbours(features, "c", weights={}).twins if one.code == "d")
    assert [one.feature.key for one in twin.alike] == ["one", "two", "three"]
    far = find_neighbours(make(VALUES, most=4), "a", weights={}).twins[-1]
    assert far.code == "e"
    assert [one.feature.key for one in far.differs] == ["three", "one"]
    assert far.differs[0].there == 9
    assert far.differs[0].here == 1
    assert far.differs[0].apart > 0


def test_no_figure_that_counts_is_no_twin(features):
    found = find_neighbours(features, "a", weights=dict.fromkeys(NAMES, 0.0))
    assert found.twins == ()
    assert np.isnan(found.usual)


def test_a_figure_that_no_place_has_is_not_missed():
    lacking = make(VALUES.assign(three=np.nan))
    assert [one.key for one in lacking.known] == ["one", "two"]
    twin = find_neighbours(lacking, "a", weights={}).twins[0]
    assert twin.code == "b"
    assert twin.shared == 1


def test_like_places_are_grouped_and_named_by_what_is_particular(features):
    groups = group_places(features)
    assert sorted(code for group in groups for code in group.places) == list("abcdef")
    together = [group.places for group in groups]
    assert ("e",) in together
    alone = next(group for group in groups if group.places == ("e",))
    assert alone.traits[0][0].key == "three"
    assert name_group(alone).startswith("More three")
    assert group_places(make(VALUES, groups=0)) == ()


def test_no_two_groups_have_the_same_name_where_their_figures_tell_them_apart():
    rng = np.random.default_rng(4)
    values = pd.DataFrame(rng.normal(size=(60, 3)), columns=list(NAMES))
    names = [name_group(group) for group in group_places(make(values, groups=6))]
    assert len(set(names)) == len(names)


@given(st.permutations(range(6)))
def test_the_order_of_places_does_not_matter(order):
    values = VALUES.iloc[order]
    found = find_neighbours(make(values), "a", weights={})
    assert codes(found) == ["b", "c"]
    groups = {frozenset(group.places) for group in group_places(make(values))}
    assert groups == {frozenset(group.places) for group in group_places(make(VALUES))}

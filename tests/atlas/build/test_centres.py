"""Centres of authorities: the one that is given, or the middle of the largest built-up area."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.build.centres import find_centres, find_given, find_middle
from atlas.definitions.country import CentreRule

RULE = CentreRule(link=1500, reach=2500)
METRES = st.integers(0, 40_000).map(float)
PLACES = st.lists(st.tuples(METRES, METRES, st.integers(1, 4000)), min_size=1, max_size=25)


def table(rows, authority="E06000001"):
    codes = [f"E0100000{number}" for number in range(len(rows))]
    areas = pd.DataFrame(
        {"authority_code": authority, "neighbourhood_code": ["M1", *["M2"] * (len(rows) - 1)]},
        index=codes,
    )
    columns = ["centroid_easting", "centroid_northing", "ts001_total"]
    return areas, pd.DataFrame(rows, index=codes, columns=columns)


def middle_of(places):
    points = np.array([place[:2] for place in places])
    return find_middle(points, np.array([place[2] for place in places], dtype=float), RULE)


@given(PLACES)
def test_a_middle_lies_among_the_areas(places):
    points = np.array([place[:2] for place in places])
    found = middle_of(places)
    assert (found >= points.min(axis=0) - 0.01).all()
    assert (found <= points.max(axis=0) + 0.01).all()


@given(PLACES, METRES, METRES)
def test_a_middle_moves_with_its_areas(places, east, north):
    moved = [(x + east, y + north, people) for x, y, people in places]
    # Where two towns are as large as each other the order decides, which is the same in both.
    assert middle_of(moved) - middle_of(places) == pytest.approx(np.array([east, north]), abs=0.5)


def test_a_town_outweighs_the_mean_of_town_and_far_villages():
    town = [(x, y, 1500) for x in (0.0, 800.0, 1600.0) for y in (0.0, 800.0)]
    villages = [(30_000.0, number * 5000.0, 1900) for number in range(8)]
    assert middle_of([*town, *villages]) == pytest.approx([800, 400], abs=1)


def test_areas_with_one_centre_are_one_town():
    assert middle_of([(5.0, 5.0, 100), (5.0, 5.0, 100), (9000.0, 0.0, 150)]).tolist() == [5, 5]


def test_a_given_centre_is_the_middle_of_its_neighbourhood():
    areas, figures = table([(100.4, 200.4, 1.0), (900.0, 900.0, 5000.0)])
    [found] = find_centres(areas, figures, RULE, given={"E06000001": "M1"}).itertuples(index=False)
    assert (found.authority, found.easting, found.northing, found.given) == (
        "E06000001", 100.0, 200.0, True,
    )  # fmt: skip


def test_every_authority_has_a_centre_of_its_own():
    one, other = table([(0.0, 0.0, 9.0)]), table([(7000.0, 0.0, 9.0)], "E06000002")
    other = tuple(part.set_axis(["E01000009"]) for part in other)
    areas, figures = (pd.concat(parts) for parts in zip(one, other, strict=True))
    found = find_centres(areas, figures, RULE, given={}).set_index("authority")
    assert found["easting"].to_dict() == {"E06000001": 0.0, "E06000002": 7000.0}
    assert not found["given"].any()


def test_without_centroids_or_a_rule_there_is_no_centre():
    areas, figures = table([(0.0, 0.0, 9.0)])
    assert find_centres(areas, figures[["ts001_total"]], RULE, given={}).empty
    assert find_centres(areas, figures, None, given={}).empty
    gaps = figures.assign(centroid_easting=np.nan)
    assert find_centres(areas, gaps, RULE, given={}).empty


def test_lutons_centre_is_given(luton):
    assert find_given(luton.definitions) == {"E06000032": "E02006938"}
    [found] = luton.store.centres.itertuples()
    assert (found.Index, found.easting, found.northing, found.given) == (
        "E06000032", 509110.0, 221182.0, True,
    )  # fmt: skip

"""What must hold for any points: each is counted once, and none is nearer than the nearest."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from atlas.points.place import (
    count_inside,
    find_areas,
    measure_nearest,
    of_kinds,
    place_points,
    to_grid,
)

WEST, SOUTH, STEP, SIDE = -0.5, 51.8, 0.01, 4
CODES = [f"E0199{row}{column:03d}" for row in range(SIDE) for column in range(SIDE)]
OUTLINES = gpd.GeoDataFrame(
    geometry=[
        box(
            WEST + column * STEP,
            SOUTH + row * STEP,
            WEST + (column + 1) * STEP,
            SOUTH + (row + 1) * STEP,
        )
        for row in range(SIDE)
        for column in range(SIDE)
    ],
    index=pd.Index(CODES, name="area"),
    crs="EPSG:4326",
)
# Many of them lie exactly on a border or a corner, and some outside.
steps = st.integers(-2, 4 * SIDE + 2)
lists = st.lists(st.tuples(steps, steps, st.sampled_from("ab")), max_size=40)


def make_points(found):
    """Return points on a grid of quarters of an area."""
    return pd.DataFrame(
        {
            "longitude": [WEST + x * STEP / 4 for x, _, _ in found],
            "latitude": [SOUTH + y * STEP / 4 for _, y, _ in found],
            "kind": [kind for _, _, kind in found],
        }
    )


@given(lists)
def test_the_counts_add_up_to_the_points_inside(found):
    points = make_points(found)
    points["area"] = find_areas(points, OUTLINES)
    within = [0 < x < 4 * SIDE and 0 < y < 4 * SIDE for x, y, _ in found]
    assert points["area"][pd.Series(within, points.index, dtype=bool)].ne("").all()
    counts = count_inside(points, OUTLINES.index)
    assert counts.sum() == points["area"].ne("").sum()
    assert (counts >= 0).all()
    parts = [count_inside(of_kinds(points, [kind]), OUTLINES.index) for kind in "ab"]
    assert (parts[0] + parts[1] == counts).all()


@given(lists, st.integers(0, len(CODES) - 1))
def test_no_point_is_nearer_than_the_nearest(found, number):
    points = make_points(found)
    middles = OUTLINES.to_crs("EPSG:27700").centroid
    centres = pd.DataFrame({"x": middles.x, "y": middles.y})
    centres.iloc[number] = np.nan
    metres = measure_nearest(points, centres)
    assert np.isnan(metres.iloc[number])
    known = metres.drop(centres.index[number])
    if points.empty:
        assert metres.isna().all()
        return
    all_pairs = np.hypot(
        *(centres.to_numpy()[:, None, axis] - to_grid(points)[None, :, axis] for axis in (0, 1))
    )
    least = pd.Series(all_pairs.min(axis=1), centres.index)[known.index]
    assert known.to_numpy() == pytest.approx(least.to_numpy())
    fewer = measure_nearest(of_kinds(points, ["a"]), centres)
    assert (fewer.dropna() >= metres[fewer.dropna().index] - 1e-6).all()


def at(x, y, given=""):
    """Return one point, a quarter of an area each step, with the code that its list gives."""
    return make_points([(x, y, "a")]).assign(given=given)


def test_the_code_that_a_list_gives_comes_before_the_outline():
    placed = place_points(at(1, 1, CODES[5]), OUTLINES).iloc[0]
    assert (placed["area"], placed["drawn"]) == (CODES[5], CODES[0])


@pytest.mark.parametrize("given", ["", "999999999", "E01000001", "S01000001"])
def test_a_code_that_is_none_of_these_areas_leaves_it_to_the_outline(given):
    placed = place_points(at(1, 1, given), OUTLINES).iloc[0]
    assert (placed["area"], placed["given"]) == (CODES[0], "")


# The first area reaches half a step further east than the rough outlines have it.
FINER = gpd.GeoDataFrame(
    geometry=[box(WEST, SOUTH, WEST + 1.5 * STEP, SOUTH + STEP / 2)],
    index=pd.Index(CODES[:1], name="area"),
    crs="EPSG:4326",
)


@pytest.mark.parametrize(
    ("x", "y", "area"),
    [
        (5, 1, CODES[0]),  # inside by the finer outline alone
        (7, 1, CODES[1]),  # outside both outlines of the first area
        (1, 3, CODES[SIDE]),  # inside by the rough outline alone: in the next without a finer one
        (-2, -2, ""),
    ],
)
def test_a_finer_outline_decides_where_there_is_one(x, y, area):
    assert find_areas(at(x, y), OUTLINES, FINER).tolist() == [area]


def test_a_part_of_finer_outlines_alone_has_no_point_outside_them():
    assert find_areas(at(1, 3), OUTLINES.loc[CODES[:1]], FINER).tolist() == [""]

"""Counts of 2011 on the areas of 2021: nothing is lost, nothing is invented."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.build.apportion import apportion_counts, carry_over, describe_changes


def look_up(*rows):
    """Return a look-up of before, after and change."""
    return pd.DataFrame(rows, columns=["before", "after", "change"])


def test_unchanged_area_keeps_its_counts():
    before = pd.DataFrame({"people": [80.0]}, index=["a"])
    moved = apportion_counts(before, look_up(("a", "a", "U")), residents=pd.Series({"a": 999}))
    assert moved["people"].tolist() == [80.0]


def test_unchanged_area_without_residents_today_keeps_its_counts():
    before = pd.DataFrame({"people": [80.0, 5.0]}, index=["a", "b"])
    table = look_up(("a", "a", "U"), ("b", "b", "U"))
    moved = apportion_counts(before, table, residents=pd.Series({"a": 0, "b": np.nan}))
    assert moved["people"].tolist() == [80.0, 5.0]


def test_split_shares_by_residents_today_and_keeps_every_share():
    before = pd.DataFrame({"people": [160.0], "some": [40.0]}, index=["old"])
    table = look_up(("old", "x", "S"), ("old", "y", "S"))
    moved = apportion_counts(before, table, residents=pd.Series({"x": 150, "y": 50}))
    assert moved["people"].tolist() == [120.0, 40.0]
    assert (moved["some"] / moved["people"]).tolist() == [0.25, 0.25]


def test_merged_area_gets_the_sum():
    before = pd.DataFrame({"people": [40.0, 60.0]}, index=["p", "q"])
    table = look_up(("p", "new", "M"), ("q", "new", "M"))
    moved = apportion_counts(before, table, residents=pd.Series({"new": 100}))
    assert moved.loc["new", "people"] == 100.0


def test_merged_area_with_a_gap_in_one_part_is_a_gap():
    before = pd.DataFrame({"people": [40.0, np.nan]}, index=["p", "q"])
    table = look_up(("p", "new", "M"), ("q", "new", "M"))
    moved = apportion_counts(before, table, residents=pd.Series({"new": 100}))
    assert moved["people"].isna().all()


def test_complex_change_is_a_gap():
    before = pd.DataFrame({"people": [40.0, 60.0]}, index=["p", "q"])
    table = look_up(("p", "x", "X"), ("q", "x", "X"), ("q", "y", "X"))
    moved = apportion_counts(before, table, residents=pd.Series({"x": 60, "y": 40}))
    assert moved.index.tolist() == ["x", "y"]
    assert moved["people"].isna().all()


def test_area_that_is_not_in_the_earlier_table_is_a_gap():
    before = pd.DataFrame({"people": [40.0]}, index=["p"])
    table = look_up(("p", "p", "U"), ("z", "z", "U"))
    moved = apportion_counts(before, table, residents=pd.Series({"p": 1, "z": 1}))
    assert moved["people"].isna().tolist() == [False, True]


def test_tinyville_in_2011_can_be_added_up_by_hand(tiny_atlas):
    people = tiny_atlas.store.figures["before_total"]
    expected = [100, 160, 200, 100, 320, 200, 120, 40, 100, np.nan, 30, 150]
    np.testing.assert_array_equal(people.to_numpy(), np.array(expected, dtype=float))
    assert tiny_atlas.store.figures["before_b"][["E01990007", "E01990008"]].tolist() == [30, 10]


def test_inputs_are_left_as_they_were():
    before = pd.DataFrame({"people": [80.0]}, index=["a"])
    table = look_up(("a", "a", "U"))
    kept = before.copy(), table.copy()
    apportion_counts(before, table, residents=pd.Series({"a": 1}))
    pd.testing.assert_frame_equal(before, kept[0])
    pd.testing.assert_frame_equal(table, kept[1])


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 4)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_people_are_neither_lost_nor_made(counts, random):
    rows, residents, people = [], {}, {}
    for number, (count, parts) in enumerate(counts):
        people[f"old{number}"] = float(count)
        for part in range(parts):
            code = f"new{number}{part}"
            residents[code] = random.randint(1, 3000)
            rows.append((f"old{number}", code, "S" if parts > 1 else "U"))
    random.shuffle(rows)
    before = pd.DataFrame({"people": people})
    moved = apportion_counts(before, look_up(*rows), residents=pd.Series(residents))
    assert moved["people"].sum() == pytest.approx(sum(people.values()))
    assert moved.index.tolist() == sorted(residents)


def changes(kinds, random):
    """Return a look-up of areas of these kinds, and residents of today."""
    rows, residents = [], {}
    for number, (kind, parts) in enumerate(kinds):
        old, new = f"old{number}", f"new{number}"
        if kind == "U":
            rows.append((old, new, "U"))
        elif kind == "S":
            rows += [(old, f"{new}.{part}", "S") for part in range(parts)]
        elif kind == "M":
            rows += [(f"{old}.{part}", new, "M") for part in range(parts)]
        else:
            rows += [(old, new, "X"), (old, f"{new}.b", "X"), (f"{old}.b", new, "X")]
    random.shuffle(rows)
    for _, after, _ in rows:
        residents[after] = random.randint(1, 3000)
    return look_up(*rows), pd.Series(residents)


KINDS = st.lists(st.tuples(st.sampled_from("USMX"), st.integers(2, 4)), min_size=1, max_size=10)


@given(KINDS, st.randoms(use_true_random=False))
def test_split_and_merge_keep_all_people_and_a_complex_change_gives_none(kinds, random):
    table, residents = changes(kinds, random)
    before = pd.DataFrame({"people": dict.fromkeys(table["before"], 0.0)})
    before["people"] = [float(random.randint(0, 5000)) for _ in before.index]
    moved = apportion_counts(before, table, residents=residents)["people"]
    complex_ones = table.loc[table["change"] == "X"]
    assert moved[complex_ones["after"].unique()].isna().all()
    kept = before["people"].drop(complex_ones["before"].unique())
    assert moved.sum() == pytest.approx(kept.sum())
    assert moved.drop(complex_ones["after"].unique()).notna().all()


@given(KINDS, st.randoms(use_true_random=False))
def test_rank_stays_whole_and_is_never_added_up(tiny_definitions, kinds, random):
    table, residents = changes(kinds, random)
    codes = table["before"].unique()
    before = pd.DataFrame(
        {"before_total": 1.0, "decile_before": [float(random.randint(1, 10)) for _ in codes]},
        index=codes,
    )
    moved = carry_over(before, table, residents=residents, variables=tiny_definitions.variables)[
        "decile_before"
    ]
    for before_code, after, change in table.itertuples(index=False):
        if change in "US":
            assert moved[after] == before.loc[before_code, "decile_before"]
        else:
            assert np.isnan(moved[after])


@given(KINDS, st.randoms(use_true_random=False))
def test_what_became_of_an_area_is_told_with_how_many(kinds, random):
    table, _ = changes(kinds, random)
    told = describe_changes(table)
    assert set(told.index) == set(table["after"])
    for number, (kind, parts) in enumerate(kinds):
        one = f"new{number}"
        if kind == "U":
            assert told.loc[one].tolist() == ["U", 1]
        if kind == "M":
            assert told.loc[one].tolist() == ["M", parts]
        if kind == "S":
            assert (
                told.loc[[f"{one}.{part}" for part in range(parts)], "change_areas"].eq(parts).all()
            )

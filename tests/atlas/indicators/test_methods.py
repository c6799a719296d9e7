"""Every method, against values of Tinyville worked out by hand, and against gaps."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compute import find_methods
from atlas.indicators.setting import Setting

GAP = math.nan
LN3 = math.log(3)
TOWN_MIX = -100 * (0.5 * math.log(0.5) + 0.36 * math.log(0.36) + 0.14 * math.log(0.14)) / LN3
MIX_2 = 100 * math.log(2) / LN3
MIX_4 = 100 * (0.5 * math.log(2) + 0.5 * math.log(4)) / LN3
BEFORE_5 = -100 * (0.5 * math.log(0.5) + 0.375 * math.log(0.375) + 0.125 * math.log(0.125)) / LN3

# Indicator of Tinyville, area, value by hand. Groups are in tests/tiny/README.md.
BY_HAND = [
    ("dem_pop", 5, 400),
    ("dem_popchange", 12, 100 * 20 / 150),
    ("dem_popchange", 9, 0),
    ("dem_popchange", 10, GAP),
    ("dem_density", 3, 3000),
    ("div_minority_share", 1, 0),
    ("div_minority_share", 5, 75),
    ("div_minority_share", 11, GAP),
    ("div_dominant_share", 4, 50),
    ("div_dominant_share", 6, 80),
    ("div_entropy", 1, 0),
    ("div_entropy", 2, MIX_2),
    ("div_entropy", 3, 100),
    ("div_entropy", 4, MIX_4),
    ("div_simpson", 3, 100 * 2 / 3),
    ("div_simpson", 5, 62.5),
    ("div_change_minority", 5, MIX_4 - BEFORE_5),
    ("div_change_minority", 1, 0),
    ("div_change_minority", 10, GAP),
    ("div_change_minority_share", 7, 20 - 25),
    ("div_change_minority_share", 8, 10 - 25),
    ("div_change_minority_share", 9, 10 - 10),
    ("div_change_minority_share", 10, GAP),
    ("div_mix_gap", 1, 100),
    ("div_mix_gap", 3, 100 * (TOWN_MIX - 100) / TOWN_MIX),
    ("div_exposure", 1, 100 * (1 - 320 / 900)),
    ("div_exposure", 12, 100 * (0.5 * (1 - 260 / 400) + 0.5 * (1 - 115 / 400))),
    ("div_local_lq", 1, 2),
    ("div_local_lq", 3, (100 / 300) / 0.14),
    ("div_local_lq", 4, 1),
    ("div_local_lq", 11, GAP),
    ("faith_any", 5, 75),
    ("faith_any", 8, GAP),
    ("mig_moved_1yr", 4, 40),
    ("mig_moved_1yr", 11, GAP),
    ("hou_social_rent", 10, 0),
    ("acc_dist_centre", 1, 5),
    ("acc_dist_centre", 6, 3),
    ("acc_dist_centre", 7, 9),
    ("acc_dist_centre", 12, math.hypot(15, 4)),
    ("acc_halls_inside", 1, 2),
    ("acc_halls_inside", 3, 0),
    ("acc_halls_nearest", 1, 5000),
    ("acc_halls_per_1000", 1, 1_000 * 2 / 100),
    ("acc_halls_per_1000", 3, 0),
    ("acc_halls_per_100000", 1, 100_000 * 2 / 100),
    ("dep_imd", 8, 8),
    ("dep_imd_decile", 7, 10),
    ("dep_income", 6, 35),
    ("dep_income", 7, GAP),
    ("soc_fragmentation", 11, GAP),
    ("mig_turnover", 1, 100 * (30 + 80 + 50 + 40 + 60) / 1180),
    ("mig_turnover", 11, 100 * (40 + 30 + 20 + 30 + 90) / 800),
    ("mig_net", 3, 100 * (40 + 30 - 30 - 90) / 800),
    ("dep_tenth_change", 1, 8 - 9),
    ("dep_tenth_change", 2, 5 - 7),
    ("dep_tenth_change", 8, 9 - 10),
    ("dep_tenth_change", 9, GAP),
    ("dep_tenth_change", 10, GAP),
]


@pytest.mark.parametrize(("name", "area", "expected"), BY_HAND)
def test_value_by_hand(tiny_atlas, name, area, expected):
    value = tiny_atlas.measures.values(name)[f"E019900{area:02d}"]
    assert value == pytest.approx(expected, nan_ok=True, abs=1e-9)


def test_every_method_is_tried_by_hand(tiny_definitions):
    tried = {tiny_definitions.indicators[name].method for name, _, _ in BY_HAND}
    assert tried == set(find_methods())


def test_every_check_of_tinyville_holds(tiny_atlas):
    for name, indicator in tiny_atlas.definitions.indicators.items():
        value = tiny_atlas.measures.values(name)[indicator.check.area]
        assert value == pytest.approx(indicator.check.value, abs=indicator.check.near), name


def test_composite_is_the_sum_of_distances_from_england(tiny_atlas):
    moments = tiny_atlas.store.moments.xs("england")
    expected = sum(
        (share - moments.loc[name, "mean"]) / moments.loc[name, "sd"]
        for name, share in (("mig_moved_1yr", 30.0), ("hou_private_rent", 25.0))
    )
    value = tiny_atlas.measures.values("soc_fragmentation")["E01990009"]
    assert value == pytest.approx(expected)


def table(**columns):
    """Return two areas, one column for each list of two."""
    return pd.DataFrame(columns, index=["x", "y"], dtype=float)


# For every method inputs that give a value in both areas.
WHOLE = {
    "simpson": {"groups": table(a=[50, 60], b=[50, 40])},
    "count_change": {"count": table(a=[110, 90]), "count_before": table(b=[100, 100])},
    "density": {"value": table(a=[100, 200])},
    "distance_to_centre": {"easting": table(e=[1, 2]), "northing": table(n=[1, 2])},
    "entropy": {"groups": table(a=[50, 60], b=[50, 40])},
    "entropy_change": {
        "groups": table(a=[50, 60]),
        "rest": table(b=[50, 40]),
        "groups_before": table(c=[30, 30], d=[30, 40]),
    },
    "entropy_gap": {"groups": table(a=[50, 60], b=[50, 40])},
    "exposure": {"groups": table(a=[50, 60], b=[50, 40])},
    "largest_location_quotient": {
        "groups": table(a=[50, 60], b=[50, 40]),
        "whole": table(all=[100, 100]),
    },
    "largest_share": {"groups": table(a=[50, 60], b=[50, 40]), "whole": table(all=[100, 100])},
    "decile_change": {"value": table(a=[5, 2]), "value_before": table(b=[3, 3])},
    "per_thousand": {"part": table(a=[5, 60]), "whole": table(all=[1000, 40])},
    "per_hundred_thousand": {"part": table(a=[5, 60]), "whole": table(all=[1000, 40])},
    "per_hundred": {"part": table(a=[50, 60], b=[-60, 2]), "whole": table(all=[100, 40])},
    "points_inside": {"count": table(a=[1, 2])},
    "points_nearest": {"metres": table(a=[100, 200])},
    "published": {"value": table(a=[1, 2])},
    "published_rate": {"value": table(a=[0.1, 0.2])},
    "share": {"part": table(a=[50, 60], b=[1, 2]), "whole": table(all=[100, 100])},
    "share_change": {
        "part": table(a=[50, 60]),
        "whole": table(all=[100, 100]),
        "part_before": table(b=[40, 40]),
        "whole_before": table(c=[100, 100]),
    },
    "total": {"count": table(a=[50, 60], b=[1, 2])},
    "z_sum": {"indicators": table(i=[50, 60], j=[1, 2])},
}
SETTING = Setting(
    town=pd.Series({"a": 110.0, "b": 90.0, "all": 200.0}),
    neighbours={"x": ("z",)},
    centre=pd.DataFrame({"easting": [0.0, 0.0], "northing": [0.0, 0.0]}, index=["x", "y"]),
    moments=pd.DataFrame({"mean": [0.0, 0.0], "sd": [1.0, 1.0]}, index=["i", "j"]),
)


def test_every_method_is_tried_with_gaps():
    assert set(WHOLE) == set(find_methods())


@pytest.mark.parametrize("word", sorted(WHOLE))
def test_method_gives_a_value_where_nothing_is_missing(word):
    values = find_methods()[word].compute(WHOLE[word], SETTING)
    assert values.notna().all()
    assert values.index.tolist() == ["x", "y"]


@pytest.mark.parametrize(
    ("word", "name", "column"),
    [
        (word, name, column)
        for word, inputs in sorted(WHOLE.items())
        for name, part in inputs.items()
        for column in part
    ],
)
def test_gap_in_any_input_is_a_gap_and_only_there(word, name, column):
    inputs = {key: part.copy() for key, part in WHOLE[word].items()}
    inputs[name].loc["y", column] = GAP
    values = find_methods()[word].compute(inputs, SETTING)
    assert math.isnan(values["y"])
    assert not math.isnan(values["x"])


@pytest.mark.parametrize("word", sorted(WHOLE))
def test_method_leaves_its_inputs_as_they_were(word):
    kept = {name: part.copy() for name, part in WHOLE[word].items()}
    find_methods()[word].compute(WHOLE[word], SETTING)
    for name, part in kept.items():
        pd.testing.assert_frame_equal(WHOLE[word][name], part)


@pytest.mark.parametrize(
    "word",
    ["share", "largest_share", "count_change", "share_change", "per_hundred", "per_thousand"],
)
def test_share_of_nobody_is_a_gap(word):
    inputs = {key: part * 0 for key, part in WHOLE[word].items()}
    assert find_methods()[word].compute(inputs, SETTING).isna().all()


@pytest.mark.parametrize("word", ["simpson", "entropy", "exposure"])
def test_mix_of_nobody_is_a_gap(word):
    inputs = {key: part * 0 for key, part in WHOLE[word].items()}
    assert find_methods()[word].compute(inputs, SETTING).isna().all()


@pytest.mark.parametrize(
    "word", ["distance_to_centre", "entropy_gap", "exposure", "largest_location_quotient"]
)
def test_local_method_without_its_place_is_a_gap(word):
    assert find_methods()[word].local
    assert find_methods()[word].compute(WHOLE[word], Setting()).isna().all()


def test_composite_without_a_known_spread_is_a_gap():
    assert find_methods()["z_sum"].compute(WHOLE["z_sum"], Setting()).isna().all()


def test_share_that_perturbation_pushes_out_is_set_to_its_bound():
    inputs = {"part": table(a=[5, 0], b=[0, -2]), "whole": table(all=[4, 100])}
    assert find_methods()["share"].compute(inputs, SETTING).tolist() == [100.0, 0.0]


def test_remainder_below_nothing_is_nobody():
    inputs = {
        "groups": table(a=[100, 50]),
        "rest": table(all=[100, 100], a=[-101, -50]),
        "groups_before": table(c=[100, 50], d=[0, 50]),
    }
    values = find_methods()["entropy_change"].compute(inputs, SETTING)
    assert values.abs().tolist() == [0.0, 0.0]


def test_lists_of_groups_of_unlike_length_cannot_be_compared():
    inputs = {**WHOLE["entropy_change"], "groups_before": table(c=[1, 1])}
    with pytest.raises(ValueError, match="2 groups now and 1 before"):
        find_methods()["entropy_change"].compute(inputs, SETTING)


groups = st.lists(
    st.lists(st.integers(0, 3000), min_size=3, max_size=3).filter(any), min_size=1, max_size=6
).map(lambda rows: pd.DataFrame(rows, columns=["a", "b", "c"], dtype=float))


@given(groups)
def test_mix_and_chance_lie_within_their_bounds(counts):
    entropy = find_methods()["entropy"].compute({"groups": counts}, Setting())
    chance = find_methods()["simpson"].compute({"groups": counts}, Setting())
    assert entropy.between(-1e-9, 100 + 1e-9).all()
    assert chance.between(-1e-9, 100 * 2 / 3 + 1e-9).all()
    alone = (counts > 0).sum(axis=1) == 1
    assert np.allclose(entropy[alone], 0)
    assert (entropy[~alone] > 0).all()


@given(groups)
def test_mix_does_not_depend_on_the_order_of_groups_or_their_size(counts):
    compute = find_methods()["entropy"].compute
    first = compute({"groups": counts}, Setting())
    assert np.allclose(first, compute({"groups": counts[["c", "a", "b"]]}, Setting()))
    assert np.allclose(first, compute({"groups": counts * 10}, Setting()))


@given(groups)
def test_mix_of_one_group_is_nothing_and_not_minus_nothing(counts):
    alone = counts.assign(b=0.0, c=0.0).clip(lower=1) * [1, 0, 0]
    values = find_methods()["entropy"].compute({"groups": alone}, Setting())
    assert not np.signbit(values).any()

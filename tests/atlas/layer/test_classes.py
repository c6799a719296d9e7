"""Classes: map and legend cannot disagree, whatever the values."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compare import reference_knots
from atlas.layer.classes import (
    NO_CLASS,
    classify_types,
    classify_values,
)
from atlas.layer.colours import blend_colours
from atlas.layer.histogram import spread_values

METHODS = ("quantiles", "natural", "equal", "deciles")
every_method = pytest.mark.parametrize("method", METHODS)
UNITS = {
    "percent": ("hou_owned", st.integers(0, 1000).map(lambda number: number / 10)),
    "people": ("dem_pop", st.integers(0, 4000).map(float)),
    "decile": ("dep_imd_decile", st.integers(1, 10).map(float)),
    "points": ("div_change_minority_share", st.integers(-400, 400).map(lambda n: n / 10)),
    "index": ("div_entropy", st.floats(0, 100)),
    "score": ("dep_imd", st.floats(0, 90)),
    "per_km2": ("dem_density", st.floats(0, 20_000)),
    "tenths": ("dep_tenth_change", st.integers(-9, 9).map(float)),
    "z_sum": ("soc_fragmentation", st.floats(-8, 8)),
}


@pytest.fixture(scope="module")
def classify(tiny_atlas):
    """A way to sort values into classes as an indicator of Tinyville."""

    def run(values, name="hou_owned", method="quantiles", classes=5, knots=None):
        indicator = tiny_atlas.definitions.indicators[name]
        palette = tiny_atlas.definitions.palettes[indicator.palette]
        series = pd.Series(values, dtype=float)
        return classify_values(
            series, indicator, palette, method=method, classes=classes, knots=knots
        )

    return run


def number(text):
    """Return a number as it is written in a label."""
    return float(text.replace(",", "").replace("\u2212", "-"))


def lies_in(value, label, tolerance=1e-9):
    """Return whether a value lies in what a label says."""
    found = [number(text) for text in re.findall(r"[\u2212\d][\d,.]*", label)]
    if label.startswith("over") and " to " not in label:
        return value > found[0]
    if label.startswith("under"):
        return value < found[0] + tolerance
    if label.endswith("or more"):
        return value >= found[0] - tolerance
    if " to " in label:
        return found[0] - tolerance <= value <= found[1] + tolerance
    return abs(value - found[0]) <= 0.5


@pytest.mark.parametrize("unit", UNITS)
@given(data=st.data())
def test_every_value_lies_in_what_its_class_says(classify, unit, data):
    name, numbers = UNITS[unit]
    values = data.draw(st.lists(numbers | st.none(), min_size=1, max_size=40))
    method = data.draw(st.sampled_from(METHODS))
    classes = data.draw(st.integers(3, 9))
    country = data.draw(st.lists(numbers, min_size=1, max_size=40))
    knots = reference_knots(pd.Series(country)) if data.draw(st.booleans()) else None
    found = classify(values, name, method, classes, knots)

    series = pd.Series(values, dtype=float)
    assert sum(found.counts) + found.missing == len(series)
    assert found.missing == series.isna().sum()
    assert ((found.codes == NO_CLASS) == series.isna()).all()
    assert list(found.edges) == sorted(set(found.edges))
    present = series.dropna()
    if present.empty:
        return
    size = len(found.edges) + 1
    assert len(found.labels) == len(found.colours) == len(found.counts) == size
    assert size <= (10 if method == "deciles" and knots is not None else classes)
    assert len(set(found.labels)) == size
    for place, value in present.items():
        code = found.codes[place]
        assert code == np.searchsorted(found.edges, value, side="right")
        # A single class says its range as rounded as the values are.
        rounding = 1e-9 if size > 1 else 0.51
        assert lies_in(value, found.labels[code], rounding), (value, found.labels[code])


@every_method
@pytest.mark.parametrize("name", ["hou_owned", "dem_pop", "dep_imd_decile", "soc_fragmentation"])
def test_constant_values_are_one_class(classify, method, name):
    found = classify([7.0] * 6, name, method)
    assert found.edges == ()
    assert found.counts == (6,)
    assert "7" in found.labels[0]


@every_method
def test_all_missing_has_no_class_and_no_label(classify, method):
    found = classify([None, None], method=method)
    assert (found.labels, found.colours, found.counts, found.missing) == ((), (), (), 2)
    assert (found.codes == NO_CLASS).all()


@every_method
def test_no_class_of_its_own_making_is_empty(classify, method):
    dice = np.random.default_rng(4)
    found = classify(dice.gamma(2, 10, 125), method=method)
    assert min(found.counts) > 0 or method == "equal"


@pytest.mark.parametrize("method", ["quantiles", "natural"])
def test_many_zeros_leave_no_empty_class(classify, method):
    found = classify([0.0] * 12 + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], method=method)
    assert min(found.counts) > 0


def test_many_noughts_are_a_class_of_their_own_and_the_rest_is_parted(classify):
    found = classify([0.0] * 80 + list(np.linspace(0.04, 20, 40)))
    assert found.labels[0] == "0\u202f%"
    assert found.labels[1].startswith("over 0 to ")
    assert found.parts_nought
    assert found.counts == (80, 10, 10, 10, 10)
    assert len(set(found.colours)) == 5
    histogram = spread_values(pd.Series([0.0] * 80 + list(np.linspace(0.04, 20, 40))), found)
    assert histogram.classes[0] == 0


def test_libraries_of_which_most_areas_have_none_have_several_classes(classify):
    found = classify([0.0] * 110 + [1.0] * 12 + [2.0] * 2 + [5.0], "dem_pop")
    assert found.labels == ("0", "1", "2", "3 to 5")
    assert found.counts == (110, 12, 2, 1)


@given(st.integers(1, 60), st.lists(st.floats(0.001, 100), min_size=1, max_size=40))
def test_a_class_of_noughts_holds_noughts_alone(classify, noughts, rest):
    values = [0.0] * noughts + rest
    found = classify(values)
    assert len(set(found.labels)) == len(found.labels)
    assert sum(found.counts) == len(values)
    if found.parts_nought:
        assert found.counts[0] == noughts
        assert noughts * 5 >= len(values)
        assert min(found.counts) > 0


def test_few_noughts_and_values_of_both_signs_have_no_class_of_noughts(classify):
    assert not classify([0.0, *np.linspace(1, 90, 60)]).parts_nought
    assert not classify([0.0] * 50 + [-3.0, 4.0], "div_change_minority_share").parts_nought
    assert not classify([0.0] * 50).parts_nought


def test_values_that_differ_by_less_than_any_bin_have_no_histogram(classify):
    values = pd.Series([12.0, np.nextafter(12.0, 13)])
    assert spread_values(values, classify(values)) is None


def test_quantiles_put_as_many_areas_in_each_class(classify):
    found = classify(np.linspace(0, 99, 100))
    assert len(found.counts) == 5
    assert all(19 <= count <= 21 for count in found.counts)


def test_equal_steps_are_equal(classify):
    found = classify([0.0, 10.0, 50.0, 70.0, 71.0, 100.0], method="equal")
    assert found.edges == (20.0, 40.0, 60.0, 80.0)
    assert found.labels[0] == "under 20\u202f%"
    assert found.labels[1] == "20 to 40\u202f%"
    assert found.labels[4] == "80\u202f% or more"


def test_natural_breaks_fall_into_the_gaps(classify):
    found = classify([1, 2, 3, 40, 41, 42, 90, 91, 92], method="natural", classes=3)
    assert found.counts == (3, 3, 3)
    assert 3 < found.edges[0] <= 40
    assert 42 < found.edges[1] <= 90


def test_natural_breaks_of_a_whole_country_fall_into_the_gaps_too(classify):
    values = np.concatenate([np.linspace(low, low + 3, 3_000) for low in (1, 40, 90)])
    found = classify(values, method="natural", classes=3)
    assert found.counts == (3_000, 3_000, 3_000)


def test_deciles_are_those_of_england(classify):
    knots = reference_knots(pd.Series(np.arange(0.0, 1000.0)) / 10)
    found = classify([5.0, 55.0, 95.0], method="deciles", knots=knots)
    assert len(found.counts) == 10
    assert [round(edge) for edge in found.edges] == list(range(10, 100, 10))
    assert found.codes.tolist() == [0, 5, 9]


def test_deciles_without_england_fall_back_to_quantiles(classify):
    values = np.linspace(0, 99, 50)
    assert classify(values, method="deciles").edges == classify(values).edges


def test_whole_numbers_have_whole_bounds(classify):
    found = classify(list(range(1, 11)), "dep_imd_decile", "quantiles", 5)
    assert found.labels == ("1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10")


def test_england_far_below_leaves_labels_true(classify):
    knots = reference_knots(pd.Series(np.arange(0.0, 1000.0)))
    found = classify([1500.0, 1700.0, 2248.0], "dem_pop", "deciles", knots=knots)
    assert len(set(found.labels)) == len(found.labels)
    for value, code in zip([1500, 1700, 2248], found.codes, strict=True):
        assert lies_in(value, found.labels[code])


def test_more_is_darker_and_less_is_lighter_where_more_means_less(classify):
    plain = classify(np.linspace(0, 99, 50), "dep_imd").colours
    turned = classify(np.linspace(1, 10, 50), "dep_imd_decile").colours
    assert brightness(plain) == sorted(brightness(plain), reverse=True)
    assert brightness(turned) == sorted(brightness(turned))


def brightness(colours):
    """Return the sum of red, green and blue of each colour."""
    return [sum(int(one[start : start + 2], 16) for start in (1, 3, 5)) for one in colours]


def test_no_change_has_the_colour_of_the_middle(classify, tiny_atlas):
    found = classify([-9, -8, -1, 0, 1, 8, 9], "div_change_minority_share", "equal", 3)
    middle = tiny_atlas.definitions.palettes["purple_teal"].colours[4]
    assert found.colours[1].casefold() == middle.casefold()


def test_blended_colours_begin_and_end_with_the_given_ones():
    colours = ["#102030", "#405060", "#708090"]
    assert blend_colours(colours, -1) == "#102030"
    assert blend_colours(colours, 0.5) == "#405060"
    assert blend_colours(colours, 2) == "#708090"


def test_types_have_one_class_each_in_their_order():
    types = pd.Series(["b", "a", "b", "no_clear_type"])
    listed = [("a", "A", "#000000"), ("b", "B", "#111111"), ("c", "C", "#222222")]
    found = classify_types(types, listed)
    assert found.labels == ("A", "B")
    assert found.counts == (1, 2)
    assert found.missing == 1
    assert found.codes.tolist() == [1, 0, 1, NO_CLASS]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50))
def test_histogram_counts_every_value(classify, values):
    found = spread_values(pd.Series(values), classify(values))
    if found is None:
        assert max(values) - min(values) <= 1e-12
        return
    assert sum(found.counts) == len(values)
    assert (found.low, found.high) == (min(values), max(values))
    assert list(found.classes) == sorted(found.classes)


@every_method
def test_every_indicator_of_luton_has_true_labels(luton, method):
    for name, indicator in luton.definitions.indicators.items():
        values = luton.measures.values(name)
        found = classify_values(
            values,
            indicator,
            luton.definitions.palettes[indicator.palette],
            method=method,
            classes=5,
            knots=luton.store.find_knots(name),
        )
        assert len(set(found.labels)) == len(found.labels), name
        for area, value in values.dropna().items():
            assert lies_in(value, found.labels[found.codes[area]]), (name, value, found.labels)
        if method in ("quantiles", "natural"):
            assert min(found.counts) > 0, (name, found.labels)


def test_values_that_several_areas_share_are_told_apart_with_few_decimals(classify):
    # As neighbourhoods' figures in smaller areas: each stands for about five of them.
    neighbourhoods = np.round(np.random.default_rng(2).normal(6, 0.4, 26), 4)
    found = classify(np.repeat(neighbourhoods, 5), "hou_owned", "quantiles")
    decimals = [len(text) for one in found.labels for text in re.findall(r"\.(\d+)", one)]
    assert max(decimals) <= 2
    assert min(found.counts) >= 20


def test_edges_that_would_look_the_same_are_one_and_zero_has_no_sign(classify):
    values = [-0.5] * 10 + [-0.0001] * 10 + [0.0] * 10 + [0.0001] * 10 + [0.5] * 10
    found = classify(values, "div_change_minority_share", "quantiles")
    assert len(set(found.labels)) == len(found.labels)
    assert min(found.counts) > 0
    assert not any(re.search(r"\d\.\d{4}|\u22120\.0+\b", label) for label in found.labels)


@every_method
@pytest.mark.parametrize("classes", range(3, 10))
def test_no_change_of_tenth_is_a_class_of_its_own_in_the_middle_colour(classify, method, classes):
    found = classify([-7.0, -1.0, 0.0, 0.0, 1.0, 7.0], "dep_tenth_change", method, classes)
    code = found.codes[2]
    assert found.labels[code] == "0"
    assert found.counts[code] == 2
    downward = found.colours[:code]
    assert found.colours[code] not in (*downward, *found.colours[code + 1 :])
    assert len(found.colours[code + 1 :]) == len(downward)

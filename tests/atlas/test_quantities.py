"""Numbers as people say them: never "nan", never minus nothing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.quantities import (
    MINUS,
    MISSING,
    THIN,
    UNITS,
    format_count,
    format_exactly,
    format_in_sentence,
    format_list,
    format_number_of,
    format_one_in,
    format_position,
    format_value,
)

units = st.sampled_from(sorted(UNITS))
numbers = st.floats(-1e7, 1e7) | st.just(math.nan) | st.floats(-0.06, 0.0)
decimals = st.integers(0, 3)


@given(numbers, units, decimals)
def test_no_way_of_saying_a_value_shows_nan_or_minus_nothing(value, unit, places):
    said = [
        format_value(value, unit, decimals=places),
        format_value(value, unit, decimals=places, signed=True),
        format_exactly(value, unit, decimals=places),
        format_in_sentence(value, unit, decimals=places),
        format_count(value),
    ]
    for text in said:
        assert "nan" not in text.casefold()
        assert "inf" not in text.casefold()
        assert "-" not in text
        assert not is_minus_nothing(text), text


def is_minus_nothing(text):
    """Return whether a text is a minus before zeros only."""
    digits = [sign for sign in text if sign.isdigit()]
    return text.startswith(MINUS) and set(digits[: len(digits)]) <= {"0"} and bool(digits)


@given(units, decimals)
def test_a_gap_is_words_and_never_a_number(unit, places):
    for say in (format_value, format_exactly, format_in_sentence):
        assert say(math.nan, unit, decimals=places) == MISSING


@given(st.floats(-1e6, 1e6), units)
def test_every_value_carries_its_unit(value, unit):
    said = format_value(value, unit)
    assert (
        said.startswith("decile")
        if unit == "decile"
        else said.endswith(UNITS[unit].removeprefix("{number}"))
    )


@pytest.mark.parametrize(
    ("value", "unit", "places", "said"),
    [
        (17.31, "percent", 1, f"17{THIN}%"),
        (4.24, "percent", 1, f"4.2{THIN}%"),
        (0.0, "percent", 1, f"0.0{THIN}%"),
        (2248.0, "people", 0, "2,248 people"),
        (3.0, "decile", 0, "decile 3"),
        (-8.04, "points", 1, f"{MINUS}8.0 points"),
        (8.04, "points", 1, "+8.0 points"),
        (0.04, "points", 1, "0.0 points"),
        (-0.04, "points", 1, "0.0 points"),
        (0.25, "z_sum", 2, "+0.25"),
        (8710.4, "per_km2", 0, "8,710 per km²"),
        (2.756, "km", 1, f"2.8{THIN}km"),
    ],
)
def test_value_is_said_as_people_say_it(value, unit, places, said):
    assert format_value(value, unit, decimals=places) == said


def test_exact_values_have_one_decimal_more():
    assert format_exactly(17.316, "percent") == f"17.32{THIN}%"
    assert format_exactly(3, "decile") == "decile 3"


def test_sentences_name_the_noun_themselves():
    assert format_in_sentence(2248, "people") == "2,248"
    assert format_in_sentence(8709.9, "per_km2", decimals=0) == "8,710"
    assert format_in_sentence(1, "decile") == "1"


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (17.0, "about 1 in 6"),
        (25.0, "about 1 in 4"),
        (1.0, "about 1 in 100"),
        (0.4, ""),
        (55.0, ""),
        (math.nan, ""),
    ],
)
def test_a_share_is_one_in_so_many_where_that_helps(percent, said):
    assert format_one_in(percent) == said


@given(st.floats(0, 100))
def test_a_position_never_claims_all_or_none(percentile):
    said = format_position(percentile, among="areas")
    number = int(said.split(" in ")[1].split(THIN)[0])
    assert 50 <= number <= 99
    assert said.startswith("higher" if percentile >= 50 else "lower")


@pytest.mark.parametrize(
    ("percentile", "said"), [(49.7, "lower than in 50"), (50, "higher than in 50")]
)
def test_a_position_below_the_middle_is_never_told_as_above_it(percentile, said):
    assert format_position(percentile, among="all").startswith(said)


def test_a_position_is_told_in_a_figures_own_words():
    words = {"more": "more deprived", "less": "less deprived"}
    assert format_position(93.2, among="areas", **words) == f"more deprived than 93{THIN}% of areas"
    assert format_position(6.8, among="areas", **words) == f"less deprived than 93{THIN}% of areas"
    assert format_position(math.nan, among="areas") == ""


def test_lists_read_as_in_a_sentence():
    assert format_list([]) == ""
    assert format_list(["Hill"]) == "Hill"
    assert format_list(["Hill", "Dale"], are_choices=True) == "Hill or Dale"


def test_nouns_agree_with_their_number():
    assert format_number_of(1, "area") == "1 area"
    assert format_number_of(1200, "area") == "1,200 areas"
    assert format_number_of(2, "country", "countries") == "2 countries"

"""Numbers are read by one convention for a column, and what is none says why."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.tables.numbers import parse_numbers

COUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


def read(*cells, **options):
    found = parse_numbers(pd.Series(cells), **options)
    return [None if math.isnan(one) else one for one in found.numbers], found


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,234", "56"], [1234, 56]),
        (["12,5", "3,25"], [12.5, 3.25]),
        (["1.234,5", "7"], [1234.5, 7]),
        (["1,234.5", "7"], [1234.5, 7]),
        (["1 234", "1\u00a0234,5"], [1234, 1234.5]),
        (["1'234.5"], [1234.5]),
        (["\u22125", "+3", "1e3", ".5"], [-5, 3, 1000, 0.5]),
        (["12 %", "7%"], [12, 7]),
        (["£1,200"], [1200]),
        (["12.345", "0.5"], [12.345, 0.5]),
        (["12.345", "0,5"], [12345, 0.5]),
        (["0,123", "0,456"], [0.123, 0.456]),
        (["-0,125", "0,250"], [-0.125, 0.25]),
        (["0.123", "4"], [0.123, 4]),
        (["1\u202f234\u202f567", "- 1\u2019234.5"], [1234567, -1234.5]),
    ],
)
def test_marks_are_read_as_they_are_meant(cells, expected):
    assert read(*cells)[0] == expected


def test_marks_that_contradict_each_other_are_not_guessed_away():
    values, found = read("0.123", "0,5")

    assert values == [0.123, None]
    assert "is not a number" in found.reasons[1]


def test_a_column_that_could_be_either_is_told():
    values, found = read("1,234", "5,678")

    assert values == [1234, 5678]
    assert "If they are decimal marks" in found.notes[0]
    assert read("1,234", "5,678", decimal_comma=True)[0] == [1.234, 5.678]


@pytest.mark.parametrize("cell", ["", "-", "..", "n/a", "*", "\u2013"])
def test_a_cell_that_says_there_is_none_is_a_gap(cell):
    values, found = read("1", cell)

    assert values == [1, None]
    assert "no figure" in found.reasons[1]


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("[c]", "confidential"),
        ("[C]", "confidential"),
        ("c", "confidential"),
        ("[x]", "has no such figure"),
        ("[z]", "applies"),
        ("[low]", "close to 0"),
        ("[w]", "recorded"),
    ],
)
def test_marks_of_official_statistics_are_gaps_with_their_word(cell, word):
    values, found = read("1", cell)

    assert values == [1, None]
    assert word in found.reasons[1]


def test_a_mark_beside_a_number_takes_nothing_from_it():
    assert read("12 [p]", "1,204 [r]", "7[e]")[0] == [12, 1204, 7]


def test_points_of_a_file_with_semicolons_part_thousands_and_are_told():
    values, found = read("1.234", "37", "512", decimal_comma=True)

    assert values == [1234, 37, 512]
    assert "so 1.234 is 1234" in found.notes[0]


def test_points_of_other_files_part_decimals_and_are_told_where_they_may_not():
    values, found = read("1.234", "37", "512")

    assert values == [1.234, 37, 512]
    assert "between 1 and 2" in found.notes[0]
    assert read("1.234", "0.5", "37")[1].notes == ()


def test_thousands_of_coordinates_are_never_parted():
    assert read("51.879", "51.902", decimal_comma=True, coordinates=True)[0] == [51.879, 51.902]


@pytest.mark.parametrize("cell", ["1e308", "9" * 40, "-1e16"])
def test_a_number_that_nothing_can_be_made_of_is_told(cell):
    values, found = read("1", cell)

    assert values == [1, None]
    assert "too large for the figure" in found.reasons[1]


@pytest.mark.parametrize(
    "cell", ["<5", "< 10", "<10", "\u22645", "1 to 4", "1-4", "under 5", "suppressed"]
)
def test_a_figure_the_file_hides_is_a_gap(cell):
    values, found = read("1", cell)

    assert values == [1, None]
    assert "hides" in found.reasons[1]


NO_NUMBERS = ["twelve", "12 to 15", "1,2,3", "inf", "0x10", "=1+1", "1e999"]
SIDE_BY_SIDE = ["12 13", "5'6", "1 23", "1 2345", "0 123", "12 345 6", "1,234 567", "07 123 456"]


@pytest.mark.parametrize("cell", [*NO_NUMBERS, *SIDE_BY_SIDE])
def test_what_is_no_number_is_told(cell):
    values, found = read("1", cell)

    assert values == [1, None]
    assert "is not a number" in found.reasons[1]


def test_a_formula_without_result_says_so():
    assert "stored result" in read("1", "", unset=[1])[1].reasons[1]


@given(COUNTS)
def test_thousands_read_back(counts):
    assert read(*[f"{count:,}" for count in counts])[0] == counts


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=20))
def test_decimal_commas_read_back(values):
    texts = [f"{value:,.2f}".translate(str.maketrans(",.", ".,")) for value in values]

    assert read(*texts)[0] == pytest.approx([float(value) for value in values])


# What parts thousands, and what decimals, of one convention each.
WAYS = [("", "."), (",", "."), (" ", "."), ("'", "."), ("\u2019", "."), ("\u00a0", ".")]
WAYS += [("", ","), (".", ","), (" ", ","), ("\u202f", ","), ("'", ",")]
AROUND = ["{}", " {} ", "{}%", "{} %", "£{}", "€ {}"]


@given(
    st.sampled_from(WAYS),
    st.sampled_from(AROUND),
    st.lists(st.decimals(-(10**9), 10**9, places=4), max_size=9),
)
def test_a_number_reads_back_in_whatever_way_it_is_written(way, around, values):
    # The first tells which mark parts decimals; which of the two may be meant is tested above.
    values = [Decimal("0.5"), *values]
    texts = [around.format(f"{one:,.4f}".translate(str.maketrans(",.", "tp"))) for one in values]
    texts = [text.replace("t", way[0]).replace("p", way[1]) for text in texts]

    assert read(*texts)[0] == pytest.approx([float(value) for value in values])


@given(
    st.lists(st.integers(0, 10**5).map(str), min_size=2, max_size=4),
    st.sampled_from([" ", "\u00a0", "'", "\u2019"]),
)
def test_numbers_side_by_side_are_none(parts, mark):
    grouped = parts[0][0] != "0" and len(parts[0]) <= 3 and all(len(one) == 3 for one in parts[1:])
    values, _ = read("0.5", mark.join(parts))

    assert values == [0.5, float("".join(parts)) if grouped else None]


@given(st.lists(st.text(max_size=12), max_size=20))
def test_every_cell_has_a_number_or_a_reason(cells):
    found = parse_numbers(pd.Series(cells, dtype=object))

    assert (found.numbers.isna() == found.reasons.ne("")).all()

"""What is typed finds whole names first, then words, beginnings, and typing errors."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.places.search import COLUMNS, KINDS, PlaceIndex

ROWS = [
    ("Brookford", "authority", "E06990001", "Brookford", "Grandam", "E06990001"),
    ("Rhyd-y-brook", "authority", "E06990001", "Brookford", "Grandam", "E06990001"),
    ("Brook", "ward", "E05990001", "Brook", "Westmarsh", "E06990002"),
    ("Brook", "ward", "E05990002", "Brook", "Brookford", "E06990001"),
    ("Upper Brook Hill", "neighbourhood", "E02990001", "Upper Brook Hill", "Upford", "E06990003"),
    ("Hill Park", "neighbourhood", "E02990002", "Hill Park", "Upford", "E06990003"),
    ("Brookford 001A", "area", "E01990001", "Brookford 001A", "Hill, Brookford", "E06990001"),
    ("Brookford 001B", "area", "E01990002", "Brookford 001B", "Hill, Brookford", "E06990001"),
    ("Oldshire", "group", "E06990001~E06990002", "Oldshire", "Brookford; Westmarsh", ""),
]
INDEX = PlaceIndex(pd.DataFrame(ROWS, columns=list(COLUMNS)), [("E07990001", 0)])


def find(text, **given):
    """Return the codes that are found."""
    return [one.code for one in INDEX.find(text, **given)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        # The whole name, then it as a word, then beginnings; larger kinds first.
        ("brook", ["E05990001", "E05990002", "E06990001", "E02990001", "E01990001", "E01990002"]),
        ("Rhyd y Brook", ["E06990001"]),
        ("hill up", ["E02990001"]),
        ("brookford 001a", ["E01990001"]),
        ("E0199", ["E01990001", "E01990002"]),
        ("e05990002", ["E05990002"]),
        ("E07990001", ["E06990001"]),
        ("Brokford", ["E06990001", "E01990001", "E01990002"]),
        ("Hill Prak", ["E02990002"]),
        ("hillpark", ["E02990002"]),
        ("oldshre", ["E06990001~E06990002"]),
        ("001", ["E01990001", "E01990002"]),
        ("S70", []),
        ("Mill Street", []),
        ("", []),
        ("~ !", []),
    ],
)
def test_names_are_found_in_order(typed, codes):
    assert find(typed) == codes


def test_of_equally_good_answers_those_that_are_open_come_first():
    assert find("Brook", here={"E06990001"})[:2] == ["E05990002", "E05990001"]


def test_no_more_is_listed_than_asked_for():
    assert len(find("b", most=2)) == 2


def test_an_answer_is_found_again_by_its_kind_and_code():
    assert INDEX.find_code("ward", "e05990001").within == "Westmarsh"
    assert INDEX.find_code("area", "E05990001") is None


@given(st.sampled_from(ROWS), st.sampled_from(["", " ", "!"]))
def test_every_name_and_code_finds_what_has_it(row, noise):
    text, kind, code, *_ = row
    for typed in (text.upper() + noise, noise + code):
        assert code in find(typed)
    assert INDEX.find_code(kind, code).code == code


@given(st.sampled_from(ROWS), st.data())
def test_one_wrong_letter_still_finds_a_long_name(row, data):
    words = row[0].split()
    at = max(range(len(words)), key=lambda one: len(words[one]))
    place = data.draw(st.integers(1, max(1, len(words[at]) - 1)))
    if len(words[at]) > 7:
        words[at] = words[at][:place] + words[at][place + 1 :]
        assert row[2] in find(" ".join(words), most=20)


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    found = INDEX.find(text)
    assert len(found) <= 8
    assert {one.kind for one in found} <= set(KINDS)

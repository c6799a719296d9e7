"""Codes of other years are followed to the authorities of the look-ups."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.definitions.place_names import (
    FormerAuthority,
    PlaceNames,
    Reorganisation,
    follow_codes,
    list_editions,
)


def change(year, **after):
    """Return a reorganisation; each keyword is a former code."""
    former = [
        FormerAuthority(code=code, name=code, after=codes.split()) for code, codes in after.items()
    ]
    return Reorganisation(
        id=f"of_{year}", title="t", date=date(year, 4, 1), source="s", former=former
    )


CHANGES = [
    change(2023, C="E", D="E"),
    change(2019, A="C", B="C"),
    change(2025, E="F"),
    change(2018, G="G"),
]


def test_codes_are_followed_forward_and_back_to_the_edition():
    found = follow_codes(CHANGES, date(2024, 5, 1))

    assert found == {"A": ["E"], "B": ["E"], "C": ["E"], "D": ["E"], "F": ["E"]}


def test_without_an_edition_all_are_followed_to_the_present():
    assert follow_codes(CHANGES, None)["A"] == ["F"]


def test_each_edition_has_the_codes_of_one_time():
    editions = list_editions(CHANGES, date(2024, 5, 1))

    assert [one.get("E") for one in editions] == [
        frozenset("CD"),
        frozenset("ABD"),
        frozenset("ABD"),
        frozenset("F"),
    ]


@given(st.integers(2010, 2030))
def test_every_code_of_an_edition_is_followed_to_its_authority(year):
    edition = date(year, 1, 1)
    found = follow_codes(CHANGES, edition)
    for one in list_editions(CHANGES, edition):
        for after, codes in one.items():
            assert all(found.get(code, [code]) == [after] for code in codes)


def test_a_code_stands_for_a_name_that_is_listed():
    with pytest.raises(ValidationError, match="names that are under places; Nowhere is not"):
        PlaceNames(id="p", noun=("a", "b"), source="s", codes={"X": "Nowhere"}, places={"Y": ["Z"]})

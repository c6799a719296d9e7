"""Hundreds of names of places as people write them, each with what it must give."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from atlas.places.authorities import read_authorities
from atlas.places.gazetteer import make_gazetteer, tidy_name

pytestmark = pytest.mark.official
FILE = Path(__file__).with_name("names_people_write.csv")
LEAST = 300


@pytest.fixture(scope="module")
def gazetteer(official, luton):
    """All authorities that are published, and all that is named in layers/."""
    geography = luton.definitions.home_geography
    return make_gazetteer(read_authorities(official, geography), luton.definitions)


def read_lines():
    """Return the lines of the file without its headings."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    return rows[1:]


def describe(answer):
    """Return what an answer gives, as it is written in the file."""
    if answer.found:
        in_order = sorted(answer.found, key=lambda one: one.code)
        return " + ".join(tidy_name(one.name) for one in in_order)
    names = [tidy_name(one.name) for one in answer.choices]
    if answer.fault.closest:
        # Misspelt: what is meant is offered first, and never taken unasked.
        return f"like: {names[0]}"
    return f"ask: {' | '.join(names)}"


def test_every_name_gives_what_people_mean(gazetteer):
    lines = read_lines()
    wrong = [
        (typed, wanted, got)
        for typed, wanted in lines
        if (got := describe(gazetteer.find(typed))) != wanted
    ]

    assert len(lines) >= LEAST
    assert wrong == []


def test_no_name_in_layers_stands_for_an_authority_that_does_not_exist(gazetteer, luton):
    known = {one.code for one in gazetteer.places if one.kind == "authority"}
    definitions = luton.definitions
    named = [codes for one in definitions.names.values() for codes in one.places.values()]
    named += [*definitions.home_geography.together.values(), *definitions.current_codes.values()]

    assert {code for codes in named for code in codes} - known == set()
    # No code of another time is one of today's, so that none changes what it means.
    assert known & set(definitions.current_codes) == set()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Corby", "Corby was an authority of its own until 2021; its area is now in"),
        ("Shepway", "Shepway has been called Folkestone and Hythe since 2018."),
        ("E08000038", "E08000038 is the code of Barnsley since 2025."),
        ("E07000002", "E07000002 was the code of Bedford until 2009."),
        ("E10000006", "Cumbria was a county with a council until 2023: Cumberland;"),
        ("Cumbria", "Cumbria (ceremonial county): Cumberland; Westmorland and Furness."),
        ("Huddersfield", "Huddersfield lies in Kirklees."),
        ("Dorset", "The name can also mean: Dorset (ceremonial county): Bournemouth,"),
    ],
)
def test_what_a_name_stands_for_is_told(gazetteer, typed, told):
    notes = gazetteer.find(typed).notes

    assert len(notes) == 1
    assert notes[0].startswith(told)


def test_several_authorities_have_the_name_that_was_typed(gazetteer):
    assert gazetteer.find("Cumbria").name == "Cumbria"
    assert gazetteer.find("Bedfordshire").code == "E06000032~E06000055~E06000056"

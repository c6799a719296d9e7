"""What may tell who a person is stands out; everyday words and names of places do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.plan.records.personal import find_personal

PLACES = ["Bury Park", "Luton", "High Town", "Farley Hill & Stockwood Park"]
DIGITS = st.text("0123456789", min_size=9, max_size=12)


def kinds(text, **settings):
    return [one.kind for one in find_personal(text, places=PLACES, **settings)]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Ring me: 01582 546000", "phone", "01582 546000"),
        ("+44 (0)7700 900-123 in the evening", "phone", "+44 (0)7700 900-123"),
        ("030/1234 5678", "phone", "030/1234 5678"),
        ("write to a.khan+x@example.co.uk please", "mail", "a.khan+x@example.co.uk"),
        ("We live in LU1 2AB.", "address", "LU1 2AB"),
        ("at 12a Dunstable Road", "address", "12a Dunstable Road"),
        ("the flat, 7 Elm Close", "address", "7 Elm Close"),
        ("in der Hauptstraße 12b", "address", "Hauptstraße 12b"),
        ("as Mr. Khan said", "name", "Mr. Khan"),
        ("frag Frau Müller", "name", "Frau Müller"),
        ("my name is Amina", "name", "my name is Amina"),
        ("Yesterday Mary Smith told us", "name", "Mary Smith"),
        ("ask Zainab O'Brien-Khan", "name", "Zainab O'Brien-Khan"),
    ],
)
def test_what_tells_who_somebody_is_is_found(text, kind, part):
    found = find_personal(text, places=PLACES)
    assert kind in [one.kind for one in found]
    assert any(part in one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "We would say lively, not dynamic.",
        "The buses in Bury Park are few since 2011, 2019 and 2021.",
        "High Town, Luton: on 01.02.2030 there were 1,234,567 of us.",
        "In March the Council and the Police came to our School.",
        "Farley Hill has 45 % of all, 12 way too many.",
        "English Classes",
        "Buses are few.",
        "",
    ],
)
def test_everyday_words_and_places_are_no_reason_to_warn(text):
    assert kinds(text) == []


def test_nouns_of_german_are_no_names():
    assert kinds("Die Neue Bücherei hat Lange Öffnungszeiten", german=True) == []
    assert kinds("Herr Schmidt kommt", german=True) == ["name"]


@given(before=st.text(max_size=20), number=DIGITS, after=st.text(max_size=20))
def test_a_number_to_ring_is_found_among_any_words(before, number, after):
    text = f"{before} 0{number} {after}"
    found = find_personal(text)
    assert any(one.kind == "phone" and f"0{number}" in one.text for one in found)
    assert all(one.text in text for one in found)

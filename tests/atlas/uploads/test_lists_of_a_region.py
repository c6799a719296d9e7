"""Lists of more than the place: rows of other places are told, and the surest column is the key."""

from __future__ import annotations

import pytest

from atlas.tables.read_file import read_file
from atlas.uploads.match import match_rows
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_csv

OWN = {
    "District": ["Luton", "Stevenage"],
    "LAD23NM": ["Luton Borough Council", "Stevenage"],
    "Local authority": ["Luton UA", "Central Bedfordshire"],
    "LAD23CD": ["E06000032", "E07000243"],
    "Council": ["Borough of Luton", "Bedford Borough Council"],
}


def match(columns, ground):
    """Return the likeliest key of some columns, and where their rows belong."""
    upload = read_file("f.csv", as_csv(columns))
    key = recognise(upload, ground)[0]
    return key, match_rows(upload, key, ground, things=True)


def list_wards(ground):
    """Return the names of the wards of the place."""
    return sorted(set(ground.store.areas["ward"]))


@pytest.mark.parametrize("heading", OWN)
@pytest.mark.parametrize("others", [2, 30])
def test_a_ward_of_the_same_name_elsewhere_is_no_ward_of_the_place(luton_ground, heading, others):
    names = list_wards(luton_ground)
    here, there = OWN[heading]
    columns = {
        "Ward": [*names, *["Central", "South"] * (others // 2)],
        heading: [*[here] * len(names), *[there] * others],
        "n": range(len(names) + others),
    }

    key, matched = match(columns, luton_ground)

    assert (key.columns, key.names) == (("Ward",), True)
    assert matched.areas.ne("").tolist() == [True] * len(names) + [False] * others
    assert set(matched.reasons.iloc[len(names) :]) == {f"the row says that it is in {there}"}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Town", ["Luton", "Dunstable"]),
        ("Postal address", ["Luton", "Leighton Buzzard"]),
        ("District", ["Luton", ""]),
        ("District", ["Luton", "-"]),
        ("District", ["Luton", "Luton Borough"]),
        ("District", ["North", "South"]),
        ("Council", ["Luton", "Luton (Unitary)"]),
    ],
)
def test_what_names_no_other_authority_leaves_rows_where_they_are(luton_ground, heading, cells):
    names = list_wards(luton_ground)[:10]

    _, matched = match({"Ward": names, heading: cells * 5, "n": range(10)}, luton_ground)

    assert matched.areas.ne("").all()


@pytest.mark.parametrize("beside", ["names", "ward codes"])
def test_the_code_of_the_authority_is_no_key_beside_wards(luton_ground, beside):
    names, codes = list_wards(luton_ground), list(luton_ground.codes("ward"))
    wards = [*names, "Bandley Hill", "Chells"] if beside == "names" else [*codes, "E05004966"]
    away = len(wards) - len(names)
    columns = {
        "authority": [*["E06000032"] * len(names), *["E07000243"] * away],
        "ward": wards,
        "n": range(len(wards)),
    }

    key, matched = match(columns, luton_ground)

    assert (key.kind, key.columns) == ("ward", ("ward",))
    assert matched.areas.ne("").sum() == len(names)


def test_codes_of_authorities_stay_the_key_where_nothing_tells_more(luton_ground):
    columns = {"authority": ["E06000032"] * 2 + ["E06000056"], "year": [2021, 2022, 2022]}

    key, _ = match(columns, luton_ground)

    assert key.columns == ("authority",)

"""Codes of larger areas of earlier years are carried over where a look-up gives just one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.store.store import TableStore
from atlas.tables.read_file import read_file
from atlas.uploads.match import match_rows
from atlas.uploads.matching_areas import MatchingAreas
from atlas.uploads.meaning import MERGED, NOT_ADDED, Meaning, sum_by_area
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_csv, count_of

ROWS = [
    # Two neighbourhoods became one, one has another code, one was split with another place.
    ("E02990101", "E02990001", "M"),
    ("E02990102", "E02990001", "M"),
    ("E02990103", "E02990002", "U"),
    ("E02990104", "E02990002", "X"),
    ("E02990104", "E02990003", "X"),
    ("E07990001", "E06990001", "M"),
    ("E07990002", "E06990001", "M"),
    ("E07990003", "E06990002", "M"),
]


@pytest.fixture(scope="module")
def dated(tiny_atlas):
    """The tiny place with a look-up of larger areas."""
    store = tiny_atlas.store
    tables = {name: store._read(name) for name in store.manifest["tables"]}
    former = pd.DataFrame(ROWS, columns=["before", "after", "change"])
    tables["former_areas"] = pd.concat([tables["former_areas"], former])
    return MatchingAreas(TableStore(tables, store.manifest), "Tinyville")


def lay(ground, codes, meaning=None, **columns):
    """Return where codes belong, and their figures if a meaning is given."""
    upload = read_file("f.csv", as_csv({"code": codes, **columns}))
    key = recognise(upload, ground)[0]
    matched = match_rows(upload, key, ground)
    return matched, sum_by_area(upload, matched, meaning, ground) if meaning else None


def test_neighbourhoods_that_were_merged_are_added_up(dated):
    codes = ["E02990101", "E02990102", "E02990103"]
    matched, found = lay(dated, codes, count_of(), halls=[3, 4, 5])
    assert matched.areas.tolist() == ["E02990001", "E02990001", "E02990002"]
    assert found.figures["count"].to_dict() == {"E02990001": 7, "E02990002": 5}
    assert matched.carried == (
        "1 row: areas that only have a different code today, used as they are.",
        "2 rows: areas that have since been merged, added together.",
    )


def test_a_part_of_what_was_merged_is_a_gap(dated):
    _, found = lay(dated, ["E02990101", "E02990103"], count_of(), halls=[3, 5])
    assert found.reasons["E02990001"] == MERGED
    assert found.figures["count"].isna().tolist() == [True, False]


def test_scores_of_merged_areas_are_not_added(dated):
    meaning = Meaning("score", "halls", "", "n", "2024")
    _, found = lay(dated, ["E02990101", "E02990102", "E02990103"], meaning, halls=[3, 4, 5])
    assert found.reasons["E02990001"] == NOT_ADDED
    assert found.figures.loc["E02990002", "score"] == 5


def test_what_went_to_several_is_told(dated):
    matched, _ = lay(dated, ["E02990104", "E02990103"])
    assert matched.areas.tolist() == ["", "E02990002"]
    assert "its area was divided among several of today's neighbourhoods" in matched.reasons.iloc[0]


def test_things_of_what_went_to_several_are_not_known_to_be_none(dated):
    codes = ["E02990104"] * 4 + ["E02990103", "E02990001"]
    upload = read_file("f.csv", as_csv({"code": codes}))
    matched = match_rows(upload, recognise(upload, dated)[0], dated, things=True)
    found = sum_by_area(upload, matched, Meaning("rows", "", "", "n", "2024"), dated)
    assert found.figures["count"].dropna().to_dict() == {"E02990001": 1}
    assert "rows with E02990104 may belong here" in found.reasons["E02990002"]
    assert "several of today's" in found.reasons["E02990002"]


def test_today_s_code_holds_where_both_are_given(dated):
    matched, found = lay(dated, ["E02990001", "E02990101"], count_of(), halls=[9, 1])
    assert matched.areas.tolist() == ["E02990001", ""]
    assert "a row with today's code for the same neighbourhood" in matched.reasons.iloc[1]
    assert found.figures.loc["E02990001", "count"] == 9


def test_authorities_that_became_one_are_added_up(dated):
    matched, found = lay(
        dated, ["E07990001", "E07990002", "E07990003"], count_of(), halls=[1, 2, 4]
    )
    assert found.figures["count"].to_dict() == {"E06990001": 3}
    assert "Tinyville has no authority with this code" in matched.reasons.iloc[2]


def test_a_pack_without_such_look_ups_says_what_it_said(ground):
    matched, _ = lay(ground, ["E02990101", "E02990001"])
    assert matched.areas.tolist() == ["", "E02990001"]
    assert "no neighbourhood (MSOA) with this code" in matched.reasons.iloc[0]


def test_no_look_up_of_wards_is_told(ground):
    matched, _ = lay(ground, ["E05990901", "E05990001"])
    assert "no look-up of wards is published" in matched.reasons.iloc[0]


EDITIONS = [
    {"E06990001": frozenset({"E07990001", "E07990002"})},
    {"E06990001": frozenset({"E07990001", "E07990008", "E07990009"})},
    {"E06990001": frozenset({"E08990001"})},
]


@pytest.fixture
def recoded(dated):
    """The same place with the publisher's code history."""
    return replace(dated, editions=EDITIONS)


@pytest.mark.parametrize(
    ("codes", "total"),
    [
        (["E08990001"], 1),
        (["E07990001", "E07990002"], 3),
        (["E07990001", "E07990008", "E07990009"], 6),
    ],
)
def test_codes_of_any_year_are_taken_whole(recoded, codes, total):
    matched, found = lay(recoded, codes, count_of(), halls=[1, 2, 3][: len(codes)])
    assert matched.areas.tolist() == ["E06990001"] * len(codes)
    assert found.figures["count"].to_dict() == {"E06990001": total}


@pytest.mark.parametrize("codes", [["E07990001", "E07990008"], ["E07990002"]])
def test_less_than_all_codes_of_one_year_are_a_gap(recoded, codes):
    _, found = lay(recoded, codes, count_of(), halls=[1, 2][: len(codes)])
    assert found.reasons["E06990001"] == MERGED


def test_a_code_beside_todays_is_told(recoded):
    matched, _ = lay(recoded, ["E06990001", "E08990001"], count_of(), halls=[1, 2])
    assert matched.areas.tolist() == ["E06990001", ""]
    assert "earlier year" in matched.reasons.iloc[1]

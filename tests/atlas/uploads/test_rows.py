"""What rows are is guessed from their codes and columns, and said where codes repeat."""

from __future__ import annotations

import pytest

from atlas.tables.read_file import read_file
from atlas.uploads.key import Key
from atlas.uploads.rows import Rows, guess_rows
from tests.atlas.uploads.conftest import as_csv

CODES = [f"E0100{number:04d}" for number in range(23)]
KEY = Key("area", ("code",), "2021")


def guess(codes, **columns):
    """Return what rows with these codes, and other columns, seem to be."""
    return guess_rows(read_file("f.csv", as_csv({"code": codes, "x": "", **columns})), KEY)


@pytest.mark.parametrize("again", [0, 1, 3, 5])
def test_a_table_of_figures_with_some_codes_twice_is_of_areas(again):
    codes = [*CODES, *CODES[:again]]

    assert guess(codes, n=range(len(codes))) == Rows(are_things=False, repeated=again)


def test_codes_twice_without_a_column_of_figures_are_those_of_things():
    codes = [*CODES, *CODES[:3]]

    assert guess(codes, club="Chess") == Rows(are_things=True, repeated=3)


def test_codes_that_stand_often_are_those_of_things_whatever_stands_beside():
    codes = CODES * 2

    assert guess(codes, members=range(len(codes))) == Rows(are_things=True, repeated=23)


@pytest.mark.parametrize("fits", [True, False])
def test_outlines_are_areas_where_they_are_drawn_like_them(fits):
    upload = read_file("f.csv", as_csv({"code": CODES, "n": 1}))

    found = guess_rows(upload, Key("area", (), outlines=True, fits=fits))

    assert found == Rows(are_things=not fits)


@pytest.mark.parametrize("things", [True, False])
def test_what_repeated_codes_mean_is_told(things):
    told = Rows(are_things=things, repeated=3).describe(things=things)

    assert told.startswith("3 codes are in several rows.")
    assert ("counted" if things else "listed") in told
    assert Rows(are_things=things).describe(things=things) == ""

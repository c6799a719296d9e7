"""Which column tells rows apart and which has the figures, whatever the columns are called."""

from __future__ import annotations

from datetime import datetime

import pytest

from atlas.tables.read_file import list_parts, read_file
from atlas.tables.read_workbook import format_cell
from atlas.uploads.guess_meaning import guess_meaning
from atlas.uploads.key import normalise_codes
from atlas.uploads.long_tables.find_dimensions import find_dimensions
from atlas.uploads.match import match_rows
from atlas.uploads.meaning import list_number_columns
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_workbook
from tests.atlas.uploads.test_kinds_of_files import write


def find(ground, heading, categories, *, number=lambda row, place: 40 + 7 * row + place):
    """Return the only dimension of a table with a row per area and category; None for no table."""
    rows = [["area", heading, "n"]]
    for row, code in enumerate(ground.codes("area")):
        rows += [[code, one, number(row, place)] for place, one in enumerate(categories)]
    upload = read_file("f.csv", write(rows))
    table = find_dimensions(upload, normalise_codes(upload.cells["area"]), ("area",))
    return None if table is None else table.dimensions[0]


@pytest.mark.parametrize("heading", ["Bedrooms", "Household size", "Number of cars", "Decile"])
@pytest.mark.parametrize("categories", [("1", "2", "3", "4"), ("0", "1", "2", "3+")])
def test_numbers_may_be_categories_under_any_heading(ground, heading, categories):
    found = find(ground, heading, categories)

    assert (found.column, found.categories) == (heading, categories)


def test_a_blank_category_is_one_and_may_be_the_total(ground):
    plain = find(ground, "Sex", ("Men", "Women", ""))
    summed = find(
        ground, "Sex", ("Men", "Women", ""), number=lambda row, place: (row + 1, 4, row + 5)[place]
    )

    assert (plain.total, plain.name("")) == (None, "(empty)")
    assert summed.total == ""


@pytest.mark.parametrize(
    ("categories", "measures"),
    [
        (("Number", "Rate per 1,000"), True),
        (("Count", "Lower CI"), True),
        (("0-10%", "10-20%"), False),
        (("Lower secondary", "Upper secondary"), False),
    ],
)
def test_counts_beside_rates_are_measures(ground, categories, measures):
    assert find(ground, "Value type", categories).is_measure is measures


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Year", lambda _: 2023),
        ("DATE", lambda _: 2023),
        ("OBJECTID", lambda row: row + 1),
        ("Indicator ID", lambda _: 93),
        ("BNG_E", lambda row: 508000 + row),
        ("Shape__Area", lambda row: 1000 + row),
        ("", lambda row: row),
    ],
)
def test_years_and_numbers_of_records_are_not_proposed(ground, heading, cell):
    codes = ground.codes("area")
    rows = [
        [heading, "area", "Claimants"],
        *([cell(n), code, 9 + n] for n, code in enumerate(codes)),
    ]
    upload = read_file("f.csv", write(rows))
    matched = match_rows(upload, recognise(upload, ground)[0], ground)

    guess = guess_meaning(upload, matched, list_number_columns(upload, matched))

    assert (guess.means, guess.column, guess.counts) == ("count", "Claimants", ("Claimants",))


def test_a_date_as_heading_has_no_time():
    content = as_workbook([["code", datetime(2024, 1, 1)], ["E01000001", 3]])  # noqa: DTZ001

    assert (
        read_file("f.xlsx", content, part=(list_parts(content) or [""])[0]).columns[1]
        == "2024-01-01"
    )
    assert format_cell(datetime(2024, 1, 1, 9, 30)) == "2024-01-01 09:30:00"  # noqa: DTZ001

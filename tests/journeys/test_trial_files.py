"""The trial files of the kinds that people bring, each with what is right for it."""

from __future__ import annotations

import pytest

from atlas import paths
from atlas.opening import places
from atlas.tables.read_file import list_parts
from atlas.uploads.choose_part import choose_part
from atlas.uploads.guess_meaning import look_at
from atlas.uploads.key import normalise_codes
from atlas.uploads.long_tables.find_dimensions import find_dimensions
from atlas.uploads.long_tables.take_rows import Choice, take_rows
from atlas.uploads.match import match_rows
from atlas.uploads.matching_areas import MatchingAreas, find_ground
from atlas.uploads.meaning import Meaning, sum_by_area
from atlas.uploads.recognise import recognise
from tests.conftest import SHARED

pytestmark = pytest.mark.official

CASES = SHARED / "cases"
# By file: the kind of its key, its columns, and how many of its rows belong to Luton.
KEYS = {
    "C02_both_vintages.csv": ("area", ("LSOA21CD",), 125),
    "C05_shorthand.csv": ("area", ("lsoa21cd",), 125),
    "C06_nomis_query.csv": ("area", ("2021 super output area - lower layer",), 125),
    "C08_percent_format.xlsx": ("area", ("LSOA21CD",), 125),
    "C10_equals_quotes.csv": ("area", ("lsoa",), 125),
    "C10b_apostrophe.csv": ("area", ("lsoa",), 125),
    "C11_report.xls": ("area", ("LSOA21CD",), 40),
    "C11c_points.geojson": ("degrees", (), 6),
    "C12_geox_geoy.csv": ("grid", ("GeoX", "GeoY"), 20),
    "C12d_one_cell.csv": ("degrees", ("Location",), 20),
    "C14_ward_names.csv": ("ward", ("Ward",), 20),
    "C15_ons_custom.csv": ("area", ("Lower layer Super Output Areas Code",), 750),
    "C16_months.csv": ("ward", ("area_code",), 240),
    "C17_zero_inflated.csv": ("area", ("lsoa21cd",), 125),
    "C19_title_two_cells.csv": ("area", ("LSOA21CD",), 125),
    "C21_cover_and_formulas.xlsx": ("area", ("LSOA code",), 125),
    "C41_same_percentage.csv": ("area", ("lsoa",), 125),
}
OF_TRAFFORD = {
    "F10_mye2024_trafford_ward.csv": ("ward", ("area_code",), 63),
    "F11_trafford_schools.csv": ("degrees", ("lon", "lat"), 103),
    "F26_trafford_libraries.geojson": ("degrees", (), 13),
}
CODE = {
    "C15_ons_custom.csv": "Ethnic group (6 categories)",
    "C16_months.csv": "period",
    "F10_mye2024_trafford_ward.csv": "sex",
}


@pytest.fixture(scope="module")
def ground(luton):
    """Luton."""
    return MatchingAreas(luton.store, luton.name)


@pytest.fixture(scope="module")
def trafford(nation_home):
    """Trafford, a part of the national packs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
        atlas = places.open_part("E08000009")
        yield find_ground(atlas, atlas.store)


def read(name, ground):
    """Return the part of a trial file that is opened first."""
    content = (CASES / name).read_bytes()
    part, found = choose_part(name, content, list_parts(content), ground)
    return found[part]


def place(name, ground):
    """Return a trial file's table, its likeliest key, and the area of each row."""
    upload = read(name, ground)
    key = recognise(upload, ground)[0]
    return upload, key, match_rows(upload, key, ground, things=True)


def open_long(name, ground):
    """Return a long trial file: its table, its codes, and its dimensions."""
    upload = read(name, ground)
    key = recognise(upload, ground)[0]
    codes = normalise_codes(upload.cells[key.columns[0]])
    return upload, codes, find_dimensions(upload, codes, key.columns)


def figure(name, ground, meaning):
    """Return a trial file's figures by area."""
    upload = read(name, ground)
    key = recognise(upload, ground)[0]
    return sum_by_area(upload, match_rows(upload, key, ground), meaning, ground)


def test_every_trial_file_is_tried():
    names = {path.name for path in CASES.iterdir()} - {"README.md"}

    assert names == {*KEYS, *OF_TRAFFORD}


@pytest.mark.parametrize("name", KEYS)
def test_the_rows_of_every_file_find_their_areas(name, ground):
    _, key, matched = place(name, ground)

    assert (key.kind, key.columns, int(matched.used.sum())) == KEYS[name]


@pytest.mark.parametrize("name", OF_TRAFFORD)
def test_the_rows_of_files_of_another_place_find_theirs(name, trafford):
    _, key, matched = place(name, trafford)

    assert (key.kind, key.columns, int(matched.used.sum())) == OF_TRAFFORD[name]


def test_both_years_of_codes_say_why_the_newer_is_taken(ground):
    first, *others = recognise(read("C02_both_vintages.csv", ground), ground)

    assert "2021" in first.describe_reason(others)


def test_marks_are_gaps_with_their_word_and_never_nought(ground):
    found = figure("C05_shorthand.csv", ground, Meaning("count", "value", "", "v", "2024"))
    counts, words = found.figures["count"], found.reasons
    noughts = [code for code in counts.index if counts[code] == 0]

    assert counts["E01015707"] == 12
    assert counts["E01015708"] == 1204
    assert noughts == ["E01015706"]
    assert "confidential" in words["E01015693"]
    assert "no such figure" in words["E01015694"]
    assert "no figure applies" in words["E01015695"]
    assert "close to 0" in words["E01015696"]
    assert "none was recorded" in words["E01015697"]
    for hidden in ("E01015705", "E01015713", "E01015715", "E01015720"):
        assert "hides the figure" in words[hidden]


def test_a_per_cent_cell_is_a_percentage(ground):
    meaning = Meaning("percent", "In fuel poverty", "Households", "p", "2024")
    found = figure("C08_percent_format.xlsx", ground, meaning).figures

    assert (100 * found["part"] / found["whole"]).round(9).eq(12).all()


def test_headings_are_those_of_the_table(ground):
    assert read("C06_nomis_query.csv", ground).columns[1:] == ["2021", "%"]
    assert read("C19_title_two_cells.csv", ground).columns == ["LSOA21CD", "Claims", "Rate per 100"]
    assert read("C21_cover_and_formulas.xlsx", ground).columns[0] == "LSOA code"


@pytest.mark.parametrize("name", ["C15_ons_custom.csv", "C16_months.csv"])
def test_long_tables_are_recognised(name, ground):
    upload, codes, table = open_long(name, ground)
    (dimension,) = table.dimensions

    assert dimension.column == CODE[name]
    assert not dimension.total
    assert dimension.is_date == (name == "C16_months.csv")
    one = take_rows(upload, codes, table, {CODE[name]: Choice("one", dimension.categories[-1])})
    assert len(one.cells) == codes.nunique()


def test_all_ages_and_persons_are_the_residents_of_trafford(trafford):
    upload, codes, table = open_long("F10_mye2024_trafford_ward.csv", trafford)
    (dimension,) = table.dimensions
    assert dimension.total == "Persons"
    assert table.date == "30 June 2024"

    taken = take_rows(upload, codes, table, {"sex": Choice("one", dimension.total)})
    key = recognise(upload, trafford)[0]
    matched = match_rows(taken, key, trafford)
    meaning = Meaning("count", "all_ages", "", "Residents", "30 June 2024")
    counts = sum_by_area(taken, matched, meaning, trafford).figures["count"]

    assert table.figures[0] == "all_ages"
    assert counts.sum() == 241_025
    assert counts["E05015239"] == 11_278


def test_a_heading_with_per_1000_is_no_count(ground):
    upload, _, matched = place("C17_zero_inflated.csv", ground)

    assert look_at(upload, matched, "incidents per 1000") == "per_1000"

"""Every kind of file that people bring, in random variants of invented data."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.tables.numbers import parse_numbers
from atlas.tables.positions import name_axis
from atlas.tables.read_file import list_parts, read_file
from atlas.uploads.choose_part import choose_part
from atlas.uploads.key import normalise_codes
from atlas.uploads.long_tables.find_dimensions import find_dimensions
from atlas.uploads.long_tables.periods import parse_period
from atlas.uploads.long_tables.take_rows import Choice, take_rows
from atlas.uploads.match import match_rows
from atlas.uploads.names import find_shared
from atlas.uploads.recognise import recognise
from tests.atlas.uploads.conftest import as_csv, as_workbook

WRAPPED = {
    "plain": "{code}",
    "formula": '="{code}"',
    "apostrophe": "'{code}",
    "named": "{code} : Some Place 001A",
    "after": "Some Place 001A ({code})",
    "small": " {code} ",
    "address": "http://statistics.data.gov.uk/id/{code}",
}
ACROSS_UP = [
    *(
        ("geox", "geoy"),
        ("GeoX", "GeoY"),
        ("lng", "lat"),
        ("Longitude (WGS84)", "Latitude (WGS84)"),
    ),
    *(("x", "y"), ("EASTING", "NORTHING"), ("x_coord", "y_coord"), ("Coord X", "Coord Y")),
    *(("lon_dd", "lat_dd"), ("first", "second")),
]
some = st.lists(st.integers(0, 11), min_size=2, max_size=12, unique=True)


def write(rows):
    """Return rows as the bytes of a CSV file."""
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def write_html(rows):
    """Return rows as the bytes of a web page."""
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return ("<html><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>").encode()


def place(content, ground):
    """Return a table's likeliest key, and where its rows belong."""
    upload = read_file("f", content)
    key = recognise(upload, ground)[0]
    return key, match_rows(upload, key, ground, things=True)


@settings(max_examples=25)
@given(rows=some, how=st.sampled_from(sorted(WRAPPED)), low=st.booleans())
def test_codes_are_read_however_they_are_protected(ground, rows, how, low):
    codes = [ground.codes("area")[row] for row in rows]
    cells = [WRAPPED[how].format(code=code.lower() if low else code) for code in codes]

    key, matched = place(write([["area", "n"], *zip(cells, rows, strict=True)]), ground)

    assert (key.kind, key.way) == ("area", "codes")
    assert matched.areas.tolist() == codes


@settings(max_examples=20)
@given(data=st.data(), kind=st.sampled_from(["ward", "neighbourhood", "area"]))
def test_names_alone_find_their_areas(luton_ground, data, kind):
    column = luton_ground.store.areas["name" if kind == "area" else kind]
    names = data.draw(st.lists(st.sampled_from(sorted(set(column))), min_size=4, unique=True))
    change = data.draw(st.sampled_from([str.upper, str.lower, lambda one: f" {one}  "]))
    content = write([[kind, "n"], *((change(name), 1) for name in names)])

    key, matched = place(content, luton_ground)

    assert key.names
    assert matched.areas.ne("").all()


def test_a_name_that_areas_share_is_asked_about(ground, monkeypatch):
    areas = ground.store.areas
    codes = list(ground.codes("ward"))[:2]
    monkeypatch.setitem(ground.store.__dict__, "areas", areas.assign(ward="Central"))
    upload = read_file("f.csv", as_csv({"ward": ["Central", "Nowhere"], "n": [1, 2]}))
    key = next(one for one in recognise(upload, ground) if one.kind == "ward" and one.names)

    shared = find_shared(upload.cells["ward"], ground, "ward")
    unsaid = match_rows(upload, key, ground)
    said = match_rows(upload, key, ground, meant={"central": codes[1]})

    assert set(shared["central"]) == set(ground.codes("ward"))
    assert "say above which one is meant" in unsaid.reasons.iloc[0]
    assert said.areas.tolist() == [codes[1], ""]
    assert "no ward with this name" in said.reasons.iloc[1]


@pytest.mark.parametrize("names", ACROSS_UP, ids=lambda names: names[0])
@pytest.mark.parametrize("kind", ["degrees", "grid"])
def test_coordinates_are_found_under_any_name(luton_ground, names, kind):
    points = luton_ground.store.outlines.geometry.representative_point().head(9)
    placed = points if kind == "degrees" else points.to_crs("EPSG:27700")
    content = as_csv({"n": range(9), names[0]: placed.x, names[1]: placed.y})

    key, matched = place(content, luton_ground)

    assert (key.kind, key.columns) == (kind, names)
    assert matched.areas.tolist() == points.index.tolist()


@pytest.mark.parametrize("form", ["{up}, {across}", "({across} {up})", "POINT ({across} {up})"])
def test_both_coordinates_in_a_cell_are_found(luton_ground, form):
    points = luton_ground.store.outlines.geometry.representative_point().head(9)
    cells = [form.format(across=f"{one.x:.6f}", up=f"{one.y:.6f}") for one in points]

    key, matched = place(as_csv({"where": cells, "n": range(9)}), luton_ground)

    assert (key.kind, key.columns) == ("degrees", ("where",))
    assert matched.areas.tolist() == points.index.tolist()


def test_words_with_the_letters_of_an_axis_name_none():
    assert [name_axis(one) for one in ("population", "least", "company", "flat")] == [""] * 4


@given(
    number=st.integers(0, 10**7),
    beside=st.sampled_from(["", " [p]", " [r]", "[e]", " (p)", "r", "*", " †"]),
    grouped=st.booleans(),
)
def test_a_mark_beside_a_number_leaves_the_number(number, beside, grouped):
    text = f"{number:,}" if grouped else str(number)

    assert parse_numbers(pd.Series([text + beside])).numbers[0] == number


@given(
    mark=st.sampled_from(["c", "x", "z", "low", "w", "u", "r"]),
    most=st.integers(1, 9),
    hidden=st.sampled_from(["<{}", "≤{}", "<= {}", "1 to {}", "1-{}", "under {}", "[<{}]"]),
)
def test_a_mark_or_a_range_is_a_gap_and_never_nought(mark, most, hidden):
    read = parse_numbers(pd.Series([f"[{mark}]", hidden.format(most), "0", "7"]))

    assert read.numbers.isna().tolist() == [True, True, False, False]
    assert "publisher" in read.reasons[0]
    assert "hides" in read.reasons[1]


@settings(max_examples=25)
@given(
    titles=st.lists(
        st.sampled_from(
            [
                ["Table 3: claims by area"],
                ["Table 3: claims", "", "Published 2026"],
                ["Units :", "n"],
            ]
        ),
        max_size=4,
    ),
    footers=st.lists(st.sampled_from(["Source: a census", "[c] is kept confidential"]), max_size=2),
    make=st.sampled_from([write, as_workbook, write_html]),
)
def test_titles_and_notes_are_no_part_of_a_table(ground, titles, footers, make):
    body = [[code, 40 + row, row / 2] for row, code in enumerate(ground.codes("area"))]
    below = [[], *([one] for one in footers)] if footers else []

    upload = read_file("f", make([*titles, ["LSOA21CD", "Claims", "Rate"], *body, *below]))

    assert upload.columns == ["LSOA21CD", "Claims", "Rate"]
    assert upload.cells["LSOA21CD"].tolist() == list(ground.codes("area"))


def test_the_sheet_with_codes_opens(ground):
    rows = [["code", "n"], *([code, 1] for code in ground.codes("area"))]
    content = as_workbook([["Cover"], ["3 sheets"]], Notes=[["note", "text"], [1, "x"]], Data=rows)

    part, read = choose_part("f.xlsx", content, list_parts(content), ground)

    assert part == "Data"
    assert len(read["Data"].cells) == 12


def make_long(ground, categories, figures, *, column="group", total=""):
    """Return a table with a row per area and category, and perhaps their total."""
    rows = [["area", column, "n"]]
    for place_, code in enumerate(ground.codes("area")):
        own = [place_ + figure for figure in figures[: len(categories)]]
        rows += [[code, one, number] for one, number in zip(categories, own, strict=True)]
        rows += [[code, total, sum(own)]] if total else []
    return read_file("f.csv", write(rows))


@settings(max_examples=25)
@given(
    figures=st.lists(st.integers(1, 900), min_size=5, max_size=5),
    count=st.integers(2, 5),
    total=st.sampled_from(["", "Persons", "All ages", "Total", "Insgesamt", "everybody here"]),
)
def test_long_tables_are_taken_by_category_or_added_up_when_asked(ground, figures, count, total):
    categories = ["Red", "Green", "Blue", "Grey", "Pink"][:count]
    upload = make_long(ground, categories, figures, total=total)
    codes = normalise_codes(upload.cells["area"])

    table = find_dimensions(upload, codes, ("area",))
    (dimension,) = table.dimensions
    one = take_rows(upload, codes, table, {"group": Choice("one", "Green")})
    whole = take_rows(upload, codes, table, {"group": Choice("sum")})
    mean = take_rows(upload, codes, table, {"group": Choice("mean")})

    assert (dimension.column, dimension.total) == ("group", total or None)
    assert [float(cell) for cell in one.cells["n"]] == [row + figures[1] for row in range(12)]
    sums = upload.cells["n"].astype(float).groupby(codes).sum().tolist()
    assert [float(cell) for cell in whole.cells["n"]] == sums
    expected = [pytest.approx(each / (count + bool(total))) for each in sums]
    assert [float(cell) for cell in mean.cells["n"]] == expected


@pytest.mark.parametrize(
    ("months", "last"),
    [
        (["2025-01", "2025-02", "2025-11"], "November 2025"),
        (["Nov-24", "Jan-25", "Feb-25"], "February 2025"),
        (["31/12/2024", "31/01/2025", "28/02/2025"], "28 February 2025"),
        (["2024 Q1", "2024 Q3", "2025 Q1"], "2025 Q1"),
        (["2021", "2011", "2001"], "2021"),
        (["2022/23", "2023/24", "2021/22"], "2023/24"),
        (["2010/11", "2011/12"], "2011/12"),
        (["2011-12", "2010-11", "2009-10"], "2011-12"),
        (["2010-10", "2010-11", "2010-12"], "December 2010"),
        (["201011", "201112"], "201112"),
        (["2011/12", "2010/10", "2010/11"], "December 2011"),
        (["Year ending March 2024", "Year ending March 2023"], "Year ending March 2024"),
        (["12 months to March 2023", "12 months to June 2023"], "12 months to June 2023"),
        (["Apr 2023 - Mar 2024", "Apr 2022 - Mar 2023"], "Apr 2023 - Mar 2024"),
        (["Jan-Mar 2024", "Apr-Jun 2023"], "Jan-Mar 2024"),
        (["Q1 2023/24", "Q4 2022/23"], "Q1 2023/24"),
        (["2023/24 Q4", "2024/25 Q1"], "2024/25 Q1"),
        (["Mid-2022", "Mid-2021"], "Mid-2022"),
        (["FY2023", "FY2024"], "FY2024"),
        (["Academic year 2023/24", "Academic year 2022/23"], "Academic year 2023/24"),
        (["Jan 2024 (p)", "Dec 2023"], "January 2024 (p)"),
    ],
)
def test_months_of_any_writing_are_dates_in_order(ground, months, last):
    upload = make_long(ground, months, [5, 6, 7], column="period")
    table = find_dimensions(upload, normalise_codes(upload.cells["area"]), ("area",))
    (dimension,) = table.dimensions

    assert dimension.is_date
    assert dimension.name(dimension.categories[-1]) == last


@given(text=st.text(max_size=12))
def test_any_text_is_a_period_or_none(text):
    period = parse_period(text)

    assert period is None or period.text


def test_a_gap_in_a_sum_is_a_gap(ground):
    rows = [["area", "sex", "n"]]
    for code in ground.codes("area"):
        rows += [[code, "Men", "[c]" if code.endswith("1") else 4], [code, "Women", 5]]
    upload = read_file("f.csv", write(rows))
    codes = normalise_codes(upload.cells["area"])
    table = find_dimensions(upload, codes, ("area",))

    cells = take_rows(upload, codes, table, {"sex": Choice("sum")}).cells

    assert set(cells.loc[cells["area"].str.endswith("1"), "n"]) == {"[c]"}
    assert set(cells.loc[~cells["area"].str.endswith("1"), "n"]) == {"9"}


def test_a_list_of_things_is_no_long_table(ground):
    codes = list(ground.codes("area")) * 2
    clubs = {"area": codes, "club": [f"Club {n}" for n in range(24)], "seats": range(24)}
    upload = read_file("f.csv", as_csv(clubs))

    assert find_dimensions(upload, normalise_codes(upload.cells["area"]), ("area",)) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 xl/workbook.bin", "(.xlsb)"),
        (b"PK\x03\x04 word/document.xml", "Word"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "KML"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "Excel 2003"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b"<html><p>No figures today</p></html>", "without a table"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old Excel format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a password"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(content, told):
    with pytest.raises(UploadError) as refused:
        read_file("f", content)

    (fault,) = refused.value.faults
    assert told in fault.what
    assert "save it as" in fault.remedy


@pytest.mark.parametrize(
    "content",
    [
        "<table><tr>" + "<td colspan=250>" * 100_000,
        f"<table><tr><td colspan={'9' * 5_000}>a<td>b",
        "<html><table><tr><td>a</td></tr><![foo[ x ]]></table>",
    ],
)
def test_a_small_page_that_stands_for_many_cells_is_refused_at_once(content):
    with pytest.raises(UploadError) as error:
        read_file("a.html", content.encode())
    assert error.value.faults[0].remedy


def test_a_look_up_before_the_figures_is_not_what_opens(ground):
    codes = list(ground.store.areas.index)
    wards = list(ground.store.areas["ward"])
    look_up = [["LSOA21CD", "Ward"], *zip(codes, wards, strict=True)]
    book = as_workbook(look_up, Data=[["LSOA21CD", "Claimants"], *((code, 5) for code in codes)])
    part, _ = choose_part("f.xlsx", book, list_parts(book), ground)
    assert part == "Data"


@pytest.mark.parametrize(
    "written",
    ["{} (Luton)", "{}, Luton", "Luton - {}", "{} Ward (2023)", "1. {}", "{} ED", "{} [note 1]"],
)
def test_what_stands_beside_a_name_does_not_hide_it(luton_ground, written):
    wards = sorted(luton_ground.store.areas["ward"].unique())
    columns = {"Ward": [written.format(ward) for ward in wards], "n": ["3"] * len(wards)}
    upload = read_file("f.csv", as_csv(columns))
    key = recognise(upload, luton_ground)[0]
    assert (key.kind, key.names) == ("ward", True)
    assert match_rows(upload, key, luton_ground).matched.all()


@pytest.mark.parametrize(
    "cell",
    ["below 5", "less than five", "between 1 and 4", "data suppressed", "Suppr.", "below 5%"],
)
def test_words_for_a_hidden_figure_are_no_mistake(cell):
    read = parse_numbers(pd.Series(["12", cell]))
    assert read.numbers.isna().tolist() == [False, True]
    assert "hides" in read.reasons[1]


@pytest.mark.parametrize("cell", ["12 r", "12 p", "12 [1]", "12\u00b9", "12 [p]"])
def test_a_letter_or_footnote_beside_a_number_leaves_it(cell):
    assert parse_numbers(pd.Series([cell, "5"])).numbers.tolist() == [12, 5]


@pytest.mark.parametrize("cell", ["no data", "not available", "unknown"])
def test_words_for_no_figure_are_gaps(cell):
    read = parse_numbers(pd.Series(["12", cell]))
    assert "no figure" in read.reasons[1]
    assert not read.odd[1]


def test_degrees_with_signs_and_quarters_are_positions():
    read = parse_numbers(pd.Series(["0.41407\u00b0 W", "0.5 w", "51.9\u00b0"]), coordinates=True)
    assert read.numbers.tolist() == [-0.41407, -0.5, 51.9]

"""Bad uploads each get a message that says what is wrong and what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import geopandas as gpd
import openpyxl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import UploadError
from atlas.tables import read_workbook, table
from atlas.tables.read_file import list_parts, read_file
from atlas.tables.table import MOST_BYTES, MOST_COLUMNS, Upload, check_width
from atlas.text import speaking
from tests.atlas.uploads.conftest import as_workbook
from tests.conftest import make_speech

TABLE = "code,halls\nE01990001,12\nE01990002,7\n"


def refused(content, **given_part):
    """Return what is said of a file that is not read, after checking that it is of use."""
    with pytest.raises(UploadError) as caught:
        read_file("file", content, **given_part)
    (fault,) = caught.value.faults
    assert fault.what.endswith(".")
    assert fault.remedy
    return fault.what


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", "UTF-16"), ("cp1252", "1252")],
)
def test_every_usual_encoding_is_read_and_a_guess_is_told(encoding, note):
    upload = read_file("f.csv", "code,Cafés\nE01990001,12\n".encode(encoding))

    assert upload.columns == ["code", "Cafés"]
    assert upload.cells.loc[2, "Cafés"] == "12"
    assert (note in " ".join(upload.notes)) if note else not upload.notes


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 20, b"\xff\xfe\x00", b"\x81\x8d\x8f" * 9, b"\xef\xbb\xbf\xff\xfe\xfa,1"],
    ids=["program", "half", "undefined", "false-mark"],
)
def test_a_file_of_no_known_encoding_is_refused(content):
    assert "encoding cannot be recognised" in refused(content)


def test_semicolons_are_told():
    upload = read_file("f.csv", TABLE.replace(",", ";").encode())

    assert upload.columns == ["code", "halls"]
    assert "semicolons" in upload.notes[0]
    assert upload.decimal_comma


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_other_marks_between_cells_are_found(mark):
    assert read_file("f", TABLE.replace(",", mark).encode()).columns == ["code", "halls"]


@pytest.mark.parametrize("content", [b"", b" \r\n ", b"\xef\xbb\xbf", b",,\n,,\n"])
def test_an_empty_file_is_told(content):
    assert "empty" in refused(content)


def test_a_heading_alone_is_told():
    assert "no row below" in refused(b"code,halls\n")


def test_a_file_too_large_is_told_with_its_size():
    assert "200 MB; at most 50 MB" in refused(b"0" * 200_000_000)
    assert MOST_BYTES == 50_000_000


def test_too_many_columns_are_told_with_their_number():
    wide = ",".join(f"c{place}" for place in range(10_000))

    assert f"10,000 columns; at most {MOST_COLUMNS}" in refused(f"{wide}\n{wide}\n".encode())
    assert "10,000 columns" in refused(as_workbook([list(range(10_000))]))


def test_too_many_rows_are_told(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 1_000)

    assert "at most 1,000 can be read" in refused(b"a,b\n" + b"1,2\n" * 1_001)


def long_table(lines):
    """Return a table of several thousand rows; some lines of it are given."""
    rows = [f"E{number:08},place{number},{number}" for number in range(1, 3_001)]
    for number, line in lines.items():
        rows[number - 2] = line
    return "\n".join(["code,name,n", *rows, ""]).encode()


@pytest.mark.parametrize(
    "lines",
    [
        {10: 'E00000009,"place9,9'},
        {10: 'E00000009,"place9,9', 11: 'E00000010,"place10",10'},
        {10: 'E00000009,"place9,9', 11: '"E00000010","place10","10"'},
        {10: 'E00000009,"place9,9', 12: 'E00000011,"",11'},
        {10: 'E00000009,"place9,9', 2_000: 'E00001999,place",1999'},
    ],
    ids=["alone", "before-quoted", "before-all-quoted", "before-empty", "closed-far-below"],
)
def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(lines):
    said = refused(long_table(lines))

    assert "Line 10 " in said
    assert "a quotation mark may be missing" in said


def test_a_quotation_mark_missing_near_the_end_is_told():
    assert "Line 3 " in refused(b'code,name,n\nE01990001,a,1\nE01990002,"b,2\nE01990003,c,3\n')


def test_a_cell_of_several_lines_and_a_loose_quotation_mark_are_read():
    content = b'code,name,n\r\nE01990001,"two\r\nlines, 5"" long",1\r\nE01990002,"x" y,2\r\n'

    cells = read_file("f.csv", content).cells

    assert cells["name"].tolist() == ['two lines, 5" long', "x y"]
    assert cells["n"].tolist() == ["1", "2"]


def test_lines_above_the_heading_are_passed_over_and_told():
    upload = read_file("f.csv", ("Halls in 2024\n\n" + TABLE).encode())

    assert upload.columns == ["code", "halls"]
    assert list(upload.cells.index) == [4, 5]
    assert "above the headings was skipped" in upload.notes[0]


def test_merged_heading_cells_are_joined():
    book = openpyxl.Workbook()
    for row in (["", "Homes", ""], ["code", "all", "new"], ["E01990001", 10, 2]):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    content = io.BytesIO()
    book.save(content)

    upload = read_file("f.xlsx", content.getvalue())

    assert upload.columns == ["code", "Homes, all", "Homes, new"]
    assert upload.cells.loc[3].tolist() == ["E01990001", "10", "2"]
    assert "merged" in " ".join(upload.notes)


def test_names_that_stand_twice_are_told_apart():
    assert read_file("f.csv", b"code,n,n,\nE01990001,1,2,3\n").columns == [
        "code",
        "n",
        "n (2)",
        "Column 4",
    ]


def test_what_cannot_be_seen_is_no_part_of_a_cell():
    upload = read_file("f.csv", "co\u202ede,halls\n\u200bE01990001 ,\x0712\n".encode())

    assert upload.columns == ["co de", "halls"]
    assert upload.cells.iloc[0].tolist() == ["E01990001", "12"]


def test_sheets_can_be_chosen():
    content = as_workbook([["a"], [1]], halls=[["code", "halls"], ["E01990001", 3]])

    assert list_parts(content) == ["Sheet", "halls"]
    assert read_file("f.xlsx", content, part="halls").columns == ["code", "halls"]


def test_a_formula_without_a_stored_result_is_told_by_row_and_column():
    content = as_workbook([["code", "halls"], ["E01990001", "=1+1"], ["E01990002", 4]])

    upload = read_file("f.xlsx", content)

    assert upload.unset == {"halls": frozenset({2})}
    assert upload.cells["halls"].tolist() == ["", "4"]
    assert "no stored result" in upload.notes[0]
    assert "save it" in upload.notes[0]


def repack(content, change):
    """Return an archive with its parts as `change` gives them back."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {part: old.read(part) for part in old.namelist()}
        for name, part in change(parts).items():
            new.writestr(name, part)
    return made.getvalue()


def test_macros_are_passed_over_and_told():
    content = as_workbook([["code", "halls"], ["E01990001", 2]])
    content = repack(content, lambda parts: parts | {"xl/vbaProject.bin": b"Sub Auto_Open"})

    upload = read_file("f.xlsm", content)

    assert upload.cells["halls"].tolist() == ["2"]
    assert "macros; they were not run" in upload.notes[0]


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(read_workbook, "MOST_UNPACKED", 2_000_000)
    content = as_workbook([["code"], ["E01990001"]])
    bomb = repack(content, lambda parts: parts | {"xl/worksheets/big.xml": b" " * 9_000_000})

    assert "unpacks to more than" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(read_workbook, "MOST_UNPACKED", 2_000_000)
    content = as_workbook([["code"], ["E01990001"]])
    size = 9_000_000
    bomb = repack(content, lambda parts: parts | {"xl/worksheets/big.xml": b" " * size})
    liar = bomb.replace(struct.pack("<L", size), struct.pack("<L", 10))
    assert liar != bomb

    said = refused(liar)

    assert "unpacks to more" in said or "damaged" in said


def test_entities_are_not_unfolded():
    content = as_workbook([["code"], ["E01990001"]])
    bomb = repack(
        content,
        lambda parts: parts | {"xl/worksheets/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
    )

    assert "damaged" in refused(bomb)


@pytest.mark.parametrize("keep", [4, 300, 2000])
def test_half_a_workbook_is_told(keep):
    assert refused(as_workbook([["code"], ["E01990001"]])[:keep])


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1", "password"),
        (b"PK\x05\x06" + b"\0" * 18, "empty archive"),
    ],
)
def test_other_kinds_of_files_are_told(start, words):
    assert words in refused(start)


def test_an_archive_of_something_else_is_told():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("table.csv", TABLE)

    assert "no workbook and no shapefile" in refused(made.getvalue())


def as_geopackage(tmp_path, shapes, crs, **columns):
    """Return shapes as the bytes of a GeoPackage."""
    path = tmp_path / "layer.gpkg"
    gpd.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path, driver="GPKG")
    return path.read_bytes()


GRID, DEGREES = shapely.Point(508_000, 221_000), shapely.Point(-0.4325, 51.8772)


@pytest.mark.parametrize(
    ("point", "crs", "note"),
    [
        (GRID, "EPSG:27700", ""),
        (DEGREES, "EPSG:4326", ""),
        (shapely.Point(-48_145, 6_775_000), "EPSG:3857", "converted from"),
        (GRID, None, "look like British National Grid"),
        (DEGREES, None, "look like longitude and latitude"),
    ],
)
def test_points_of_any_coordinate_system_become_degrees(tmp_path, point, crs, note):
    upload = read_file("f.gpkg", as_geopackage(tmp_path, [point], crs, halls=[3]))

    row = upload.points.iloc[0]
    assert abs(row["longitude"] - DEGREES.x) < 0.02
    assert abs(row["latitude"] - DEGREES.y) < 0.02
    assert row["problem"] == ""
    assert (note in " ".join(upload.notes)) if note else not upload.notes
    assert upload.cells["halls"].tolist() == ["3"]


def test_points_of_no_known_system_are_told(tmp_path):
    upload = read_file("f.gpkg", as_geopackage(tmp_path, [shapely.Point(9e8, 9e8)], None, a=["x"]))

    assert "none that is known" in upload.notes[0]
    assert upload.points["problem"].tolist() == ["its coordinate system is not known"]


def test_geometry_that_is_no_point_is_told_by_row(tmp_path):
    bow = shapely.Polygon([(0, 50), (1, 51), (1, 50), (0, 51)])
    square = shapely.box(-0.4, 51.8, -0.3, 51.9)
    content = as_geopackage(tmp_path, [DEGREES, bow, square, None], "EPSG:4326", a=[1, 2, 3, 4])

    assert read_file("f.gpkg", content).points["problem"].tolist() == [
        "",
        "its geometry is faulty",
        "an outline, not a point",
        "it has no geometry",
    ]


def test_a_damaged_geopackage_is_told(tmp_path):
    content = as_geopackage(tmp_path, [DEGREES], "EPSG:4326", a=[1])

    assert "GeoPackage" in refused(content[:100] + b"\0" * 3000)


def tried(content):
    """Return the table of a file, or what is said of it where it is refused."""
    try:
        return read_file("file", content)
    except UploadError as error:
        return error.faults[0]


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_content_is_read_or_refused_in_words(content):
    found = tried(content)

    if isinstance(found, Upload):
        assert len(found.cells) > 0
        assert len(set(found.columns)) == len(found.columns)
    else:
        assert found.remedy


def test_nothing_of_a_file_is_logged(tmp_path, caplog, capfd):
    unique = "Zebedee-4711"
    with caplog.at_level(0):
        read_file("f.csv", f"code,who\nE01990001,{unique}\n".encode())
        read_file("f.xlsx", as_workbook([["code", "who"], ["E01990001", unique]]))
        bow = shapely.Polygon([(0, 50), (1, 51), (1, 50), (0, 51)])
        read_file("f.gpkg", as_geopackage(tmp_path, [bow], "EPSG:4326", who=[unique]))
        refused(f"code,who\n{unique}".encode("utf-16")[:-1])

    told = capfd.readouterr()
    assert unique not in caplog.text + told.out + told.err


def test_years_below_merged_cells_belong_to_the_heading():
    rows = [["Area", None, "Count", None], ["code", "name", 2023, 2024], ["E01990001", "x", 3, 4]]
    upload = read_file("a.xlsx", as_workbook([*rows, ["E01990002", "y", 5, 6]]))
    assert upload.columns == ["Area, code", "Area, name", "Count, 2023", "Count, 2024"]
    assert len(upload.cells) == 2


def test_a_year_in_every_row_is_no_heading():
    rows = [["place", None, "year"], ["Hill", "a", 2023], ["Dale", "b", 2024]]
    assert len(read_file("a.xlsx", as_workbook(rows)).cells) == 2


def test_outlines_without_a_stated_system_are_read_by_their_numbers(tmp_path):
    square = shapely.box(508_000, 221_000, 508_500, 221_500)
    upload = read_file("f.gpkg", as_geopackage(tmp_path, [square], None, a=[1]))
    assert "look like British National Grid" in " ".join(upload.notes)
    west, south, east, north = upload.outlines.iloc[0].bounds
    assert -0.6 < west < east < -0.3
    assert 51.8 < south < north < 52


def test_a_refused_file_is_told_in_the_language_of_the_moment():
    told = {
        "The table has {columns} columns; at most {most} can be read.": "{columns}, {most} gehen."
    }

    with speaking(make_speech("de", told)), pytest.raises(UploadError) as caught:
        check_width(1234)

    assert caught.value.faults[0].what == "1.234, 250 gehen."

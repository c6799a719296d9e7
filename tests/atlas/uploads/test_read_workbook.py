"""A workbook that is damaged or crowded is told, and costs little."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.tables import read_workbook
from atlas.tables.read_file import read_file
from tests.atlas.uploads.conftest import as_workbook
from tests.atlas.uploads.test_read_file import refused, repack, tried

WORKBOOK = as_workbook([["code", "halls"], ["E01990001", 2], ["E01990002", 3.5]])
PLACES = st.lists(st.tuples(st.integers(0, 10**4), st.integers(0, 255)), min_size=1, max_size=5)


def damage(content, places):
    """Return bytes of which some are others; the places go round at the end."""
    damaged = bytearray(content)
    for place, byte in places:
        damaged[place % len(damaged)] = byte
    return bytes(damaged)


@pytest.mark.parametrize(
    ("part", "many"),
    [
        ("xl/sharedStrings.xml", b"<si><t>a</t></si>"),
        ("xl/other.xml", b"<x:si></x:si>"),
        ("xl/styles.xml", b"<xf/>"),
    ],
)
def test_more_texts_or_formats_than_any_table_has_are_not_read(monkeypatch, part, many):
    few = tuple((mark, 1_000) for mark, _ in read_workbook.KEPT)
    monkeypatch.setattr(read_workbook, "KEPT", few)
    content = as_workbook([["code"], ["E01990001"]])
    bomb = repack(content, lambda parts: parts | {part: b"<a>" + many * 1_001 + b"</a>"})

    assert "too many texts or formats" in refused(bomb)
    assert read_file("f.xlsx", content).columns == ["code"]


def test_a_workbook_that_cannot_be_unpacked_is_told():
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60

    assert "damaged" in refused(WORKBOOK[:start] + b"\xff" * 40 + WORKBOOK[start + 40 :])


@given(PLACES)
def test_a_damaged_workbook_is_read_or_refused(places):
    damaged = damage(WORKBOOK, [(place + 4, byte) for place, byte in places])

    assert tried(damaged)


@given(PLACES, st.data())
def test_a_workbook_of_damaged_parts_is_read_or_refused(places, data):
    def change(parts):
        name = data.draw(st.sampled_from(sorted(parts)))
        return parts | {name: damage(parts[name], places)}

    assert tried(repack(WORKBOOK, change))


@pytest.mark.parametrize(
    ("value", "shown_as", "expected"),
    [
        (0.12, "0%", "12%"),
        (0.07, "0.00%", "7%"),
        (1, "0%", "100%"),
        (0.1234, "0.0%;[Red]-0.0%", "12.34%"),
        (0.12, '0.00" % of all"', "0.12"),
        (0.12, r"0.00\%", "0.12"),
        (0.12, "General", "0.12"),
        ("12%", "@", "12%"),
        (None, "0%", ""),
    ],
)
def test_a_cell_in_a_format_of_per_cent_is_read_as_it_is_shown(value, shown_as, expected):
    book = openpyxl.Workbook()
    book.active.append(["code", "rate", "homes"])
    book.active.append(["E01990001", value, 500])
    book.active["B2"].number_format = shown_as
    made = io.BytesIO()
    book.save(made)

    assert read_file("f.xlsx", made.getvalue()).cells["rate"].tolist() == [expected]


@given(st.integers(0, 10_000))
def test_a_fraction_reads_back_as_the_per_cent_it_shows(hundredths):
    text = read_workbook.format_percent(hundredths / 10_000)

    assert float(text.removesuffix("%")) == hundredths / 100

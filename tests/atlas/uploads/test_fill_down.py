"""An area written on the first row of its block only is meant for the whole block."""

from __future__ import annotations

import random

import pytest

from atlas.tables.read_file import list_parts
from atlas.uploads.choose_part import choose_part
from atlas.uploads.key import normalise_codes
from atlas.uploads.long_tables.find_dimensions import find_dimensions
from atlas.uploads.long_tables.take_rows import Choice, take_rows
from tests.atlas.uploads.conftest import as_workbook
from tests.atlas.uploads.test_kinds_of_files import write

AGES = {"0-15": 10, "16-64": 20, "65+": 5}
HEADING = ["area", "Age", "n"]


def read(content, ground):
    """Return the table of a file as the page opens it."""
    part, tables = choose_part("f", content, list_parts(content), ground)
    return tables[part]


def make_blocks(ground, *, sums=False, end=()):
    """Return rows with the area on the first of each block, perhaps with a row of its sum."""
    rows = [HEADING]
    for code in ground.codes("area"):
        rows += [["" if place else code, *one] for place, one in enumerate(AGES.items())]
        rows += [[f"{code} Total", "", 35]] if sums else []
    return [*rows, *end]


def add_up(upload):
    """Return the sum of all ages by area."""
    codes = normalise_codes(upload.cells["area"])
    table = find_dimensions(upload, codes, ("area",))
    cells = take_rows(upload, codes, table, {"Age": Choice("sum")}).cells
    return dict(zip(cells["area"], map(float, cells["n"]), strict=True))


@pytest.mark.parametrize("make", [write, as_workbook])
@pytest.mark.parametrize("sums", [False, True])
@pytest.mark.parametrize("end", [(), [["", "Total", 420]], [["Grand Total", "", 420]]])
def test_the_area_of_a_block_is_repeated(ground, make, sums, end):
    upload = read(make(make_blocks(ground, sums=sums, end=end)), ground)
    found = add_up(upload)

    assert {code: found[code] for code in ground.codes("area")} == dict.fromkeys(
        ground.codes("area"), 35.0
    )
    assert "repeated in the rows below" in " ".join(upload.notes)


def test_a_cell_over_several_rows_of_a_web_page_is_in_all_of_them(ground):
    lines = ["<tr><th rowspan=2>area</th><th rowspan=2>Age</th><th colspan=2>n</th></tr>"]
    lines.append("<tr><th>Men</th><th>Women</th></tr>")
    for code in ground.codes("area"):
        for place, (age, number) in enumerate(AGES.items()):
            first = "" if place else f"<td rowspan=3>{code}</td>"
            lines.append(f"<tr>{first}<td>{age}</td><td>{number}</td><td>{number}</td></tr>")
    page = f"<html><table>{''.join(lines)}</table></html>".encode()

    upload = read(page, ground)

    assert upload.columns == ["area", "Age", "n, Men", "n, Women"]
    assert upload.cells["area"].tolist() == [one for one in ground.codes("area") for _ in AGES]


def test_scattered_gaps_are_not_filled(ground):
    chance = random.Random(1)  # noqa: S311 - an invented list
    codes = list(ground.codes("area"))
    rows = [
        [chance.choice(codes) if chance.random() < 0.5 else "", f"Club {row}", row]
        for row in range(60)
    ]

    upload = read(write([["area", "club", "n"], *rows]), ground)

    assert upload.cells["area"].tolist() == [row[0] for row in rows]
    assert not upload.notes

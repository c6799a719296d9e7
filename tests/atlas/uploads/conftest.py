"""The tiny place as ground for uploads, and files made up for the tests."""

from __future__ import annotations

import csv
import io

import openpyxl
import pandas as pd
import pytest

from atlas.layer.layer import make_layer
from atlas.tables.read_file import read_file
from atlas.uploads.match import match_rows
from atlas.uploads.matching_areas import MatchingAreas
from atlas.uploads.meaning import Meaning, sum_by_area
from atlas.uploads.own_layer import make_own_layer
from atlas.uploads.recognise import recognise
from atlas.views.choropleth import draw_map_data

# A name as somebody might write it who means ill: markup, a formula, slots, mathematics.
WICKED = '=1+1 <script>alert("x")</script> <b>$\\frac{a}$</b> {value} **bold** [a](http://x)'


@pytest.fixture(scope="session")
def ground(tiny_atlas):
    """The tiny place."""
    return MatchingAreas(tiny_atlas.store, tiny_atlas.name)


@pytest.fixture(scope="session")
def luton_ground(luton):
    """The real place."""
    return MatchingAreas(luton.store, luton.name)


def as_csv(columns):
    """Return columns as the bytes of a CSV file."""
    return pd.DataFrame(columns).to_csv(index=False, quoting=csv.QUOTE_ALL).encode()


def as_workbook(rows, **sheets):
    """Return rows, and further sheets, as the bytes of a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, content in sheets.items():
        page = book.create_sheet(name)
        for row in content:
            page.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def lay(ground, columns, meaning, *, things=False, hides_small=False, **key):
    """Return the layer of some columns, by the key that is recognised first."""
    upload = read_file("figures.csv", as_csv(columns))
    found = recognise(upload, ground)[0]
    matched = match_rows(upload, found, ground, things=things, **key)
    figures = sum_by_area(upload, matched, meaning, ground)
    return make_own_layer(
        figures, meaning, file="figures.csv", place=ground.name, hidden=0, hides_small=hides_small
    )


def count_of(column="halls"):
    """Return the meaning of a column of counts."""
    return Meaning("count", column, "", column, "March 2024")


def draw_own(atlas, selection):
    """Return what the map component is sent."""
    return draw_map_data(atlas, selection, make_layer(atlas, selection), assets={}, fit={})

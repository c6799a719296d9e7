"""Every format of every pack opens in GDAL, pandas and openpyxl, with the figures of the atlas."""

from __future__ import annotations

import io
import json
import warnings
from functools import partial
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from matplotlib import image

from atlas.errors import ExportError
from atlas.export import find_formats, write_export
from atlas.export.make_extract import make_extract
from atlas.facade import open_atlas
from atlas.opening import places
from atlas.opening.places import NATION

pytestmark = [pytest.mark.official, pytest.mark.usefixtures("nation")]
ABROAD = ("glasgow", "scotland", "berlin", "berlin-2021")
NAMES = ("luton", "Barnsley", "Cardiff", "Kent", NATION, *ABROAD)
# From so many areas on, one figure of each unit and method stands for all of them.
MANY = 500
TOO_LARGE = {(NATION, "xlsx"), (NATION, "geojson")}


@pytest.fixture(scope="module")
def extracts(abroad):
    """A function that returns what a place exports, made once."""
    made = {}

    def open_place(name):
        if name in ABROAD:
            return abroad(name)
        return open_atlas(name) if name == "luton" else places.open_part(find_code(name))

    def get(name):
        if name not in made:
            atlas = open_place(name)
            usual = atlas.parse_address({}).selection
            wanted = None
            if len(atlas.measures.areas) > MANY:
                kinds = {(one.unit, one.method): one.id for one in atlas.definitions.in_columns()}
                wanted = [*dict.fromkeys([*kinds.values(), usual.layer])]
            made[name] = make_extract(atlas, usual, link="", indicators=wanted)
        return made[name]

    return get


def find_code(name):
    return name if name == NATION else places.find_named(name).code


def read_gdal(content, *, first=False):
    with warnings.catch_warnings():
        # A file in memory has no ending.
        warnings.simplefilter("ignore", RuntimeWarning)
        layer = pyogrio.list_layers(content)[0][0] if first else None
        return pyogrio.read_dataframe(content, layer=layer)


def read_excel(content):
    rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Figures"]
    header, *values = rows.iter_rows(values_only=True)
    # A row ends with its last figure.
    table = pd.DataFrame([dict(zip(header, row, strict=False)) for row in values], columns=header)
    other = pd.read_excel(io.BytesIO(content), sheet_name="Figures", engine="openpyxl")
    assert list(other.columns) == list(header)
    assert other.notna().to_numpy().sum() == table.notna().to_numpy().sum()
    return table


READERS = {
    "csv": lambda content: pd.read_csv(
        io.BytesIO(content), dtype={"area": str}, float_precision="round_trip"
    ),
    "xlsx": read_excel,
    "geojson": read_gdal,
    "gpkg": partial(read_gdal, first=True),
    "geoparquet": lambda content: gpd.read_parquet(io.BytesIO(content)),
}


@pytest.mark.parametrize("word", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_figures_of_every_pack_are_read_back_equal(extracts, name, word):
    extract = extracts(name)
    if (name, word) in TOO_LARGE:
        with pytest.raises(ExportError, match="35,672 areas are more"):
            write_export(extract, word)
        return
    found = READERS[word](write_export(extract, word)).set_index("area")
    columns = list(extract.table.columns)
    assert [one for one in found.columns if one in columns] == columns
    assert list(found.index.astype(str)) == list(extract.areas.index)
    for column in columns:
        wanted = extract.table[column]
        if pd.api.types.is_numeric_dtype(wanted):
            numbers = [pd.to_numeric(one).astype("float64") for one in (found[column], wanted)]
            np.testing.assert_array_equal(*(one.to_numpy() for one in numbers), err_msg=column)
        else:
            texts = [one.fillna("").astype(str).tolist() for one in (found[column], wanted)]
            # A reader takes a code of figures alone for a number.
            if texts[0] != texts[1]:
                texts = [[one.removesuffix(".0").lstrip("0") for one in text] for text in texts]
            assert texts[0] == texts[1], column


@pytest.mark.parametrize("name", NAMES)
def test_the_description_names_every_column_of_every_pack(extracts, name):
    extract = extracts(name)
    described = json.loads(write_export(extract, "csv-metadata"))
    named = [column["name"] for column in described["tableSchema"]["columns"]]
    assert named == ["area", *extract.table.columns]


@pytest.mark.parametrize("word", ["png", "svg", "pdf", "html"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in (NATION, "scotland")])
def test_every_pack_is_drawn_in_every_format(extracts, name, word):
    drawn = write_export(extracts(name), word)
    match word:
        case "png":
            height, width, _ = image.imread(io.BytesIO(drawn)).shape
            assert min(height, width) > 500
        case "svg":
            assert ET.fromstring(drawn).tag.endswith("svg")  # noqa: S314 - our own text
        case "pdf":
            assert drawn.startswith(b"%PDF")
        case _:
            assert extracts(name).areas.index[0] in drawn.decode()


@pytest.mark.parametrize("name", ["scotland", NATION])
def test_a_whole_country_is_drawn(extracts, name):
    assert write_export(extracts(name), "png").startswith(b"\x89PNG")


def test_no_format_is_left_out():
    assert set(find_formats()) == {*READERS, "csv-metadata", "png", "svg", "pdf", "html"}


def test_gaps_of_the_country_take_little_room(extracts):
    told = write_export(extracts(NATION), "csv-metadata")
    gaps = extracts(NATION).gaps
    assert len(gaps) > 30_000
    assert len(json.dumps(json.loads(told)["notes"][0]["gaps"])) < 15 * len(gaps)

"""The same areas are counted everywhere, whatever is filtered and switched off."""

from __future__ import annotations

import io
import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.definitions import Condition
from atlas.errors import ExportError
from atlas.export import write_export
from atlas.export.make_extract import make_extract
from atlas.layer.classes import NO_CLASS
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_shown, find_told
from atlas.prose.subject import make_subject
from atlas.selection.address import MOST_CONDITIONS, Selection
from atlas.views.choropleth import FILTERED, SWITCHED_OFF, make_state
from atlas.views.legend import make_legend
from atlas.views.panel import render_panel
from atlas.views.spread import describe_spread, draw_spread
from atlas.views.table import MOST_ROWS, make_table

LINK = "https://atlas.example.org/"


@st.composite
def conditions(draw, atlas, indicators):
    """Generate a condition on any figure, on any of its scales."""
    name = draw(st.sampled_from(indicators))
    scales = ["value", "town"] if atlas.measures.is_local(name) else list(atlas.scales)
    scale = draw(st.sampled_from(scales))
    values = atlas.measures.values(name).dropna()
    if scale != "value" or values.empty:
        bounds = st.integers(0, 100).map(float)
    else:
        bounds = st.floats(float(values.min()), float(values.max()))
    low, high = sorted((draw(bounds), draw(bounds)))
    given_ = draw(st.sampled_from(["low", "high", "both"]))
    return Condition(
        indicator=name,
        scale=scale,
        at_least=None if given_ == "high" else low,
        at_most=None if given_ == "low" else high,
    )


@st.composite
def selections(draw, atlas):
    """Generate what somebody can choose in the rail: a layer, its classes, and filters."""
    indicators = list(atlas.definitions.indicators)
    typologies = list(atlas.definitions.typologies)
    some = st.integers(0, 2)
    types = list(atlas.definitions.type_names)
    return Selection(
        place=atlas.store.place,
        layer=draw(st.sampled_from([*indicators, *typologies])),
        breaks=draw(st.sampled_from(["quantiles", "natural", "equal", "deciles"])),
        classes=draw(st.integers(3, 9)),
        off=tuple(sorted(draw(st.sets(st.integers(0, 9), max_size=4)))),
        compare=(),
        typology=typologies[0] if typologies else "",
        reading=draw(st.sampled_from(["town", atlas.whole.id])),
        types=tuple(draw(st.sets(st.sampled_from(types), max_size=draw(some)))) if types else (),
        wards=tuple(draw(st.sets(st.sampled_from(list(atlas.wards.index)), max_size=draw(some)))),
        conditions=tuple(
            draw(st.lists(conditions(atlas, indicators), max_size=min(2, MOST_CONDITIONS)))
        ),
    )


def count_chart(figure):
    """Return how many areas a chart has marks for."""
    if figure.data and figure.data[0].type == "bar":
        return sum(int(sum(one.x)) for one in figure.data)
    if figure.data and figure.data[0].type == "box":
        # A box tells how many areas it holds.
        told = (re.search(r", ([\d,]+) \w+: the ", text) for text in figure.data[1].text)
        return sum(int(found[1].replace(",", "")) for found in told)
    return sum(len(one.x) for one in figure.data)


def check_screen(atlas, selection):
    """Check every count on the screen against the one of the filters, and return that."""
    filtered = find_shown(atlas, selection)
    shown = int(filtered.met.sum())
    assert list(filtered.met.index[filtered.met]) == list(filtered.codes)
    if filtered.steps:
        assert filtered.steps[-1][1] == shown
    layer = make_layer(atlas, selection)
    state = make_state(layer)
    assert int((state & (FILTERED | SWITCHED_OFF) == 0).sum()) == shown

    legend = make_legend(atlas, selection, layer)
    missing = sum(row["count"] for row in legend["others"] if row["kind"] == "missing")
    assert sum(row["count"] for row in legend["classes"]) + missing == shown
    assert not any(row["count"] for row in legend["classes"] if row["off"])
    codes = layer.classing.codes[filtered.met]
    assert [row["count"] for row in legend["classes"]] == [
        int((codes == place).sum()) for place in range(len(legend["classes"]))
    ]

    table = make_table(atlas, selection, layer)
    assert len(table["rows"]) == min(shown, MOST_ROWS)
    assert {row[0] for row in table["rows"]} <= set(filtered.codes)

    figure = draw_spread(atlas, selection, layer)
    assert count_chart(figure) + missing == shown
    marked = {str(row) for one in figure.data if one.type != "box"
              for row, x in zip(one.y, one.x, strict=True) if one.type != "bar" or x}  # fmt: skip
    assert set(figure.layout.yaxis.categoryarray or ()) == marked
    assert f" {shown:,} " in describe_spread(atlas, layer)

    told = find_told(atlas, selection)
    subject = make_subject(atlas, told)
    assert len(subject.areas) == (shown or len(filtered.met))
    return shown


def check_files(atlas, selection, shown, words):
    """Check the rows of every file, and the legend of the maps, against the count on screen."""
    if not shown:
        with pytest.raises(ExportError):
            make_extract(atlas, selection, link=LINK)
        return
    extract = make_extract(atlas, selection, link=LINK)
    assert len(extract.areas) == shown
    assert int(extract.layer.shown.sum()) == shown
    missing = int(extract.layer.missing.sum())
    assert sum(row.count for row in extract.layer.classes) + missing == shown
    for word in words:
        assert READERS[word](write_export(extract, word), extract.layer.id) == shown, word


def count_in_geopackage(content, layer):
    """Return how many areas a GeoPackage shows, past its table of styles."""
    name = next(name for name, _ in pyogrio.list_layers(content) if name.endswith(layer))
    return len(pyogrio.read_dataframe(content, layer=name))


READERS = {
    "csv": lambda content, _: len(pd.read_csv(io.BytesIO(content))),
    "xlsx": lambda content, _: len(pd.read_excel(io.BytesIO(content), sheet_name="Figures")),
    "geojson": lambda content, _: len(json.loads(content)["features"]),
    "gpkg": count_in_geopackage,
    "geoparquet": lambda content, _: len(gpd.read_parquet(io.BytesIO(content))),
}


@settings(max_examples=60)
@given(data=st.data())
def test_every_count_of_the_tiny_atlas_is_the_same(tiny_atlas, data):
    selection = data.draw(selections(tiny_atlas))
    check_screen(tiny_atlas, selection)


@settings(max_examples=25)
@given(data=st.data())
def test_every_count_of_luton_is_the_same(luton, data):
    selection = data.draw(selections(luton))
    check_screen(luton, selection)


@settings(max_examples=6)
@given(data=st.data())
def test_every_file_has_just_what_is_shown(luton, data):
    selection = data.draw(selections(luton))
    shown = check_screen(luton, selection)
    check_files(luton, selection, shown, list(READERS))


@settings(max_examples=6)
@given(data=st.data())
def test_the_panel_names_how_many_areas_are_left(luton, data):
    selection = data.draw(selections(luton))
    told = find_told(luton, selection)
    above, _ = render_panel(luton, told, (), "cohesion_types", "england")
    if len(told) > 1:
        assert f"{len(told)} areas" in above


def test_an_area_without_a_figure_is_in_no_class(tiny_atlas):
    layer = make_layer(tiny_atlas, Selection(layer="faith_any"))
    gaps = tiny_atlas.measures.values("faith_any").isna()
    assert gaps.any()
    assert np.array_equal(layer.classing.codes == NO_CLASS, gaps)

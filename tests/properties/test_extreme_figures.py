"""Figures of any size and kind draw, class, chart and export at every setting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.export import find_formats, write_export
from atlas.export.make_extract import make_extract
from atlas.layer.layer import make_layer
from atlas.selection.address import Selection
from atlas.uploads.matching_areas import find_ground
from atlas.uploads.meaning import ByArea, Meaning
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.own_layer import make_own_layer
from atlas.views.choropleth import draw_map_data
from atlas.views.panel import render_panel
from atlas.views.spread import draw_spread
from atlas.views.table import make_table

METHODS = ("quantiles", "natural", "equal", "deciles")
SHAPES = {
    "constant": [12.0] * 12,
    "two values": [3.0] * 11 + [7.0],
    "nearly all noughts": [0.0] * 10 + [0.4, 30.0],
    "noughts": [0.0] * 12,
    "negative": [-float(row) for row in range(1, 13)],
    "either side": [row - 5.5 for row in range(12)],
    "a million million": [1e12 + row for row in range(12)],
    "far apart": [1.0] * 11 + [1e15],
    "one area": [np.nan] * 11 + [5.0],
}
anything = st.one_of(
    st.sampled_from([0.0, 1.0, 12.0, 1e12, -3.0]),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 3)),
)


def show(atlas, numbers):
    """Return the atlas with a layer of these numbers, and the layer's identity."""
    ground = find_ground(atlas, atlas.store)
    codes = ground.codes("area")
    figures = pd.DataFrame({"score": numbers}, index=codes, dtype=float)
    why = pd.Series(np.where(figures["score"].isna(), "none", ""), index=codes, dtype=object)
    meaning = Meaning("score", "n", "", "Figures", "2024")
    made = ByArea("area", "score", figures, why, why, ())
    layer = make_own_layer(
        made, meaning, file="f.csv", place=atlas.name, hidden=0, hides_small=False
    )
    return OwnAtlas(atlas, [layer], ground), layer.id


def select(name, method="quantiles", classes=5, **more):
    """Return the selection of a layer and its classes."""
    return Selection(layer=name, breaks=method, classes=classes, compare="none", **more)


def check_classes(layer, numbers):
    """Check that every figure has a class, and that different figures differ in colour."""
    classing = layer.classing
    known = np.array([number for number in numbers if not np.isnan(number)])
    assert sum(classing.counts) == len(known)
    assert len(classing.labels) == len(classing.colours) == len(classing.counts)
    assert classing.missing == len(numbers) - len(known)
    if len(set(known)) == 1:
        assert len(classing.labels) == 1


@settings(max_examples=12)
@given(numbers=st.lists(anything, min_size=12, max_size=12))
def test_any_figures_have_classes_at_every_setting(tiny_atlas, numbers):
    own, name = show(tiny_atlas, numbers)
    for method in METHODS:
        for classes in range(3, 10):
            selection = select(name, method, classes)
            layer = make_layer(own, selection)
            check_classes(layer, numbers)
            draw_map_data(own, selection, layer, assets={}, fit={})


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("method", METHODS)
def test_extreme_figures_are_shown_in_every_reading(tiny_atlas, shape, method):
    own, name = show(tiny_atlas, SHAPES[shape])
    for reading in ("town", tiny_atlas.whole.id):
        selection = select(name, method, reading=reading)
        layer = make_layer(own, selection)
        check_classes(layer, SHAPES[shape])
        if len(set(own.measures.values(name).dropna())) > 1:
            assert sum(count > 0 for count in layer.classing.counts) > 1
        make_table(own, selection, layer)
        draw_spread(own, selection, layer)
        area = tuple(own.measures.areas[-1:])
        assert render_panel(own, area, (), "cohesion_types", reading)


@pytest.mark.parametrize("method", METHODS)
def test_nought_is_a_class_of_its_own(tiny_atlas, method):
    own, name = show(tiny_atlas, SHAPES["nearly all noughts"])

    classing = make_layer(own, select(name, method)).classing

    assert (classing.labels[0], classing.counts[0]) == ("0", 10)


@pytest.mark.parametrize("shape", SHAPES)
def test_extreme_figures_are_exported_in_every_format(tiny_atlas, shape):
    own, name = show(tiny_atlas, SHAPES[shape])
    extract = make_extract(own, select(name), link="https://atlas.example/")
    for form in find_formats():
        assert write_export(extract, form)

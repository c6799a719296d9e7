"""The rows of a legend are the same on screen, on paper, in a file and on a slide."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas import paths
from atlas.deck.map_view import make_map_view
from atlas.errors import ExportError
from atlas.export import write_export
from atlas.export.drawing.deck_lines import draw_swatch
from atlas.export.make_extract import make_extract
from atlas.export.qgis_style import BRUSHES, list_rules, make_style
from atlas.export.to_html import render_legend
from atlas.layer.hall import MOST_CLASSES, _strengthen, make_hall_layer
from atlas.layer.layer import make_layer
from atlas.opening import places
from atlas.selection.address import Selection
from atlas.views.legend import make_legend
from tests.properties.test_shown_areas import selections

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
# Some of the country's authorities: with few areas, with borderline types, with gaps.
PLACES = ("E06000065", "E06000017", "E08000032", "W06000015", "E09000001")


class Row(NamedTuple):
    """What every legend says of a row."""

    label: str
    count: int
    colour: str
    pattern: str


def read_layer(layer):
    """Return the rows of the layer itself."""
    return [Row(row.label, row.count, row.colour, row.pattern) for row in layer.rows]


def read_screen(atlas, selection, layer):
    legend = make_legend(atlas, selection, layer)
    rows = [*legend["classes"], *legend["others"]]
    return [Row(row["label"], row["count"], row["colour"], row["pattern"]) for row in rows]


class Items(HTMLParser):
    """The words of every item of a list, and the style of its swatch."""

    def __init__(self):
        super().__init__()
        self.rows = []

    def handle_starttag(self, tag, attributes):  # noqa: D102 - as its base
        if tag == "li":
            self.rows.append(["", []])
        elif tag == "i":
            self.rows[-1][0] = dict(attributes)["style"]
        elif tag == "span":
            self.rows[-1][1].append("")

    def handle_data(self, data):  # noqa: D102 - as its base
        if self.rows and self.rows[-1][1]:
            self.rows[-1][1][-1] += data


def check_page(extract):
    """Check the legend of the interactive page: text, count and swatch of each row."""
    items = Items()
    items.feed(render_legend(extract))
    found = [(style, words[0], int(words[1].replace(",", ""))) for style, words in items.rows]
    assert found == [(draw_swatch(row), row.text, row.count) for row in extract.layer.rows]
    assert all(
        row.colour in style for row, (style, _, _) in zip(extract.layer.rows, found, strict=True)
    )


def read_qgis(layer):
    """Return the rows of the file of a style: fills and brushes are read back from its XML."""
    root = ET.fromstring(make_style(list_rules(layer), {}).partition("\n")[2])  # noqa: S314 - ours
    symbols = {one.get("name"): one for one in root.iter("symbol")}
    letters = {brush: letter for letter, brush in BRUSHES.items()}
    for rule in root.iter("rule"):
        if rule.get("label") is None:
            continue
        label, _, count = rule.get("label").rpartition(", ")
        fills = []
        for fill in symbols[rule.get("symbol")].iter("Option"):
            fills += [fill.get("value")] if fill.get("name") in ("color", "style") else []
        pairs = dict(zip(fills[1::2], fills[0::2], strict=True))
        red, green, blue = pairs.get("solid", "0,0,0,0").split(",")[:3]
        colour = f"#{int(red):02x}{int(green):02x}{int(blue):02x}" if "solid" in pairs else ""
        pattern = "".join(letters[brush] for brush in pairs if brush != "solid")
        yield label, int(re.match(r"[\d,]+", count)[0].replace(",", "")), colour, pattern


def check_qgis(layer):
    wanted = [row for row in layer.rows if row.kind not in ("filtered", "selected")]
    found = list(read_qgis(layer))
    assert [one[:2] for one in found] == [(row.text, row.count) for row in wanted]
    for row, (_, _, colour, pattern) in zip(wanted, found, strict=True):
        assert pattern == row.pattern[:1]
        assert colour == ("" if row.kind == "doubtful" else row.colour.lower())


def check_sheet(extract):
    """Check the printed page: every row is on it as text, in the order of the legend."""
    svg = write_export(extract, "svg").decode()
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    said = " ".join(texts)
    for row in extract.layer.rows:
        assert row.text in said or all(word in said for word in row.text.split()), row.text
        if row.count and row.kind == "class":
            assert row.colour.lower() in svg.lower()


def check_slide(atlas, selection):
    """Check that a slide has the rows of the hall, and that these are those of the screen."""
    hall = make_hall_layer(atlas, selection)
    view = make_map_view(atlas, selection)
    assert list(view.legend) == [row for row in hall.rows if row.count and not row.is_off]
    assert len(hall.classes) <= MOST_CLASSES
    plain = make_layer(atlas, replace(selection, off=()))
    every = make_hall_layer(atlas, replace(selection, off=()))
    assert sum(row.count for row in every.classes) == sum(row.count for row in plain.classes)
    others = [row for row in plain.rows if row.kind != "class"]
    assert [row for row in every.rows if row.kind != "class"] == others


def check_everywhere(atlas, selection, *, is_drawn):
    layer = make_layer(atlas, selection)
    assert read_screen(atlas, selection, layer) == read_layer(layer)
    check_qgis(layer)
    check_slide(atlas, selection)
    try:
        extract = make_extract(atlas, selection, link="")
    except ExportError:
        assert not layer.shown.any()
        return
    assert read_layer(extract.layer) == read_layer(layer)
    check_page(extract)
    if is_drawn:
        check_sheet(extract)


@settings(max_examples=60)
@given(data=st.data())
def test_rows_of_the_tiny_atlas_are_the_same_everywhere(tiny_atlas, data):
    check_everywhere(tiny_atlas, data.draw(selections(tiny_atlas)), is_drawn=False)


@settings(max_examples=25)
@given(data=st.data())
def test_rows_of_luton_are_the_same_everywhere(luton, data):
    check_everywhere(luton, data.draw(selections(luton)), is_drawn=False)


@pytest.mark.parametrize("off", [(), (0,), (1, 3), (0, 1, 2, 3, 4, 5, 6)])
@pytest.mark.parametrize("layer", ["cohesion_types", "idaopi", "hou_owned", "faith_any"])
def test_rows_on_a_drawn_page_are_those_of_the_screen(luton, layer, off):
    layer = layer if layer in luton.definitions.indicators else "cohesion_types"
    selection = Selection(layer=layer, off=off, areas=("E01015701",))
    check_everywhere(luton, selection, is_drawn=True)


@pytest.fixture
def nation(nation_home, monkeypatch):
    """Let places be found in the packs that were built for these tests."""
    monkeypatch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
    for cached in FORGET:
        cached.cache_clear()
    yield
    for cached in FORGET:
        cached.cache_clear()


def test_a_class_of_no_change_alone_has_one_colour_in_a_hall(tiny_atlas):
    layer = make_layer(tiny_atlas, Selection(layer="dem_popchange"))
    edges = (0.0,)
    flat = replace(layer.histogram, low=-2.0, high=0.0)
    classing = replace(
        layer.classing, edges=edges, labels=("less", "0"), colours=("#111111", "#222222")
    )
    strong = _strengthen(
        replace(layer, classing=classing, histogram=flat), ["#ff0000", "#ffffff", "#0000ff"]
    )
    assert len(strong.classing.colours) == 2
    assert strong.classing.colours[1] == "#ffffff"


@pytest.mark.official
@pytest.mark.usefixtures("nation")
@pytest.mark.parametrize("level", ["area", "neighbourhood"])
@pytest.mark.parametrize("place", PLACES)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_rows_of_the_country_are_the_same_everywhere(place, level, data):
    atlas = places.open_part(place, level)
    check_everywhere(atlas, data.draw(selections(atlas)), is_drawn=False)


@pytest.mark.official
@pytest.mark.usefixtures("nation")
@pytest.mark.parametrize("level", ["area", "neighbourhood", "authority"])
@pytest.mark.parametrize("kind", ["typologies", "indicators"])
def test_rows_of_the_whole_country_are_the_same_everywhere(level, kind):
    atlas = places.open_part(places.NATION, level)
    for layer in list(getattr(atlas.definitions, kind))[:40]:
        for off in ((), (0, 2)):
            selection = Selection(place=places.NATION, layer=layer, off=off)
            screen = make_layer(atlas, selection)
            assert read_screen(atlas, selection, screen) == read_layer(screen)
            check_qgis(screen)
            check_slide(atlas, selection)

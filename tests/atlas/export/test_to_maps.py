"""The map as PNG, SVG and PDF."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from matplotlib import image

from atlas.export import write_export
from atlas.export.drawing.draw_map import draw_map
from atlas.export.drawing.page_text import Style, measure, wrap
from atlas.export.make_extract import make_extract


def svg_texts(extract):
    root = ET.fromstring(write_export(extract, "svg"))  # noqa: S314 - our own text
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def svg_text(extract):
    return " ".join(svg_texts(extract))


def test_drawing_keeps_title_legend_source_date_and_caution_as_text(whole):
    text = svg_text(whole)
    layer = whole.layer
    for expected in (
        layer.texts.title,
        layer.texts.summary,
        layer.texts.date,
        layer.texts.caution,
        *layer.classing.labels,
        "Census 2021 (TS019). Published 2 November 2022.",
        "Open Government Licence v3.0",
        "Contains OS data © Crown copyright",
        *whole.filter_words,
        whole.link,
        "km",
    ):
        assert expected in text


def test_every_ward_is_named_once(whole):
    texts = svg_texts(whole)
    assert all(texts.count(ward) == 1 for ward in whole.areas["ward"].unique())


def test_legend_counts_classes_gaps_and_what_is_filtered_out(filtered):
    rows = filtered.layer.rows
    assert sum(row.count for row in rows if row.kind != "selected") == 125
    assert any(row.label == "Does not meet the filter" for row in rows)
    assert rows[-1].label == "Selected"
    assert all(row.text in svg_text(filtered) for row in rows)


def test_legend_tells_types_that_are_not_clear(typed):
    labels = [row.label for row in typed.layer.rows]
    classes = list(typed.layer.classing.labels)
    assert labels[: len(classes)] == classes
    assert labels[len(classes)] == "Hatched: nearest to this type, or between two"


def test_class_switched_off_is_told(luton):
    selection = luton.parse_address({"off": "1"}).selection
    extract = make_extract(luton, selection, link="")
    off = extract.layer.rows[1]
    assert off.text.endswith("(switched off)")
    assert (off.is_off, off.count) == (True, 0)


def test_picture_is_a_landscape_page_wide_enough_to_print(whole):
    height, width, _ = image.imread(io.BytesIO(write_export(whole, "png"))).shape
    assert width >= 1600
    assert width / height == pytest.approx(297 / 210, rel=0.01)


def test_map_is_not_stretched(whole):
    figure = draw_map(whole)
    axes = figure.axes[0]
    box = axes.get_window_extent()
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    assert (east - west) / box.width == pytest.approx((north - south) / box.height)


def test_page_carries_title_source_and_fonts(whole):
    page = write_export(whole, "pdf")
    assert b"/Title (Who" in page or b"/Title (How" in page
    assert b"TS019" in page
    assert b"Open Government Licence" in page
    assert b"DejaVuSans" in page
    assert b"/Type3" not in page


def test_picture_carries_title_source_and_link(whole):
    picture = write_export(whole, "png")
    assert whole.layer.texts.title.encode() in picture
    assert whole.link.encode() in picture


def test_dollar_signs_are_not_formulas(whole):
    texts = replace(whole.layer.texts, caution="Costs $5 or $10.")
    layer = replace(whole.layer, texts=texts)
    assert "Costs $5 or $10." in svg_text(replace(whole, layer=layer))


@pytest.mark.parametrize("text", ["short", "a few words that need two lines", "x" * 200, ""])
def test_wrapped_text_fits_and_loses_nothing(text):
    style = Style(8)
    lines = wrap(text, 1.0, style)
    assert all(measure(line, style.size) <= 1.0 for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)

"""Overlays whose points or colours cannot be right."""

from __future__ import annotations

import pytest

from atlas.definitions.check_overlay import contrast
from atlas.errors import DefinitionError
from tests.conftest import read_layers


def test_contrast_of_greys():
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("before", "after", "where", "said"),
    [
        ('x = "lon"\n', "", ", points", "missing, or is given twice"),
        ('x = "lon"\n', 'x = "lon"\npostcode = "code"\n', ", points", "missing, or is given twice"),
        ('x = "lon"\ny = "lat"\n', 'postcode = "code"\n', ", points.postcode", "looking up"),
        ('"#1B2A33"', '"#AAAAAA"', ", colour", "white edge"),
        ('kind = "kind"\n', "", ", measures.halls_nearest.kinds", "the kind of each point"),
        ('licence = "open"', 'licence = "opne"', ", licence", 'no licence "opne"'),
        ('symbol = "square"', 'symbol = "sqare"', ", symbol", "not one of the choices"),
        ("[measures.halls_inside]", "[measures.need_score]", ".need_score", "also in need"),
        ('what = "inside"', 'what = "within"', ".what", "not one of the choices"),
    ],
)
def test_a_wrong_overlay_is_told(layers_copy, before, after, where, said):
    path = layers_copy / "overlays" / "halls.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_layers(layers_copy)
    faults = [one for one in caught.value.faults if one.where.endswith(where)]
    assert any(said in one.what for one in faults), caught.value.faults


def test_two_overlays_are_told_apart_by_shape(layers_copy):
    folder = layers_copy / "overlays"
    text = (folder / "halls.toml").read_text(encoding="utf-8")
    plain = text[: text.index("[measures")]
    (folder / "inns.toml").write_text(plain, encoding="utf-8")
    with pytest.raises(DefinitionError, match="only colour would tell them apart"):
        read_layers(layers_copy)


def test_a_symbol_must_show_on_every_palette(layers_copy):
    path = layers_copy / "palettes" / "teal.toml"
    text = path.read_text(encoding="utf-8")
    overlay = layers_copy / "overlays" / "halls.toml"
    overlay.write_text(overlay.read_text(encoding="utf-8").replace("#1B2A33", "#7A7A7A"), "utf-8")
    colours = text[text.index("colours") : text.index("]") + 1]
    path.write_text(text.replace(colours, 'colours = ["#FFFFFF", "#A0A0A0", "#000000"]'), "utf-8")
    with pytest.raises(DefinitionError, match="does not stand out on #A0A0A0 of the palette teal"):
        read_layers(layers_copy)

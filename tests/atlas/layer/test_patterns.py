"""Classes that would print in the same grey have different patterns."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.export.make_extract import make_extract
from atlas.layer.patterns import (
    ORDERED,
    PATTERNS,
    UNORDERED,
    choose_patterns,
    find_lightness,
)
from atlas.selection.address import Selection

COLOURS = st.lists(st.from_regex(r"\A#[0-9a-f]{6}\Z"), max_size=len(PATTERNS))


@given(colours=COLOURS, least=st.sampled_from([ORDERED, UNORDERED]))
def test_two_classes_differ_in_lightness_or_in_pattern(colours, least):
    chosen = choose_patterns(colours, least=least)

    for (one, pattern), (other, another) in combinations(zip(colours, chosen, strict=True), 2):
        apart = abs(find_lightness(one) - find_lightness(other))
        assert apart >= least or pattern != another


@pytest.mark.parametrize("layer", ["cohesion_types", "imd_decile", "div_change_minority"])
@pytest.mark.parametrize("classes", [4, 9])
def test_every_class_of_a_map_to_print_is_told_apart_without_colour(luton, layer, classes):
    extract = make_extract(luton, Selection(layer=layer, classes=classes), link="?")

    entries = list(extract.layer.classes)
    for one, other in combinations(entries, 2):
        apart = abs(find_lightness(one.colour) - find_lightness(other.colour))
        assert apart >= ORDERED or one.pattern != other.pattern, (one.label, other.label)


def test_palettes_in_order_need_no_pattern(luton):
    extract = make_extract(luton, Selection(layer="mig_moved_1yr", classes=9), link="?")

    assert [one.pattern for one in extract.layer.classes] == [""] * 9

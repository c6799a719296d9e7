"""Sentences about figures: what rises is said to rise, what falls to fall, in every indicator."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import paths
from atlas.definitions import load_definitions
from atlas.errors import DefinitionError
from atlas.indicators.compute import find_methods
from atlas.layer.content import find_content
from atlas.layer.values import describe_values
from atlas.prose.figures import describe_figure, format_figure
from atlas.prose.sentences import describe_gap, describe_value
from atlas.prose.subject import make_subject
from atlas.quantities import MINUS
from atlas.stories.compare import SLOT
from atlas.text import speaking
from atlas.views.slides import fill_figures
from tests.conftest import read_layers

ENGLISH = load_definitions(paths.LAYERS, methods=find_methods())
TURNING = [one.id for one in ENGLISH.indicators.values() if one.text.turns is not None]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("dem_popchange", -3.2, "The number of residents of X fell by 3.2\u202f% between"),
        ("dem_popchange", 0.04, "The number of residents of X stayed about the same between"),
        ("div_change_minority_share", 9.81, "were not White British rose by 9.8 points between"),
        ("div_mix_gap", -7.8, "The ethnic mix of X was 7.8\u202f% above that of the whole town"),
        ("div_mix_gap", 12.2, "The ethnic mix of X was 12\u202f% below that of the whole town"),
        ("div_local_lq", 1.04, "was about as common here as in the whole town"),
        ("div_local_lq", 2.31, "was 2.3 times as common here as in the whole town"),
        ("dep_tenth_change_imd", -1.0, "X moved 1 tenth towards the most deprived tenth"),
        ("mig_net", -1.26, "X, 1.3 more people moved out to England and Wales than in"),
    ],
)
def test_a_change_is_told_by_its_direction(name, value, said):
    assert said in describe_value(ENGLISH.indicators[name], value, place="X")


@given(value=st.floats(-400, 400, allow_nan=False), name=st.sampled_from(TURNING))
def test_no_sentence_has_a_sign_and_each_agrees_with_its_figure(name, value):
    indicator = ENGLISH.indicators[name]
    told = describe_value(indicator, value, place="X")
    assert MINUS not in told
    assert "+" not in told
    assert "changed by" not in told
    turns = indicator.text.turns
    shown = format_figure(indicator, value).replace(MINUS, "-").replace(",", "")
    number = float(re.search(r"[+-]?[\d.]+", shown)[0])
    spoken = {
        "above": turns.above.split("{value}"),
        "below": turns.below.split("{value}"),
        "same": [turns.same],
    }
    expected = "same" if number == turns.at else "above" if number > turns.at else "below"
    assert all(part in told for part in spoken[expected])


@pytest.mark.parametrize("name", TURNING)
def test_german_says_rose_and_fell(name):
    german = ENGLISH.in_language("de")
    with speaking(german.speech):
        told = [
            describe_value(german.indicators[name], value, place="X") for value in (-7, 0, 1, 7)
        ]
    assert not any(MINUS in one or "änderte" in one for one in told)
    assert len(set(told)) >= 3


def test_a_method_that_may_fall_must_have_its_words(layers_copy):
    path = layers_copy / "indicators" / "dem_popchange.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\[text\.turns\]\n(?:\w+ = .*\n)+", "", text), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_layers(layers_copy)
    assert [fault.where for fault in caught.value.faults] == [
        "layers/indicators/dem_popchange.toml, text.turns"
    ]


def test_map_card_and_story_speak_as_the_panel_does(luton):
    areas = luton.measures.areas[:20].tolist()
    indicator = luton.definitions.indicators["dem_popchange"]
    values = luton.measures.values("dem_popchange")[areas]
    said = describe_values(luton, find_content(luton, "dem_popchange"), areas, with_fit=False)
    assert said == [describe_figure(indicator, value) for value in values]
    told, faults = fill_figures(luton, "It {change:dem_popchange}.", ())
    assert not faults
    assert told.startswith("It rose by ")
    assert SLOT.findall("{change:dem_popchange@england}") == [("dem_popchange", "england")]


def test_what_no_area_has_is_missing_together_for_the_same_reason(tiny_atlas):
    indicator = tiny_atlas.definitions.indicators["faith_any"]
    values = tiny_atlas.measures.values("faith_any")
    reasons = tiny_atlas.measures.gap_reasons("faith_any")
    reason = reasons[values.isna()].iloc[0]
    gaps = tuple(reasons.index[reasons == reason])
    subject = replace(make_subject(tiny_atlas, ()), areas=gaps)
    assert describe_gap(tiny_atlas, subject, indicator) == reason

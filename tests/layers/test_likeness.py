"""Likeness, town types and signals: what is claimed of places keeps to the ground rules."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.definitions import PROTECTED

NEUTRAL = re.compile(
    r"\b(good|bad|better|worse|best|worst|problem|fail|risk|vulnerable)\b", re.IGNORECASE
)
SIGNALS = sorted(path.stem for path in (paths.LAYERS / "signals").glob("*.toml"))
LIKENESS = sorted(path.stem for path in (paths.LAYERS / "likeness").glob("*.toml"))


@pytest.mark.parametrize("name", LIKENESS)
def test_a_dozen_figures_count_alike_and_diversity_is_one_among_them(luton, name):
    likeness = luton.definitions.likeness[name]
    assert likeness.id == likeness.level
    assert 10 <= len(likeness.features) <= 16
    assert {one.weight for one in likeness.features} == {1.0}
    indicators = luton.definitions.indicators
    about = [indicators[one.indicator].about for one in likeness.features if one.indicator]
    assert sum(one in PROTECTED for one in about) == 1


@pytest.mark.parametrize("name", LIKENESS)
def test_words_of_likeness_say_more_or_less_and_never_better(luton, name):
    for one in luton.definitions.likeness[name].features:
        assert one.more != one.less
        assert not NEUTRAL.search(f"{one.more} {one.less} {one.name}")
        assert one.more[0].islower()


def test_town_types_have_nine_cells_and_a_word_for_the_path(luton):
    (kind,) = luton.definitions.town_types.values()
    assert len(kind.size.bands) * len(kind.distance.bands) == 9
    assert len(kind.path.bands) == 3
    assert "cannot be separated" in kind.caution


def test_all_levels_have_a_likeness_and_only_authorities_are_grouped(luton):
    groups = {one.level: one.groups for one in luton.definitions.likeness.values()}
    assert set(groups) == {"area", "neighbourhood", "authority"}
    assert [level for level, count in groups.items() if count] == ["authority"]


def test_signals_that_would_predict_votes_or_views_are_left_out(luton):
    signals = {letter.strip(): one for one in luton.definitions.signals.values()
               for letter in one.letter.split(",")}  # fmt: skip
    assert set("ABCDEFGHIJKLMN") == set(signals)
    assert not signals["I"].criteria
    assert not signals["J"].criteria
    assert {letter for letter, one in signals.items() if one.criteria} == set("AFGHM")


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_is_half_described_and_all_its_thresholds_are_the_same_thirds(luton, name):
    signal = luton.definitions.signals[name]
    if not signal.criteria:
        return
    assert sum(one.origin == "described" for one in signal.criteria) >= 2
    assert signal.document
    for one in signal.criteria:
        assert (one.at_least, one.at_most) in ((67, None), (None, 33))
        assert one.asks.endswith("?")
        assert not NEUTRAL.search(one.asks)


@pytest.mark.parametrize("name", SIGNALS)
def test_no_signal_is_about_ethnicity_or_faith_alone(luton, name):
    criteria = luton.definitions.signals[name].criteria
    about = [luton.definitions.indicators[one.indicator].about for one in criteria]
    assert not about or not all(one in PROTECTED for one in about)

"""Every indicator: its check figure, its sentence, its direction, its words."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.quantities import format_in_sentence
from tests.conftest import read_layers

# Those of other countries are tried on their own places.
FILES = sorted(read_layers(paths.LAYERS).covering("lsoa_2021").indicators)
NEUTRAL_GROUPS = {"diversity", "faith", "language", "moving", "migration"}
COUNTS = {"share", "largest_share", "entropy", "simpson", "share_change", "entropy_change"}

every_indicator = pytest.mark.parametrize("name", FILES)


def test_there_are_indicators():
    assert len(FILES) >= 100


@every_indicator
def test_check_figure_holds(luton, name):
    check = luton.definitions.indicators[name].check
    value = luton.measures.values(name)[check.area]
    assert value == pytest.approx(check.value, abs=check.near + 1e-9)


@every_indicator
def test_check_figure_is_precise_enough_to_tell_areas_apart(luton, name):
    check = luton.definitions.indicators[name].check
    values = luton.measures.values(name).dropna()
    assert check.near > 0
    assert check.near <= max(0.5, 0.05 * float(values.max() - values.min()))


@every_indicator
def test_sentence_reads_without_leftover_braces(luton, name):
    indicator = luton.definitions.indicators[name]
    area = indicator.check.area
    value = format_in_sentence(
        float(luton.measures.values(name)[area]), indicator.unit, decimals=indicator.decimals
    )
    sentence = indicator.text.sentence.format(value=value, place="Biscot")
    assert not re.search(r"[{}]", sentence)
    assert value in sentence
    assert "Biscot" in sentence
    assert sentence.endswith(".")
    assert "no figure" not in sentence


@every_indicator
def test_sentence_tells_place_figure_and_date(luton, name):
    indicator = luton.definitions.indicators[name]
    years = set(re.findall(r"20\d\d", indicator.year))
    assert years
    assert any(year in indicator.text.sentence for year in years), indicator.text.sentence


@every_indicator
def test_every_unit_has_a_fitting_base_rule(luton, name):
    indicator = luton.definitions.indicators[name]
    if indicator.method in COUNTS:
        assert indicator.base_under >= 10, "a share of very few people must be hidden"
    if indicator.method in ("published", "published_rate", "density", "total"):
        assert indicator.base_under == 0, "what is published is shown as published"


@every_indicator
def test_group_and_palette_exist(luton, name):
    indicator = luton.definitions.indicators[name]
    assert indicator.group in luton.definitions.groups
    assert indicator.palette in luton.definitions.palettes


@every_indicator
def test_who_people_are_is_never_a_need(luton, name):
    indicator = luton.definitions.indicators[name]
    if indicator.group in NEUTRAL_GROUPS or indicator.about:
        assert indicator.direction == "neutral"


@every_indicator
def test_blue_is_kept_for_need(luton, name):
    indicator = luton.definitions.indicators[name]
    assert (indicator.palette == "blue") == (indicator.direction == "need")


@every_indicator
def test_a_change_has_a_palette_with_a_middle(luton, name):
    indicator = luton.definitions.indicators[name]
    kind = luton.definitions.palettes[indicator.palette].kind
    expected = "diverging" if "change" in indicator.method else ("sequential", "diverging")
    assert kind in expected


@every_indicator
def test_what_a_figure_is_about_follows_from_its_tables(luton, name):
    indicator = luton.definitions.indicators[name]
    if name.startswith("div_"):
        assert indicator.about in ("ethnicity", "faith")
    if name.startswith("faith_"):
        assert indicator.about == "faith"
    tables = {source.table for source in luton.definitions.sources_of(indicator)}
    if "TS030" in tables:
        assert indicator.about == "faith"
    if "TS021" in tables:
        assert indicator.about == "ethnicity"


@every_indicator
def test_few_areas_of_luton_have_no_value_and_each_says_why(luton, name):
    values = luton.measures.values(name)
    assert values.notna().mean() >= 0.85
    for area in values.index[values.isna()]:
        assert luton.measures.gap_reason(name, area).startswith(("too few", "borders", "not publ"))


@every_indicator
def test_values_are_in_the_range_of_their_unit(luton, name):
    indicator = luton.definitions.indicators[name]
    values = luton.measures.values(name).dropna()
    if (
        indicator.unit == "percent"
        and "change" not in indicator.method
        and "gap" not in indicator.method
    ):
        assert values.between(0, 100).all()
    if indicator.unit == "index":
        assert values.between(-1e-9, 1000).all()
    if indicator.unit == "decile":
        assert set(values) <= set(range(1, 11))
    if indicator.unit in ("people", "households", "per_km2", "per_1000", "km"):
        assert (values >= 0).all()


def test_no_name_is_there_twice(luton):
    names = [one.name.casefold() for one in luton.definitions.indicators.values()]
    assert len(names) == len(set(names))


def test_key_figures_are_few_and_in_an_order(luton):
    ranks = sorted(
        one.key_figure for one in luton.definitions.indicators.values() if one.key_figure
    )
    assert ranks == list(range(1, len(ranks) + 1))
    assert 4 <= len(ranks) <= 12

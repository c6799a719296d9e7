"""From a definition to values: signs, bases, composites."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.indicators.compute import (
    compute_base,
    compute_indicator,
    drop_dust,
    find_methods,
    signed_columns,
)
from atlas.indicators.setting import Setting


def compute(atlas, name, **changes):
    """Return an indicator's values on Tinyville's figures."""
    return compute_indicator(
        atlas.definitions.indicators[name],
        changes.pop("figures", atlas.store.figures),
        setting=changes.pop("setting", atlas.measures.setting),
        definitions=atlas.definitions,
        **changes,
    )


def test_every_method_declares_its_word_inputs_and_units():
    for word, spec in find_methods().items():
        assert spec.word == word
        assert spec.inputs
        assert spec.units


def test_small_base_hides_a_value(tiny_atlas):
    assert math.isnan(compute(tiny_atlas, "mig_moved_1yr")["E01990011"])


def test_small_base_is_kept_where_asked(tiny_atlas):
    shown = compute(tiny_atlas, "mig_moved_1yr", suppress=False)
    assert shown["E01990011"] == 50.0


def test_base_on_the_bound_is_shown(tiny_atlas):
    indicator = tiny_atlas.definitions.indicators["mig_moved_1yr"]
    figures = tiny_atlas.store.figures.assign(moved_total=float(indicator.base_under))
    assert compute(tiny_atlas, "mig_moved_1yr", figures=figures).notna().all()


def test_hidden_part_hides_the_composite(tiny_atlas):
    assert math.isnan(compute(tiny_atlas, "soc_fragmentation")["E01990011"])
    shown = compute(tiny_atlas, "soc_fragmentation", suppress=False)
    assert not math.isnan(shown["E01990011"])


def test_minus_takes_a_column_away():
    figures = pd.DataFrame({"all": [10.0], "some": [4.0]})
    assert signed_columns(figures, ["all", "-some"]).sum(axis=1).tolist() == [6.0]


def test_column_that_is_not_there_is_all_gaps():
    figures = pd.DataFrame({"all": [10.0]})
    assert signed_columns(figures, ["all", "gone"])["gone"].isna().all()


def test_base_is_the_whole_or_else_the_first_input(tiny_atlas):
    figures = tiny_atlas.store.figures
    indicators = tiny_atlas.definitions.indicators
    assert compute_base(indicators["hou_owned"], figures)["E01990001"] == 40
    assert compute_base(indicators["div_entropy"], figures)["E01990001"] == 100


@pytest.mark.parametrize("word", sorted(find_methods()))
def test_values_carry_the_name_and_areas_of_the_indicator(tiny_atlas, word):
    indicators = tiny_atlas.definitions.indicators
    name = next(one.id for one in indicators.values() if one.method == word)
    values = compute(tiny_atlas, name)
    assert values.name == name
    assert values.index.equals(tiny_atlas.measures.areas)


def test_nothing_known_around_gives_gaps_and_no_failure(tiny_atlas):
    values = compute(tiny_atlas, "div_exposure", setting=Setting())
    assert values.isna().all()


@given(st.integers(0, 1000), st.lists(st.integers(1, 100_000), min_size=1, max_size=30))
def test_the_same_percentage_of_other_bases_is_one_value(tenths, bases):
    whole = pd.Series(bases, dtype=float)
    part = tenths / 10 * whole / 100
    assert len(set(drop_dust(100 * part / whole))) == 1


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_dropping_dust_moves_no_figure(value):
    found = drop_dust(pd.Series([value, -value]))
    assert found.tolist() == pytest.approx([value, -value], rel=1e-11, nan_ok=True)
    assert drop_dust(found).equals(found)

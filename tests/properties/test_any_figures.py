"""What must hold whatever the figures are."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.build.run import build_place
from atlas.facade import Atlas, open_atlas
from atlas.indicators.compute import compute_indicator, find_methods
from atlas.pack.manifest import read_manifest
from atlas.pack.schema import TABLES
from atlas.pack.write import write_pack
from atlas.store import open_store
from tests.conftest import read_layers

COUNTS = ["ts001_total", "groups_a", "groups_b", "groups_c", "moved_here", "homes_owned"]


def compute_all(atlas, figures):
    """Return every indicator of the tiny atlas for any figures."""
    return pd.DataFrame(
        {
            name: compute_indicator(
                indicator, figures, setting=atlas.measures.setting, definitions=atlas.definitions
            )
            for name, indicator in atlas.definitions.indicators.items()
        }
    )


def rebuild(atlas, folder, **changed):
    """Return an atlas of the same definitions on a pack with some tables changed."""
    tables = {
        name: pd.read_parquet(atlas.store.folder / f"{name}.parquet") for name in TABLES
    } | changed
    facts = {
        key: value
        for key, value in atlas.store.manifest.items()
        if key not in ("format", "version", "tables")
    }
    write_pack(folder, tables, facts=facts)
    return Atlas(atlas.definitions, open_store(folder))


@st.composite
def disturbed(draw, figures, *, gaps=True):
    """Generate figures in which some cells hold other counts, or gaps."""
    changed = figures.copy()
    cells = st.tuples(
        st.integers(0, len(figures) - 1),
        st.integers(0, figures.shape[1] - 1),
        (st.none() | st.integers(0, 5000)) if gaps else st.integers(0, 5000),
    )
    for row, column, value in draw(st.lists(cells, max_size=25)):
        changed.iloc[row, column] = np.nan if value is None else float(value)
    return changed


@settings(max_examples=25)
@given(data=st.data())
def test_shares_lie_within_nothing_and_all(tiny_atlas, data):
    values = compute_all(tiny_atlas, data.draw(disturbed(tiny_atlas.store.figures)))
    for name, indicator in tiny_atlas.definitions.indicators.items():
        if indicator.method in ("share", "largest_share", "simpson", "exposure"):
            assert values[name].dropna().between(-1e-9, 100 + 1e-9).all(), name


@settings(max_examples=25)
@given(data=st.data())
def test_no_figures_give_an_endless_value(tiny_atlas, data):
    values = compute_all(tiny_atlas, data.draw(disturbed(tiny_atlas.store.figures)))
    assert not np.isinf(values.to_numpy(dtype=float)).any()


@settings(max_examples=25)
@given(data=st.data())
def test_gap_never_becomes_a_number(tiny_atlas, data):
    figures = data.draw(disturbed(tiny_atlas.store.figures, gaps=False))
    column = data.draw(st.sampled_from(list(figures.columns)))
    area = data.draw(st.sampled_from(list(figures.index)))
    holed = figures.copy()
    holed.loc[area, column] = np.nan
    values = compute_all(tiny_atlas, holed)
    for name in used_by(tiny_atlas.definitions, column):
        assert np.isnan(values.loc[area, name]), name


def used_by(definitions, column):
    """Return the indicators that are worked out from a variable, composites included."""
    direct = {
        name
        for name, one in definitions.indicators.items()
        for entries in one.inputs.values()
        for entry in entries
        if entry.removeprefix("-") == column
    }
    made = {
        name
        for name, one in definitions.indicators.items()
        if find_methods()[one.method].takes_indicators
        and any(part in direct for parts in one.inputs.values() for part in parts)
    }
    return direct | made


@settings(max_examples=25)
@given(data=st.data(), order=st.permutations(range(12)))
def test_values_and_ranks_do_not_depend_on_the_order_of_rows(tiny_atlas, data, order):
    figures = data.draw(disturbed(tiny_atlas.store.figures))
    values = compute_all(tiny_atlas, figures)
    turned = compute_all(tiny_atlas, figures.iloc[list(order)])
    pd.testing.assert_frame_equal(turned.sort_index(), values)


@settings(max_examples=25)
@given(data=st.data())
def test_an_area_alone_has_the_values_it_has_among_others(tiny_atlas, data):
    values = compute_all(tiny_atlas, tiny_atlas.store.figures)
    rows = data.draw(st.sets(st.integers(0, 11), min_size=1).map(sorted))
    some = compute_all(tiny_atlas, tiny_atlas.store.figures.iloc[rows])
    # Who is next door is part of the figure itself.
    alike = [name for name in values if name != "div_exposure"]
    pd.testing.assert_frame_equal(some[alike], values[alike].iloc[rows])


@settings(max_examples=12)
@given(chosen=st.sets(st.integers(0, 11), min_size=2, max_size=11))
def test_type_does_not_depend_on_which_other_areas_are_loaded(tiny_atlas, tmp_path_factory, chosen):
    kept = [tiny_atlas.measures.areas[place] for place in sorted(chosen)]
    tables = {}
    for name in ("areas", "figures", "outlines", "neighbours"):
        table = pd.read_parquet(tiny_atlas.store.folder / f"{name}.parquet")
        tables[name] = table[table["area"].isin(kept)]
    some = rebuild(tiny_atlas, tmp_path_factory.mktemp("some") / "tiny", **tables)
    whole, part = tiny_atlas.types("cohesion_types"), some.types("cohesion_types")
    for field in ("types", "nearest", "runner_up", "standing", "lead", "robustness"):
        pd.testing.assert_series_equal(getattr(part, field), getattr(whole, field).loc[kept])
    pd.testing.assert_frame_equal(part.distance, whole.distance.loc[kept])


@settings(max_examples=6)
@given(seed=st.integers(0, 10**6))
def test_who_people_are_never_changes_what_is_suggested(tiny_atlas, tmp_path_factory, seed):
    dice = np.random.default_rng(seed)
    figures = tiny_atlas.store.figures.copy()
    for names in (
        ["groups_total", "groups_a", "groups_b", "groups_c"],
        ["faith_total", "faith_any"],
    ):
        figures[names] = figures[names].to_numpy()[dice.permutation(12)]
    other = rebuild(
        tiny_atlas, tmp_path_factory.mktemp("other") / "tiny", figures=figures.reset_index()
    )
    for area in tiny_atlas.measures.areas:
        before = {one.action for one in tiny_atlas.suggest([area])}
        assert {one.action for one in other.suggest([area])} == before


def test_only_ethnicity_and_faith_extreme_suggests_nothing(tiny_atlas, tmp_path):
    figures = tiny_atlas.store.figures.copy()
    plain = figures.loc["E01990012"]
    alike = [name for name in figures if not name.startswith(("groups_", "faith_"))]
    figures[alike] = plain[alike].to_numpy()
    other = rebuild(tiny_atlas, tmp_path / "tiny", figures=figures.reset_index())
    lists = [
        {one.action for one in other.suggest([area]) if one.kind == "area"}
        for area in other.measures.areas
    ]
    assert all(found == lists[0] for found in lists)
    assert not {"TINY-1", "TINY-2"} & lists[0]


def test_an_unrelated_indicator_changes_no_other_result(tiny_atlas, tiny_pack, layers_copy):
    folder = layers_copy / "indicators"
    text = (folder / "hou_owned.toml").read_text().replace('"Owned homes"', '"Added"')
    (folder / "aaa_added.toml").write_text(text)
    (folder / "zzz_added.toml").write_text(text)
    other = open_atlas("tiny", layers=layers_copy, pack=tiny_pack)
    names = list(tiny_atlas.definitions.indicators)
    pd.testing.assert_frame_equal(other.measures.table(names), tiny_atlas.measures.table(names))
    for name in tiny_atlas.definitions.typologies:
        first, second = tiny_atlas.types(name), other.types(name)
        pd.testing.assert_series_equal(first.types, second.types)
        pd.testing.assert_series_equal(first.robustness, second.robustness)
    for area in tiny_atlas.measures.areas:
        assert other.suggest([area]) == tiny_atlas.suggest([area])


@pytest.mark.parametrize("where", ["one", "another/deep/folder"])
def test_same_inputs_give_the_same_pack_wherever_they_lie(
    tiny_data, tiny_pack, tiny, tmp_path, where
):
    data = tmp_path / where
    shutil.copytree(tiny_data, data, ignore=shutil.ignore_patterns("packs"))
    build_place("tiny", read_layers(tiny / "layers"), data=data, target=tmp_path / "tiny")
    assert read_manifest(tmp_path / "tiny") == read_manifest(tiny_pack)

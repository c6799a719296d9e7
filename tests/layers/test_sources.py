"""Every source: who, when, where, under what terms, and that the place's figures use it."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest

from atlas import paths
from atlas.sources.read_source import find_readers, read_source
from tests.conftest import read_layers

FILES = sorted(path.stem for path in (paths.LAYERS / "sources").glob("*.toml"))
every_source = pytest.mark.parametrize("name", FILES)
LAYERS = read_layers(paths.LAYERS)
every_source_of_luton = pytest.mark.parametrize(
    "name", sorted(LAYERS.covering("lsoa_2021").sources)
)
every_source_abroad = pytest.mark.parametrize(
    "name", sorted(set(FILES) - set(LAYERS.covering("lsoa_2021").sources))
)
COUNTED = ("people", "household")


@every_source
def test_licence_and_attribution_are_told(name):
    source = LAYERS.sources[name]
    assert source.licence in LAYERS.licences
    assert source.attribution
    assert source.page.startswith("https://")


@every_source
def test_a_date_is_told(name):
    source = LAYERS.sources[name]
    assert re.search(r"\b20\d\d\b", source.describes)
    assert re.search(r"\b20\d\d\b", source.published)


@every_source
def test_its_reader_takes_files_of_this_kind(name):
    source = LAYERS.sources[name]
    assert source.file.endswith(find_readers()[source.reader].endings)


@every_source
def test_only_counts_are_added_up(name):
    source = LAYERS.sources[name]
    for variable in source.columns:
        unit = source.units.get(variable, source.unit)
        if source.roll_up_of(variable) == "sum":
            assert unit.startswith(COUNTED), variable
        if re.search(r"(rank|decile)$", variable):
            assert source.roll_up_of(variable) == "none", variable


@every_source
def test_units_and_exceptions_name_columns_that_exist(name):
    source = LAYERS.sources[name]
    assert set(source.units) <= set(source.columns)
    assert set(source.roll_ups) <= set(source.columns)


@every_source_of_luton
def test_its_variables_are_in_the_figures_of_luton(luton, name):
    source = luton.definitions.sources[name]
    assert set(source.columns) <= set(luton.store.figures.columns)


def test_every_figure_of_luton_has_a_source(luton):
    assert set(luton.store.figures.columns) == set(luton.definitions.variables)


def test_published_wording_is_the_one_noted_with_the_figures(luton):
    with (paths.DATA / "luton" / "variables.csv").open(encoding="utf-8", newline="") as file:
        noted = {row["variable"]: row["published_wording"] for row in csv.DictReader(file)}
    assert noted
    for variable, wording in noted.items():
        source = luton.definitions.variables.get(variable)
        assert source is not None, variable
        assert flatten(source.columns[variable]) in flatten(wording), variable


def flatten(wording):
    """Return a wording without case and spaces."""
    return re.sub(r"\s+", "", wording).casefold()


@every_source_of_luton
@pytest.mark.official
def test_the_publishers_file_has_its_columns_and_luton(luton, official, name):
    source = luton.definitions.sources[name]
    if source.reader == "excel":
        assert (official / source.file).exists()
        return
    table = read_source(source, official)
    assert list(table.columns) == list(source.columns)
    assert len(table) > (7_000 if source.geography == "msoa_2021" else 32_000)
    if source.geography == "msoa_2021":
        here = table.reindex(luton.store.within.unique())
        expected = luton.measures.figures("neighbourhood")[list(source.columns)]
        pd.testing.assert_frame_equal(here.sort_index(), expected, check_names=False)
    if source.geography == "lsoa_2021":
        here = table.reindex(luton.measures.areas)
        expected = luton.store.figures[list(source.columns)]
        rounding = 0.5 if source.id == "centroids_2021" else 1e-6
        assert (here - expected).abs().max(axis=None) <= rounding
        assert (here.isna() == expected.isna()).all(axis=None)


@every_source_abroad
@pytest.mark.official
def test_the_publishers_file_has_its_columns_abroad(official, name):
    source = LAYERS.sources[name]
    table = read_source(source, official)
    pattern = LAYERS.geographies[source.geography].code_pattern
    assert list(table.columns) == list(source.columns)
    assert table.index.str.match(pattern).all()
    assert table.index.is_unique
    assert table.notna().mean(axis=None) > 0.98

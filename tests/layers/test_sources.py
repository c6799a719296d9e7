"""Every source: who, when, where, under what terms, and that the place's figures use it."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest

from atlas import paths
from atlas.sources.read_source import find_readers, read_source

FILES = sorted(path.stem for path in (paths.LAYERS / "sources").glob("*.toml"))
every_source = pytest.mark.parametrize("name", FILES)
COUNTED = ("people", "household")


@every_source
def test_licence_and_attribution_are_told(luton, name):
    source = luton.definitions.sources[name]
    assert source.licence in luton.definitions.licences
    assert source.attribution
    assert source.page.startswith("https://")


@every_source
def test_a_date_is_told(luton, name):
    source = luton.definitions.sources[name]
    assert re.search(r"\b20\d\d\b", source.describes)
    assert re.search(r"\b20\d\d\b", source.published)


@every_source
def test_its_reader_takes_files_of_this_kind(luton, name):
    source = luton.definitions.sources[name]
    assert source.file.endswith(find_readers()[source.reader].READER.endings)


@every_source
def test_only_counts_are_added_up(luton, name):
    source = luton.definitions.sources[name]
    for variable in source.columns:
        unit = source.units.get(variable, source.unit)
        if source.roll_up_of(variable) == "sum":
            assert unit.startswith(COUNTED), variable
        if re.search(r"(rank|decile)$", variable):
            assert source.roll_up_of(variable) == "none", variable


@every_source
def test_units_and_exceptions_name_columns_that_exist(luton, name):
    source = luton.definitions.sources[name]
    assert set(source.units) <= set(source.columns)
    assert set(source.roll_ups) <= set(source.columns)


@every_source
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


@every_source
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

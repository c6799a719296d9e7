"""Moves in and moves out of a detailed migration table, added up over its categories."""

from __future__ import annotations

import shutil
from zipfile import ZipFile

import pytest

from atlas.errors import BuildError
from atlas.sources.read_source import read_source


def test_moves_are_read_by_area_and_added_up_over_categories(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    assert table.loc["E02990001"].tolist() == [1000, 20, 30, 80, 50, 40, 60]
    assert table.loc["E06990001"].tolist() == [1700, 100, 60, 50, 70, 100, 50]


def test_people_without_an_area_are_no_area(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    assert len(table) == 6 + 2
    assert table.index.str.match(r"[EW]\d{8}").all()


def test_moves_between_msoas_of_an_authority_balance(tiny, tiny_definitions):
    table = read_source(tiny_definitions.sources["flows"], tiny / "official")
    west, east, town = (table.loc[code] for code in ("E02990001", "E02990002", "E06990001"))
    both = west + east
    assert both["flow_in_near"] == both["flow_out_near"]
    assert both["flow_in_within"] + both["flow_in_near"] == town["flow_in_within"]
    assert both["flow_in_uk"] == town["flow_in_near"] + town["flow_in_uk"]
    assert both["flow_out_far"] == town["flow_out_near"] + town["flow_out_far"]


def test_another_area_column_is_told(tiny, tiny_definitions):
    source = tiny_definitions.sources["flows"].model_copy(update={"area_column": "Area"})
    with pytest.raises(BuildError, match="Area"):
        read_source(source, tiny / "official")


def test_reader_leaves_the_archive_as_it_was(tmp_path, tiny, tiny_definitions):
    copy = shutil.copy(tiny / "official" / "flows.zip", tmp_path / "flows.zip")
    read_source(tiny_definitions.sources["flows"], tmp_path)
    with ZipFile(copy) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 5


@pytest.mark.official
def test_published_moves_are_those_that_were_noted(luton, official):
    """The figures noted with the publisher's file: 17.4 % of 9,224 and 26.9 % of 6,279."""
    table = read_source(luton.definitions.sources["census2021_mig002"], official)
    here = ["mig002_in_within", "mig002_in_near", "mig002_in_uk", "mig002_in_abroad"]
    for msoa, residents, share in (("E02006937", 9224, 17.4), ("E02006938", 6279, 26.9)):
        came = table.loc[msoa, here].sum()
        assert came + table.loc[msoa, "mig002_same_address"] == residents
        assert round(100 * came / residents, 1) == share


@pytest.mark.official
def test_second_count_of_the_same_moves_differs_by_perturbation_alone(luton, official):
    source = luton.definitions.sources["census2021_mig002"]
    second = source.model_copy(update={"file": "census2021_migration_zip/mig005ew.zip"})
    first, again = read_source(source, official), read_source(second, official)
    msoas = first.index.str.match(r"[EW]02")
    assert msoas.sum() == 7264
    apart = (first - again)[msoas].abs()
    assert apart.max(axis=None) <= 10
    assert (apart.mean() < 1.5).all()


@pytest.mark.official
def test_msoas_of_an_authority_add_up_to_its_own_row(luton, official):
    table = read_source(luton.definitions.sources["census2021_mig002"], official)
    row = table.loc["E06000032"]
    both = luton.measures.figures("neighbourhood")[list(table)].sum()
    pairs = [
        (both["mig002_in_within"] + both["mig002_in_near"], row["mig002_in_within"]),
        (both["mig002_in_uk"], row["mig002_in_near"] + row["mig002_in_uk"]),
        (both["mig002_in_abroad"], row["mig002_in_abroad"]),
        (both["mig002_out_far"], row["mig002_out_near"] + row["mig002_out_far"]),
    ]
    assert max(abs(ours - theirs) for ours, theirs in pairs) <= 24

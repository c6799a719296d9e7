"""Whom an address is about, and among whom twins are sought: in the invented country and town."""

from __future__ import annotations

import shutil

import pytest

from atlas.opening import candidates, places
from atlas.opening.candidates import (
    find_asked,
    find_features,
    find_found,
    find_groups,
    find_towns,
    locate,
    name_columns,
    open_national,
)

NINTH = "E01990009"


@pytest.fixture
def town(nation):
    """The invented town, opened as a part of its country."""
    return places.open_part("E06990001")


@pytest.fixture
def alone(machine, tiny_pack):
    """The invented town on a machine without the country."""
    shutil.copytree(tiny_pack, machine / "packs" / "tiny")
    return places.open_part("tiny")


@pytest.mark.parametrize(
    ("areas", "level", "code"),
    [
        ((), "authority", "E06990001"),
        ((NINTH,), "area", NINTH),
        ((NINTH, "E01990001"), "area", NINTH),
        (None, "neighbourhood", "E02990002"),
    ],
    ids=["authority", "area", "first of several", "whole neighbourhood"],
)
def test_what_an_address_is_about(town, areas, level, code):
    table = town.store.areas
    if areas is None:
        areas = tuple(table.index[table["neighbourhood_code"] == code])
    asked = find_asked(town, areas)
    assert (asked.atlas.level, asked.code, asked.is_national) == (level, code, True)


def test_a_country_is_about_nothing_until_something_is_selected(nation):
    country = places.open_part(places.NATION, "authority")
    assert find_asked(country, ()) is None
    assert find_asked(country, ("W06990001",)).code == "W06990001"
    msoas = places.open_part(places.NATION, "neighbourhood")
    assert find_asked(msoas, ("E02990004",)).atlas.level == "neighbourhood"


def test_the_country_is_read_in_part_and_says_the_same(nation):
    narrow, whole = open_national("area"), places.open_part(places.NATION)
    assert set(narrow.store.figures) < set(whole.store.figures)
    for name in ("mig_moved_1yr", "dem_popchange", "hou_owned"):
        assert narrow.measures.values(name).equals(whole.measures.values(name))
    assert open_national("area") is narrow


def test_without_the_country_twins_are_sought_in_the_town(alone):
    assert find_asked(alone, ()) is None
    asked = find_asked(alone, (NINTH,))
    assert not asked.is_national
    found = find_found(alone, NINTH, (), "")
    assert {twin.code for twin in found.twins} <= set(alone.measures.areas)
    # Othertown, the large city, is not in the town's pack.
    assert "to_city" not in [one.key for one in find_features(alone).known]


def test_a_place_where_no_likeness_is_defined_has_no_twins(town, monkeypatch):
    monkeypatch.setattr(candidates, "read_national", lambda _: "elsewhere")
    assert find_asked(town, (NINTH,)) is None


def test_its_own_authority_can_be_left_out(nation):
    areas = open_national("area")
    every = find_found(areas, NINTH, (), "")
    outside = find_found(areas, NINTH, (), "E06990001")
    assert len(outside.twins) == 3
    assert not [twin for twin in outside.twins if twin.code.startswith("E01990")]
    assert every.usual == outside.usual


def test_chosen_weights_count(nation):
    areas = open_national("area")
    usual = find_found(areas, NINTH, (), "")
    others = tuple((one.key, 0.0) for one in find_features(areas).likeness.features[:-1])
    chosen = find_found(areas, NINTH, others, "")
    assert [one.feature.key for one in chosen.twins[0].every] == ["to_middle"]
    assert usual.twins != chosen.twins


def test_towns_are_sorted_by_size_distance_and_path(nation):
    towns = find_towns(open_national("authority"))
    assert {code: town.name for code, town in towns.items()} == {
        # Its growth is not known: the borders of one of its areas changed.
        "E06990001": "small, remote",
        "E06990002": "small, near, growing",
        "W06990001": "small, remote, growing",
    }
    assert towns["E06990002"].kilometres == 0
    assert towns["E06990001"].city == "Othertown"
    assert find_towns(open_national("area")) == {}


def test_middles_of_authorities_are_those_of_their_residents(nation):
    centres = locate(open_national("authority")).centres
    assert centres.loc["E06990002"].tolist() == [509500, 400000]


def test_groups_hold_every_place_once(nation):
    towns = open_national("authority")
    listed = [code for group in find_groups(towns) for code in group.places]
    assert sorted(listed) == list(towns.measures.areas)


def test_the_columns_read_are_those_behind_the_figures(tiny_definitions):
    columns = name_columns(tiny_definitions, "area")
    assert {"moved_here", "moved_total", "people_per_km2"} <= set(columns)
    assert set(columns) <= set(tiny_definitions.variables)


def test_the_country_is_told_in_the_language_of_the_place(town):
    german = find_asked(town.in_language("de"), (NINTH,)).atlas
    english = find_asked(town, (NINTH,)).atlas
    assert (german.language, english.language) == ("de", "en")
    assert open_national("area", "de") is german
    assert german.measures is english.measures
    for told in (german, english):
        assert find_features(told).likeness is told.definitions.likeness["area"]

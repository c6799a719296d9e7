"""Faults in likeness, town types and signals are told where they are."""

from __future__ import annotations

import pytest

from atlas.errors import DefinitionError
from atlas.opening import places
from tests.conftest import read_layers


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("likeness/area.toml", '"hou_owned"', '"hou_own"', "likeness/area.toml, features.3",
         'no indicator "hou_own"'),
        ("likeness/area.toml", '"hou_owned"', '"dep_income"', "features.4", "counts twice"),
        ("likeness/area.toml", '["dem_popchange"', '["dem_pop_change"', "changes",
         'no indicator "dem_pop_change"'),
        ("likeness/area.toml", '["doc_a"]', '["doc_b"]', "documents", 'no document "doc_b"'),
        ("likeness/area.toml", 'level   = "area"', 'level   = "authority"', "level",
         "has the level"),
        ("likeness/area.toml", 'position = "to_city"', 'position = "to_sea"', "features.1.position",
         ""),
        ("town_types/towns.toml", '"dem_pop"', '"dem_people"', "size.indicator",
         'no indicator "dem_people"'),
        ("town_types/towns.toml", "below = 2500", "belwo = 2500", "size.bands", ""),
        ("signals/many_moves.toml", '"doc_a"', '"doc_b"', "document", 'no document "doc_b"'),
        ("signals/many_moves.toml", '"hou_owned"', '"hou_own"', "criteria.1.indicator",
         'no indicator "hou_own"'),
        ("signals/many_moves.toml", "at_most   = 60", "at_most   = 160", "criteria.1",
         "outside 0 to 100"),
        ("signals/many_moves.toml", "at_least  = 1\n", "", "criteria.3", "no bound"),
    ],
)  # fmt: skip
def test_fault_is_told_where_it_is(layers_copy, file, old, new, where, what):
    path = layers_copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_layers(layers_copy)
    assert any(where in fault.where and what in fault.what for fault in caught.value.faults), str(
        caught.value
    )


def test_a_feature_is_one_figure(layers_copy):
    path = layers_copy / "likeness" / "area.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('position = "to_city"', 'position = "to_city"\nindicator = "dem_pop"'),
        encoding="utf-8",
    )
    with pytest.raises(DefinitionError, match="either an indicator or a position"):
        read_layers(layers_copy)


def test_another_country_has_none_of_it():
    every = places.read_definitions()
    here, there = every.covering("lsoa_2021"), every.covering("data_zone_2011")
    assert (here.likeness, here.town_types, here.signals) == (
        every.likeness,
        every.town_types,
        every.signals,
    )
    assert not there.likeness
    assert not there.town_types
    assert not there.signals

"""All definitions together: joined and ordered."""

from __future__ import annotations

import pytest

from atlas import paths
from atlas.definitions.defined import ALL_KINDS, KINDS
from atlas.definitions.model import _find_marks, find_references


def test_variables_know_their_source(tiny_definitions):
    assert tiny_definitions.variables["homes_owned"].id == "homes"
    assert tiny_definitions.variables["halls_inside"].id == "halls"
    assert len(tiny_definitions.variables) == 36


def test_types_are_known_by_typology_and_type(tiny_definitions):
    assert tiny_definitions.type_names["lens.mixed"].name == "Mixed, still"
    assert len(tiny_definitions.type_names) == 10


def test_indicators_come_in_the_order_of_their_groups(tiny_definitions):
    orders = [tiny_definitions.groups[one.group].order for one in tiny_definitions.in_order()]
    assert orders == sorted(orders)
    names = [one.name for one in tiny_definitions.in_order() if one.group == "homes"]
    assert names == sorted(names, key=str.casefold)


def test_sources_of_an_indicator_are_each_told_once(tiny_definitions):
    share = tiny_definitions.indicators["div_minority_share"]
    assert [source.id for source in tiny_definitions.sources_of(share)] == ["groups"]


def test_sources_of_a_composite_are_those_of_its_parts(tiny_definitions):
    composite = tiny_definitions.indicators["soc_fragmentation"]
    assert [source.id for source in tiny_definitions.sources_of(composite)] == ["moved", "homes"]


def test_roll_up_of_one_variable_may_differ_from_its_table(tiny_definitions):
    need = tiny_definitions.sources["need"]
    assert need.roll_up_of("need_score") == "mean"
    assert need.roll_up_of("need_decile") == "none"


def list_models(model):
    """Return a model and every model inside it."""
    inside = [mark for marks in _find_marks(model).values() for mark in marks]
    return [model, *(one for mark in inside if isinstance(mark, type) for one in list_models(mark))]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_what_a_field_names_is_there_to_be_named(tiny_definitions, kind):
    named = [
        one for model in list_models(ALL_KINDS[kind]) for one in find_references(model).values()
    ]

    assert [one for one in named if not hasattr(tiny_definitions, one.kind)] == []


def test_kinds_are_the_folders_of_layers():
    folders = {path.name for path in paths.LAYERS.iterdir() if path.is_dir()}

    assert {*KINDS, "languages"} == folders
    assert set(ALL_KINDS) - set(KINDS) == {"retired"}

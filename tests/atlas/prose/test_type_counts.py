"""How many areas have each type, as a sentence for a hall: counts first, then a question."""

from __future__ import annotations

import re

from atlas.prose.types.shares import count_types, describe_type_counts
from atlas.selection.address import Selection
from atlas.views.new_step import make_step

TYPES = "cohesion_types"


def test_counts_of_every_ward_are_those_of_its_areas(luton):
    for ward in luton.wards.index:
        areas = luton.areas_of(str(ward))
        counts = count_types(luton, TYPES, areas)
        assert sum(count for _, count in counts) == len(areas)
        assert [count for _, count in counts] == sorted((n for _, n in counts), reverse=True)
        told = describe_type_counts(luton, TYPES, areas)
        types = luton.types(TYPES).types[areas]
        for count, name in re.findall(r"(\d+) (?:(?:is|are) nearest )?to “(.*?)”", told):
            kind = next(one.id for one in luton.definitions.typologies[TYPES].types
                        if one.name == name)  # fmt: skip
            assert (types == kind).sum() == int(count)


def test_one_area_is_not_counted(luton):
    area = str(luton.measures.areas[0])
    told = describe_type_counts(luton, TYPES, [area])
    assert told.startswith("The figures here are nearest to “") or "no type" in told
    assert told.endswith("Does this fit?")


def test_a_step_on_types_says_how_many_and_not_how_types_are_made(luton):
    ward = tuple(luton.areas_of(str(luton.wards.index[0])))
    for areas in ((), ward):
        step = make_step(luton, Selection(layer=TYPES, areas=areas))
        count = len(areas) or 125
        assert re.match(rf"Of {count} areas, \d+ (?:is|are) nearest to “", step.sentence)
        assert "ideal profile" not in step.sentence


def test_areas_without_a_type_are_told_as_such(tiny_atlas):
    assert describe_type_counts(tiny_atlas, TYPES, ["E01990011"]) == (
        "The figures here are not near any type. Does this fit?"
    )

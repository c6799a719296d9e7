"""A layer that has changed since a story was saved is noticed; one that has not is left alone."""

from __future__ import annotations

import pytest

from atlas.definitions import Step
from atlas.facade import open_atlas
from atlas.stories.compare import describe_change, stamp_step

SHARE = Step(address="place=tiny&layer=mig_moved_1yr", sentence="{value:dem_pop} people")
TYPES = Step(address="place=tiny&layer=cohesion_types")


@pytest.mark.parametrize("step", [SHARE, TYPES], ids=["figure", "types"])
def test_an_unchanged_layer_is_not_told(tiny_atlas, tiny, tiny_pack, step):
    stamped = stamp_step(tiny_atlas, step)

    again = open_atlas("tiny", layers=tiny / "layers", pack=tiny_pack)
    assert stamped.definition
    assert stamped.figures
    assert describe_change(again, stamped) == ""


@pytest.mark.parametrize("changed", ["mig_moved_1yr", "dem_pop"], ids=["layer", "sentence"])
def test_a_changed_definition_is_told(tiny_atlas, layers_copy, tiny_pack, changed):
    stamped = stamp_step(tiny_atlas, SHARE)
    path = layers_copy / "indicators" / f"{changed}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("caution = ", 'caution = "Changed." # ', 1), encoding="utf-8")

    again = open_atlas("tiny", layers=layers_copy, pack=tiny_pack)

    assert "calculation or wording of this layer has changed" in describe_change(again, stamped)


def test_changed_figures_are_told(tiny_atlas):
    stamped = stamp_step(tiny_atlas, SHARE)

    other = stamped.model_copy(update={"figures": "00000000"})

    assert stamped.figures != "00000000"
    assert describe_change(tiny_atlas, other) == (
        "The figures of this layer have changed since the story was saved."
    )


def test_another_place_has_other_figures_and_the_same_definition(tiny_atlas, luton):
    here, there = stamp_step(luton, SHARE), stamp_step(luton, TYPES)

    assert here.figures != stamp_step(tiny_atlas, SHARE).figures
    assert here.definition != there.definition


def test_a_story_that_ships_has_nothing_to_compare_with(tiny_atlas):
    assert describe_change(tiny_atlas, SHARE) == ""

"""Every story that ships can be told: each step opens, is filled, and is read at a glance."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.stories.compare import parse_parameters
from atlas.views.new_step import check_story
from atlas.views.slides import make_slide

NAMES = sorted(path.stem for path in (paths.LAYERS / "stories").glob("*.toml"))
DATE = re.compile(r"\b20(11|2[0-9])\b")


def test_there_are_three_stories_in_an_order(luton):
    stories = luton.definitions.stories.values()

    assert len(stories) >= 3
    assert len({one.order for one in stories}) == len(stories)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_its_steps(luton, name):
    assert [str(one) for one in check_story(luton, luton.definitions.stories[name])] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_has_five_steps_with_notes_that_name_the_source(luton, name):
    steps = luton.definitions.stories[name].steps

    assert len(steps) == 5
    assert all("Source" in step.note for step in steps)


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_filled_and_every_figure_dated(luton, name):
    for step in luton.definitions.stories[name].steps:
        selection = luton.parse_address(parse_parameters(step)).selection
        slide = make_slide(luton, step, selection, assets={})

        assert "{" not in slide["sentence"] + slide["note"]
        assert step.what == "actions" or DATE.search(slide["sentence"])
        assert 3 <= len(slide["legend"]) <= 5 or step.what != "map"


@pytest.mark.parametrize("name", NAMES)
def test_no_hardship_is_mapped_in_front_of_those_who_live_there(luton, name):
    for step in luton.definitions.stories[name].steps:
        layer = luton.parse_address(parse_parameters(step)).selection.layer
        assert luton.definitions.indicators[layer].direction != "need"

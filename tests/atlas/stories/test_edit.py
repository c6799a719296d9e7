"""Changing a story loses no step and no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions import Step, Story
from atlas.definitions.story import MOST_STEPS
from atlas.errors import StoryError
from atlas.stories.edit import add_step, change_step, move_step, remove_step

NUMBERS = st.integers(0, 5)


def make_story(count):
    steps = [Step(address=f"layer=a{number}", title=str(number)) for number in range(count)]
    return Story(id="own", title="Ours", steps=steps)


@given(count=st.integers(0, 6))
def test_what_was_added_can_be_removed_again(count):
    story = make_story(count)

    longer = add_step(story, Step(address="layer=new"))

    assert longer.steps[count].address == "layer=new"
    assert remove_step(longer, count) == story


@given(count=st.integers(1, 6), place=NUMBERS, by=st.integers(-7, 7))
def test_moving_keeps_every_step_and_stays_inside(count, place, by):
    story, place = make_story(count), min(place, count - 1)

    moved = move_step(story, place, by)

    assert sorted(one.title for one in moved.steps) == sorted(one.title for one in story.steps)
    target = min(max(place + by, 0), count - 1)
    assert moved.steps[target] == story.steps[place]


def test_a_changed_word_changes_nothing_else_and_what_is_too_long_is_cut():
    story = make_story(3)

    changed = change_step(story, 1, title="x" * 500)

    assert changed.steps[1].title == "x" * 200
    assert changed.steps[1].address == story.steps[1].address
    assert (changed.steps[0], changed.steps[2]) == (story.steps[0], story.steps[2])
    assert story.steps[1].title == "1"


def test_a_full_story_is_told_and_not_cut():
    full = make_story(MOST_STEPS)

    with pytest.raises(StoryError, match="Remove a step first"):
        add_step(full, Step(address=""))

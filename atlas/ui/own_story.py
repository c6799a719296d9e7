"""The visitor's own story in this session, and its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.definitions import Story
from atlas.errors import AtlasError, Fault
from atlas.stories.compare import parse_parameters, stamp_step
from atlas.stories.edit import add_step
from atlas.stories.story_file import OWN, format_story, read_story
from atlas.text import to_say
from atlas.ui.state import open_asked
from atlas.views.new_step import make_reach_step, make_step

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

STORY, BEFORE, FAULTS, VERSION = (
    "atlas_own_story",
    "atlas_own_before",
    "atlas_own_faults",
    "atlas_own_version",
)
MOST_KEPT = 30
NAME = "My story"


def own_story() -> Story | None:
    """Return the visitor's own story, if there is one."""
    story: Story | None = st.session_state.get(STORY)
    return story


def kept_text() -> str | None:
    """Return the own story for the browser to store; None where this session has none."""
    story = own_story()
    return None if story is None else format_story(story)


def version() -> int:
    """Return a number that changes when fields on the page must be refilled."""
    number: int = st.session_state.get(VERSION, 0)
    return number


def keep_story(story: Story, *, words: str = "") -> None:
    """Make this the own story.

    `words` describes the change, for undo; without them it was only typing.
    """
    before = own_story()
    if words and before is not None:
        former = st.session_state.get(BEFORE, [])
        st.session_state[BEFORE] = [*former, (words, before)][-MOST_KEPT:]
    if words:
        st.session_state[VERSION] = version() + 1
    st.session_state[STORY] = story.model_copy(update={"id": OWN})
    st.session_state[FAULTS] = []


def last_change() -> str:
    """Return a description of the change that undo would revert; empty for none."""
    former = st.session_state.get(BEFORE, [])
    return former[-1][0] if former else ""


def take_back() -> None:
    """Restore the story from before the last change."""
    former = st.session_state.get(BEFORE, [])
    if former:
        st.session_state[STORY] = former[-1][1]
        st.session_state[BEFORE] = former[:-1]
        st.session_state[VERSION] = version() + 1


def add_view(atlas: Atlas, selection: Selection, *, action: str = "") -> None:
    """Add what is on screen to the own story, which is created if needed.

    With `action`, the step shows where that action would help instead of the layer.
    """
    story = own_story() or Story(id=OWN, title=NAME)
    step = make_reach_step(atlas, selection, action) if action else make_step(atlas, selection)
    try:
        keep_story(add_step(story, step), words=to_say("the view that was added"))
    except AtlasError as error:
        st.session_state[FAULTS] = error.faults


def copy_story(story: Story) -> None:
    """Copy a story as the own one, with the present state of its layers."""
    steps = []
    for step in story.steps:
        atlas = open_asked(parse_parameters(step)).atlas
        steps.append(stamp_step(atlas, step))
    keep_story(story.model_copy(update={"steps": steps}), words=to_say("the story that was copied"))


def open_file(content: bytes, called: str) -> bool:
    """Open a file as the own story; a broken file changes nothing and is reported."""
    try:
        story = read_story(content, called=called)
    except AtlasError as error:
        st.session_state[FAULTS] = error.faults
        return False
    keep_story(story, words=to_say("the story that was opened"))
    return True


def restore(text: str) -> None:
    """Restore the story that the browser stored, unless this session has one by now."""
    if own_story() is None:
        open_file(text.encode(), "the story kept in this browser")


def faults() -> list[Fault]:
    """Return what could not be read or done."""
    found: list[Fault] = st.session_state.get(FAULTS, [])
    return found

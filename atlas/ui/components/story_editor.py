"""Change the visitor's own story: text, order, and the file it is saved in."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.stories.compare import parse_parameters, stamp_step
from atlas.stories.edit import (
    MOST_TITLE_WORDS,
    change_step,
    count_words,
    move_step,
    remove_step,
    replace_step,
)
from atlas.stories.story_file import ENDING, format_story
from atlas.text import say, to_say
from atlas.ui.own_story import (
    keep_story,
    last_change,
    own_story,
    take_back,
    version,
)
from atlas.ui.state import open_asked

if TYPE_CHECKING:
    from typing import Any

    from atlas.definitions import Story

SHOWN_AS = {
    "map": to_say("A map"),
    "chart": to_say("A chart"),
    "actions": to_say("What people could do"),
}


def draw_editor(story: Story, slides: list[dict[str, Any]]) -> None:
    """Draw the fields of the own story.

    Parameters
    ----------
    story
        The own story.
    slides
        What each of its steps shows now.
    """
    number = version()
    key = f"atlas_story_title_{number}"
    st.text_input(
        say("Name of the story"),
        value=story.title,
        max_chars=200,
        key=key,
        on_change=lambda: _rename(st.session_state[key]),
    )
    for position, slide in enumerate(slides):
        with st.expander(
            f"{position + 1}. {slide['title']}", key=f"atlas_step_{number}_{position}"
        ):
            _draw_step(story, position, slide, number)
    with st.container(horizontal=True):
        st.download_button(
            say("Save as a file"),
            data=format_story(story),
            file_name=f"{_name_file(story.title)}{ENDING}",
            mime="application/toml",
            key="atlas_story_save",
            on_click="ignore",
        )
        if last_change():
            st.button(
                say("Take back {change}", change=say(last_change())),
                key="atlas_story_back",
                on_click=take_back,
            )


def _rename(title: str) -> None:
    story = own_story()
    if story is not None and title.strip():
        keep_story(story.model_copy(update={"title": title.strip()}))


def _name_file(title: str) -> str:
    """Return a title as part of a file name."""
    return re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:60] or "story"


def _draw_step(story: Story, place: int, slide: dict[str, Any], number: int) -> None:
    step = story.steps[place]

    def key(name: str) -> str:
        return f"atlas_step_{name}_{number}_{place}"

    def write(name: str) -> None:
        now = own_story()
        if now is not None:
            keep_story(change_step(now, place, **{name: st.session_state[key(name)]}))

    st.text_input(
        say("Title"),
        value=step.title,
        max_chars=200,
        key=key("title"),
        on_change=partial(write, "title"),
    )
    words = count_words(step.title)
    if words > MOST_TITLE_WORDS:
        st.caption(
            say(
                "{count} words: a hall reads {most} at a glance.",
                count=words,
                most=MOST_TITLE_WORDS,
            )
        )
    st.text_area(
        say("Sentence"),
        value=step.sentence,
        max_chars=600,
        height=80,
        key=key("sentence"),
        on_change=partial(write, "sentence"),
    )
    _draw_filled(step.sentence, slide)
    st.text_area(
        say("Note for the speaker"),
        value=step.note,
        max_chars=6000,
        height=100,
        key=key("note"),
        on_change=partial(write, "note"),
    )
    st.selectbox(
        say("Shows"),
        list(SHOWN_AS),
        index=list(SHOWN_AS).index(step.what),
        format_func=lambda one: say(SHOWN_AS[one]),
        key=key("what"),
        on_change=partial(write, "what"),
    )
    if slide["changed"]:
        st.markdown(slide["changed"])
        st.button(
            say("I have checked this step"), key=key("checked"), on_click=partial(_check, place)
        )
    _draw_order(story, place, key("order"))


def _draw_filled(sentence: str, slide: dict[str, Any]) -> None:
    """Draw how a sentence reads once its figures are filled in."""
    if "{" in sentence:
        st.caption(
            say(
                "What is in braces is filled with the figure. It reads: {sentence}",
                sentence=slide["sentence"],
            )
        )


def _draw_order(story: Story, place: int, key: str) -> None:
    def change(words: str, changed: Story) -> None:
        keep_story(changed, words=words)

    with st.container(horizontal=True):
        st.button(
            say("Move up"),
            key=f"{key}_up",
            disabled=place == 0,
            on_click=lambda: change(to_say("the move"), move_step(story, place, -1)),
        )
        st.button(
            say("Move down"),
            key=f"{key}_down",
            disabled=place == len(story.steps) - 1,
            on_click=lambda: change(to_say("the move"), move_step(story, place, 1)),
        )
        st.button(
            say("Remove"),
            key=f"{key}_remove",
            on_click=lambda: change(to_say("the removal"), remove_step(story, place)),
        )


def _check(place: int) -> None:
    """Store the present state of the step's layer: somebody has looked at it."""
    story = own_story()
    if story is not None:
        step = story.steps[place]
        checked = stamp_step(open_asked(parse_parameters(step)).atlas, step)
        keep_story(replace_step(story, place, checked))

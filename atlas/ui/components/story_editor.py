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
    from collections.abc import Callable
    from typing import Any

    from atlas.definitions import Story

SHOWN_AS = {
    "map": to_say("A map"),
    "chart": to_say("A chart"),
    "actions": to_say("What people could do"),
}


def draw_editor(story: Story, slides: list[dict[str, Any]]) -> None:
    """Draw the fields of the own story, with what each of its steps shows now."""
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
                say("Undo {change}", change=say(last_change())),
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

    def ask(draw: Callable[..., Any], name: str, label: str, **more: object) -> None:
        draw(label, key=key(name), on_change=partial(write, name), **more)

    ask(st.text_input, "title", say("Title"), value=step.title, max_chars=200)
    words = count_words(step.title)
    if words > MOST_TITLE_WORDS:
        st.caption(
            say(
                "{count} words: an audience can read {most} at a glance.",
                count=words,
                most=MOST_TITLE_WORDS,
            )
        )
    ask(st.text_area, "sentence", say("Sentence"), value=step.sentence, max_chars=600, height=80)
    if "{" in step.sentence:
        told = say(
            "Text in braces is replaced with the figure. It reads: {sentence}",
            sentence=slide["sentence"],
        )
        st.caption(told)
    label = say("Note for the speaker")
    ask(st.text_area, "note", label, value=step.note, max_chars=6000, height=100)
    ask(
        st.selectbox,
        "what",
        say("Shows"),
        options=list(SHOWN_AS),
        index=list(SHOWN_AS).index(step.what),
        format_func=lambda one: say(SHOWN_AS[one]),
    )
    if slide["changed"]:
        st.markdown(slide["changed"])
        st.button(
            say("I have checked this step"), key=key("checked"), on_click=partial(_check, place)
        )
    _draw_order(story, place, key("order"))


def _draw_order(story: Story, place: int, key: str) -> None:
    last = len(story.steps) - 1
    moved, removed = to_say("the move"), to_say("the removal")
    buttons = (
        ("up", say("Move up"), place == 0, moved, partial(move_step, story, place, -1)),
        ("down", say("Move down"), place == last, moved, partial(move_step, story, place, 1)),
        ("remove", say("Remove"), False, removed, partial(remove_step, story, place)),
    )
    with st.container(horizontal=True):
        for name, label, disabled, words, change in buttons:
            st.button(
                label,
                key=f"{key}_{name}",
                disabled=disabled,
                on_click=lambda change=change, words=words: keep_story(change(), words=words),
            )


def _check(place: int) -> None:
    """Store the present state of the step's layer: somebody has looked at it."""
    story = own_story()
    if story is not None:
        step = story.steps[place]
        checked = stamp_step(open_asked(parse_parameters(step)).atlas, step)
        keep_story(replace_step(story, place, checked))

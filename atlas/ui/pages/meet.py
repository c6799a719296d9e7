"""Meet: tell a story in a hall, step by step, on a big screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import Fault, find_closest
from atlas.stories.compare import read_parameters
from atlas.stories.story_file import OWN
from atlas.text import say, to_say
from atlas.ui.components.slides import draw_story_slides
from atlas.ui.components.story_editor import draw_editor
from atlas.ui.meet.component import draw_meeting
from atlas.ui.messages import show_notes
from atlas.ui.own_story import copy_story, faults, kept_text, open_file, own_story, restore
from atlas.ui.pages import PageSpec
from atlas.ui.serve import assets
from atlas.ui.state import asked_meeting, choose_story, open_asked, set_widget
from atlas.views.slides import find_lost, make_lost_slide, make_slide

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.definitions import Story
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("meet", to_say("Meet"), to_say("Tell a story on a big screen."), 2)
CHOSEN, FILE = "atlas_story_chosen", "atlas_story_file"
LEAD = '<article class="ab"><h1>{title}</h1><p class="ab-lead">{lead}</p></article>'


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    del selection
    meeting = asked_meeting()
    stories = _list_stories(opened)
    with st.container(key="atlas_read"):
        lead = say(
            "Tell a story in a few steps on a big screen, with keys or a clicker. Answer a "
            "question by clicking on the map, and come back to the story."
        )
        st.html(LEAD.format(title=say("In the meeting room"), lead=lead))
        notes = []
        if meeting.story and meeting.story not in stories and meeting.story != OWN:
            notes.append(_unknown(meeting.story, list(stories)))
        story = stories.get(meeting.story) or next(iter(stories.values()), None)
        if meeting.story == OWN and own_story() is None:
            story = None
        _draw_choice(stories, story)
        slides = [] if story is None else _make_slides(story, notes)
        show_notes(notes)
        draw_meeting(
            key="atlas_meeting",
            keep=kept_text(),
            on_restored=restore,
            story=story.id if story else "",
            slides=slides,
            step=min(meeting.step, len(slides)),
            speaker=meeting.is_speaker,
        )
        if story is not None:
            _draw_slides(story)
        _draw_own(story, slides)


def _list_stories(opened: OpenPlace) -> dict[str, Story]:
    """Return the stories that ship, in their order, and the visitor's own."""
    shipped = sorted(opened.atlas.definitions.stories.values(), key=lambda one: one.order)
    own = own_story()
    return {one.id: one for one in shipped} | ({OWN: own} if own is not None else {})


def _unknown(identity: str, known: list[str]) -> Fault:
    return Fault(
        "address, story",
        say('There is no story "{name}".', name=identity),
        remedy=say("Choose one below, or open its file."),
        closest=find_closest(identity, known),
    )


def _draw_choice(stories: dict[str, Story], story: Story | None) -> None:
    if story is not None:
        set_widget(CHOSEN, story.id)
    st.radio(
        say("Story"),
        list(stories),
        format_func=lambda one: (
            say("{story} (yours)", story=stories[one].title) if one == OWN else stories[one].title
        ),
        index=None,
        key=CHOSEN,
        on_change=lambda: choose_story(st.session_state[CHOSEN]),
    )


def _make_slides(story: Story, notes: list[Fault]) -> list[dict[str, Any]]:
    """Return what every step shows; what its address asks for in vain is told."""
    slides = []
    for number, step in enumerate(story.steps, start=1):
        parameters = read_parameters(step)
        opened = open_asked(parameters)
        found = opened.atlas.read_address(parameters)
        notes += [
            Fault(
                one.where,
                say("Step {number}: {what}", number=number, what=one.what),
                remedy=one.remedy,
                closest=one.closest,
            )
            for one in found.notes
        ]
        lost = find_lost(found.notes)
        slides.append(
            make_lost_slide(step, lost)
            if lost
            else make_slide(opened.atlas, step, found.selection, assets=assets(opened))
        )
    return slides


def _draw_slides(story: Story) -> None:
    heading = escape(say("Take it away"))
    st.html(f'<div class="ab"><h2>{heading}</h2></div>')
    st.markdown(
        say(
            "The same story as slides: titles, tables, charts and your notes can all be edited. "
            "The maps are pictures."
        )
    )
    draw_story_slides(story)


def _draw_own(story: Story | None, slides: list[dict[str, Any]]) -> None:
    st.html(f'<div class="ab"><h2>{say("Your own story")}</h2></div>')
    show_notes(faults())
    if story is not None and story.id == OWN:
        draw_editor(story, slides)
    else:
        st.markdown(
            say(
                "On the page Explore, **Share** and **Add this view to my story** make a story of "
                "your own. Or begin with a copy of this one, and change it."
            )
        )
        if story is not None:
            st.button(
                say("Copy this story and change it"),
                key="atlas_story_copy",
                on_click=_copy,
                args=[story],
            )
    st.file_uploader(
        say("Open a story from a file (.toml)"),
        type=["toml"],
        key=FILE,
        on_change=_open,
        max_upload_size=1,
    )


def _copy(story: Story) -> None:
    copy_story(story)
    choose_story(OWN)


def _open() -> None:
    file = st.session_state[FILE]
    if file is not None and open_file(file.getvalue(), file.name):
        choose_story(OWN)

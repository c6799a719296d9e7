"""Meet: present a story in a hall, step by step, on a big screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import Fault, find_closest
from atlas.markup import fill_html
from atlas.opening.places import identify, list_places
from atlas.quantities import format_list
from atlas.stories.compare import find_places, parse_parameters
from atlas.stories.story_file import OWN
from atlas.text import say, to_say
from atlas.ui.browser_parts import draw_meeting
from atlas.ui.components.choice import draw_choice
from atlas.ui.components.hand_outs import draw_public_address, draw_story_slides
from atlas.ui.components.story_editor import draw_editor
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import as_text, draw_notes
from atlas.ui.own_story import copy_story, faults, kept_text, open_file, own_story, restore
from atlas.ui.pages import PageSpec
from atlas.ui.serve import assets
from atlas.ui.state import asked_meeting, choose_story, notes, open_asked
from atlas.views.slides import find_lost, make_lost_slide, make_slide

if TYPE_CHECKING:
    from atlas.definitions import Story
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("meet", to_say("Meet"), to_say("Tell a story on a big screen."), 3)
CHOSEN, FILE = "atlas_story_chosen", "atlas_story_file"
# No room is kept for the beginning of a story where there is none.
NO_ROOM = fill_html("<style>.st-key-atlas_read{{--atlas-story:0}}</style>")


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    del selection
    asked, step, is_speaker = asked_meeting()
    stories, elsewhere = _list_stories(opened)
    with st.container(key="atlas_read"):
        lead = say(
            "Tell a story in a few steps on a big screen, with keys or a clicker. Answer a "
            "question by clicking on the map, and come back to the story."
        )
        head = say("In the meeting room")
        draw_html('<article class="ab"><h1>{}</h1><p class="ab-lead">{}</p></article>', head, lead)
        unclear = list(notes())
        if asked and asked not in stories and asked != OWN:
            what = say('There is no story "{name}".', name=asked)
            remedy = say("Choose one below, or open its file.")
            closest = find_closest(asked, list(stories))
            unclear.append(Fault("address, story", what, remedy=remedy, closest=closest))
        near = [one for one in stories.values() if one.id not in elsewhere]
        story = stories.get(asked) or next(iter(near), None)
        if asked == OWN and own_story() is None:
            story = None
        if not near:
            told = say(
                "There is no story of {place} yet; make one with **Share** on the page "
                "Explore. The stories below are about other places.",
                place=as_text(opened.atlas.name),
            )
            st.info(told, icon=":material/info:")
        draw_choice(
            say("Story"),
            {one.id: _name_story(one, elsewhere) for one in stories.values()},
            story.id if story is not None else None,
            draw=st.radio,
            index=None,
            key=CHOSEN,
            on_change=lambda: choose_story(st.session_state[CHOSEN]),
        )
        if story is None:
            draw_markup(NO_ROOM)
        slides = [] if story is None else _make_slides(story, unclear)
        draw_notes(unclear)
        draw_meeting(
            key="atlas_meeting",
            keep=kept_text(),
            on_restored=restore,
            story=story.id if story else "",
            slides=slides,
            step=min(step, len(slides)),
            speaker=is_speaker,
        )
        if story is not None:
            _draw_slides(story)
        _draw_own(story, slides)


def _list_stories(opened: OpenPlace) -> tuple[dict[str, Story], dict[str, str]]:
    """Return all stories, and the places' names of those about other places.

    The visitor's own comes first, then those of the place, each in order.
    """
    shipped = sorted(opened.atlas.definitions.stories.values(), key=lambda story: story.order)
    elsewhere = {story.id: named for story in shipped if (named := _name_elsewhere(opened, story))}
    own = own_story()
    stories = {OWN: own} if own is not None else {}
    stories |= {
        story.id: story for story in sorted(shipped, key=lambda story: story.id in elsewhere)
    }
    return stories, elsewhere


def _name_elsewhere(opened: OpenPlace, story: Story) -> str:
    """Return the names of a story's places; empty where the open place is among them."""
    known = list_places()
    codes = list(dict.fromkeys(identify(code) for code in find_places(story)))
    names = [known.get(code, code) for code in codes]
    if not names or opened.atlas.store.place in codes:
        return ""
    return format_list(names)


def _name_story(story: Story, elsewhere: dict[str, str]) -> str:
    if story.id == OWN:
        return say("{story} (yours)", story=story.title)
    if story.id in elsewhere:
        return say("{name}: {value}", name=elsewhere[story.id], value=story.title)
    return story.title


def _make_slides(story: Story, unclear: list[Fault]) -> list[dict[str, Any]]:
    """Return what every step shows; unknown parts of its address are reported."""
    slides = []
    for number, step in enumerate(story.steps, start=1):
        parameters = parse_parameters(step)
        opened = open_asked(parameters)
        found = opened.atlas.parse_address(parameters)
        unclear += [
            replace(note, what=say("Step {number}: {what}", number=number, what=note.what))
            for note in found.notes
        ]
        lost = find_lost(found.notes)
        slides.append(
            make_lost_slide(step, lost)
            if lost
            else make_slide(opened.atlas, step, found.selection, assets=assets(opened))
        )
    return slides


def _draw_slides(story: Story) -> None:
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Download the story"))
    st.markdown(
        say(
            "The same story as slides: titles, tables, charts and your notes can all be edited. "
            "The maps are pictures."
        )
    )
    draw_public_address("slides")
    draw_story_slides(story)


def _draw_own(story: Story | None, slides: list[dict[str, Any]]) -> None:
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Your own story"))
    draw_notes(faults())
    if story is not None and story.id == OWN:
        draw_editor(story, slides)
    elif story is None:
        told = say(
            "To make your own story, use **Share** and **Add this view to my story** on the "
            "page Explore."
        )
        st.markdown(told)
    else:
        told = say(
            "To make your own story, use **Share** and **Add this view to my story** on the "
            "page Explore. Or start with a copy of this one and change it."
        )
        st.markdown(told)
        label = say("Copy this story and change it")
        st.button(label, key="atlas_story_copy", on_click=_copy, args=[story])
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

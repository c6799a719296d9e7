"""Add the view on screen to the visitor's own story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.text import say, say_counted
from atlas.ui.browser_parts import draw_meeting
from atlas.ui.messages import draw_notes
from atlas.ui.own_story import add_view, faults, kept_text, own_story, restore

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

ADDED = "atlas_view_added"


def draw_add_view(atlas: Atlas, selection: Selection, *, action: str = "") -> None:
    """Draw the button that adds this view, or an action's reach, and report the result."""

    def add() -> None:
        before = own_story()
        add_view(atlas, selection, action=action)
        st.session_state[ADDED] = own_story() is not before

    # Before the button: a story stored by this browser must be extended, not lost.
    draw_meeting(key="atlas_keep", keep=kept_text(), on_restored=restore)
    st.button(say("Add this view to my story"), key="atlas_add_view", on_click=add)
    draw_notes(faults())
    story = own_story()
    if st.session_state.pop(ADDED, False) and story is not None:
        st.success(
            say_counted(
                "Added. “{title}” has {count} step now; the page Meet shows it.",
                "Added. “{title}” has {count} steps now; the page Meet shows it.",
                len(story.steps),
                title=story.title,
            )
        )

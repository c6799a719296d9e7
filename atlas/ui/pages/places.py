"""Places: add one by name, list those built, update and remove them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.opening.places import name_nation
from atlas.text import say, to_say
from atlas.ui.components.add_place import draw_add_place
from atlas.ui.components.build_progress import draw_progress
from atlas.ui.components.built_places import draw_built_places
from atlas.ui.html import draw_lead
from atlas.ui.messages import draw_notes, draw_safely
from atlas.ui.pages import PageSpec
from atlas.ui.state import notes

if TYPE_CHECKING:
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec(
    "places",
    to_say("Places"),
    to_say("Add a place by name, and keep it up to date."),
    7,
    in_menu=False,
)


def render(opened: OpenPlace, selection: Selection) -> None:  # noqa: ARG001 - as every page
    """Draw the page."""
    with st.container(key="atlas_read"), st.container(key="atlas_places"):
        lead = say(
            "Any authority, county, region or country of {country} can be shown. Enter its "
            "name, and it is built from the publishers' files.",
            country=name_nation(),
        )
        draw_lead(say("Places"), lead)
        draw_notes(notes())
        # First, where it is seen: the choices below it may be long.
        draw_safely(draw_progress)
        draw_safely(draw_add_place)
        draw_safely(draw_built_places)

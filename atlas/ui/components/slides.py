"""Download editable slides of a story or a selection; they are made on request."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.paths import name_in_files
from atlas.text import Speech, say, speaking, spoken
from atlas.ui.state import open_asked, page_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.definitions import Story
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def draw_story_slides(story: Story) -> None:
    """Draw the button for the slides of a story."""
    if not story.steps:
        return
    _offer(
        story.id, partial(_make_story, story, page_address(), spoken()), key="atlas_story_slides"
    )


def draw_selection_slides(
    atlas: Atlas, selection: Selection, *, key: str, with_type: bool = True
) -> None:
    """Draw the button for the slides of the selected areas, or of the layer."""
    stem = f"{name_in_files(atlas.store.place)}_{selection.layer}"
    if len(selection.areas) == 1:
        stem = selection.areas[0]
    make = partial(_make_selection, atlas, selection, page_address(), with_type=with_type)
    _offer(stem, make, key=key)


def _offer(stem: str, make: Callable[[], bytes], *, key: str) -> None:
    st.download_button(
        say("Slides (PowerPoint)"),
        data=make,
        file_name=f"{stem}.pptx",
        mime=MEDIA_TYPE,
        key=key,
        on_click="ignore",
    )


def _make_story(story: Story, link: str, speech: Speech) -> bytes:
    # Fonts, pictures and python-pptx are loaded by the first request for slides.
    from atlas.deck.from_story import make_story_deck  # noqa: PLC0415
    from atlas.deck.to_pptx import write_deck  # noqa: PLC0415

    # A file is made outside the page's own run, which sets the language.
    with speaking(speech):
        return write_deck(make_story_deck(story, lambda asked: open_asked(asked).atlas, link=link))


def _make_selection(atlas: Atlas, selection: Selection, link: str, *, with_type: bool) -> bytes:
    from atlas.deck.from_selection import make_selection_deck  # noqa: PLC0415 - as above
    from atlas.deck.to_pptx import write_deck  # noqa: PLC0415

    with speaking(atlas.speech):
        deck = make_selection_deck(atlas, selection, link=link, with_type=with_type)
        return write_deck(deck)

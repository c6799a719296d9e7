"""Your figures: put a file of your own on the map, step by step, for this visit only."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from atlas.permission import is_read_only
from atlas.text import say, say_counted, to_say
from atlas.ui.components.own_file import draw_own_file, forget_file
from atlas.ui.components.own_key import draw_own_key
from atlas.ui.components.own_layers import draw_own_layers
from atlas.ui.components.own_meaning import draw_own_meaning
from atlas.ui.messages import as_text, draw_notes, draw_safely
from atlas.ui.own_figures import WORK, find_ground, keep_layer
from atlas.ui.pages import PageSpec
from atlas.ui.state import ask_to_fit, change_selection, notes

if TYPE_CHECKING:
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace
    from atlas.uploads.table import Upload

PAGE = PageSpec("figures", to_say("Your figures"), to_say("Put a file of your own on the map."), 6)
ADDED = "atlas_own_added"


def render(opened: OpenPlace, selection: Selection) -> None:  # noqa: ARG001 - one face for all pages
    """Draw the page."""
    with st.container(key="atlas_read"):
        st.html(_write_lead(opened))
        draw_notes(notes())
        added = st.session_state.pop(ADDED, "")
        if added:
            st.success(
                say(
                    "“{layer}” is on the map now, under the topic Your figures.",
                    layer=as_text(added),
                ),
                icon=":material/check_circle:",
            )
        draw_own_layers(opened)
        st.html(_head(say("1. Choose a file")))
        draw_safely(lambda: _draw_steps(opened))


def _write_lead(opened: OpenPlace) -> str:
    """Return what a file may contain, in the terms for areas here, and what happens to it."""
    words = opened.atlas.geography.words
    if opened.atlas.geography.outlines is None:
        lead = say(
            "Put figures of your own beside the published ones: a table with codes of small areas "
            "(LSOA), neighbourhoods (MSOA), wards or authorities, with postcodes, or with "
            "coordinates; or a layer of points or outlines."
        )
    else:
        lead = say(
            "Put figures of your own beside the published ones: a table with codes of {areas} or "
            "{larger}, or with coordinates; or a layer of points or outlines.",
            areas=words.area[1],
            larger=words.ward[1],
        )
    kept = say(
        "The file stays on the server that runs this atlas, in the memory of this visit. It is not "
        "written down or logged, no other visitor can see it, and it is gone when you close or "
        "reload the page, unless you choose to save a layer for everyone."
    )
    if is_read_only():
        kept = say(
            "The file stays on the server that runs this atlas, in the memory of this visit. It is "
            "not written down or logged, no other visitor can see it, and it is gone when you "
            "close or reload the page."
        )
    return (
        '<div class="ab ou-lead" id="atlas-main" tabindex="-1">'
        f"<h1>{escape(say('Your figures'))}</h1>"
        f'<p class="ab-lead">{escape(lead)}</p><p>{escape(kept)}</p></div>'
    )


def _head(words: str) -> str:
    return f'<div class="ab"><h2>{escape(words)}</h2></div>'


def _draw_steps(opened: OpenPlace) -> None:
    upload = draw_own_file()
    if upload is None:
        return
    file = st.session_state[WORK].file
    ground = find_ground(opened)
    _draw_read(upload)
    st.html(_head(say("2. What was recognised")))
    matched = draw_own_key(upload, ground, file)
    if not matched.matched.any():
        st.warning(
            say(
                "No row belongs to {place}. Choose another column above, or open the place that "
                "the file is about.",
                place=ground.name,
            ),
            icon=":material/help:",
        )
        return
    st.html(_head(say("4. What it means")))
    layer = draw_own_meaning(upload, matched, ground, file)
    if layer is not None:
        keep_layer(layer)
        forget_file()
        change_selection(layer=layer.id, off=(), view=None)
        ask_to_fit([])
        st.session_state[ADDED] = layer.name
        st.rerun()


def _draw_read(upload: Upload) -> None:
    rows, columns = upload.cells.shape
    lines = "".join(f"<li>{escape(note)}</li>" for note in upload.notes)
    st.html(
        f'<div class="ab" role="status"><p><b>{escape(upload.name)}</b>: '
        f"{say_counted('{count} row', '{count} rows', rows)}, "
        f"{say_counted('{count} column', '{count} columns', columns)}.</p>"
        + (f"<ul>{lines}</ul>" if lines else "")
        + "</div>"
    )
    st.button(say("Put this file away"), key="atlas_own_forget", on_click=forget_file)

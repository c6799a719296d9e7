"""Your figures: put a file of your own on the map, step by step, for this visit only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.permission import is_read_only
from atlas.text import say, say_counted, to_say
from atlas.ui.components.own_file import draw_own_file, forget_file
from atlas.ui.components.own_key import draw_own_key
from atlas.ui.components.own_layers import draw_own_layers
from atlas.ui.components.own_meaning import draw_own_meaning
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import as_text, draw_notes, draw_notices, draw_safely
from atlas.ui.own_figures import WORK, find_ground, keep_layer
from atlas.ui.pages import PageSpec
from atlas.ui.state import ask_to_fit, change_selection, notes

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.selection.address import Selection
    from atlas.tables.table import Upload
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("figures", to_say("Your figures"), to_say("Put your own file on the map."), 6)
ADDED = "atlas_own_added"


def render(opened: OpenPlace, selection: Selection) -> None:  # noqa: ARG001 - one face for all pages
    """Draw the page."""
    with st.container(key="atlas_read"):
        draw_markup(_write_lead(opened))
        draw_notes(notes())
        added = st.session_state.pop(ADDED, "")
        if added:
            told = say(
                "“{layer}” is on the map now, under the topic Your figures.", layer=as_text(added)
            )
            st.success(told, icon=":material/check_circle:")
        draw_own_layers(opened)
        draw_html('<div class="ab"><h2>{}</h2></div>', say("1. Choose a file"))
        draw_safely(lambda: _draw_steps(opened))


def _write_lead(opened: OpenPlace) -> Markup:
    """Return what a file may hold, by what areas are called here, and what becomes of it."""
    words = opened.atlas.geography.words
    if opened.atlas.geography.outlines is None:
        lead = say(
            "Show your own figures beside the published ones: a table with codes of small areas "
            "(LSOA), neighbourhoods (MSOA), wards or authorities, with postcodes, or with "
            "coordinates; or a layer of points or outlines."
        )
    else:
        lead = say(
            "Show your own figures beside the published ones: a table with codes of {areas} or "
            "{larger}, or with coordinates; or a layer of points or outlines.",
            areas=words.area[1],
            larger=words.ward[1],
        )
    kept = say(
        "The file stays on the server that runs this atlas, in memory and for this visit only. "
        "It is not stored or logged, no other visitor can see it, and it is gone when you close "
        "or reload the page, unless you choose to save a layer for everyone."
    )
    if is_read_only():
        kept = say(
            "The file stays on the server that runs this atlas, in memory and for this visit "
            "only. It is not stored or logged, no other visitor can see it, and it is gone when "
            "you close or reload the page."
        )
    return fill_html(
        '<div class="ab ou-lead" id="atlas-main" tabindex="-1"><h1>{}</h1><p '
        'class="ab-lead">{}</p><p>{}</p></div>',
        say("Your figures"),
        lead,
        kept,
    )


def _draw_steps(opened: OpenPlace) -> None:
    upload = draw_own_file(partial(find_ground, opened))
    if upload is None:
        return
    ground = find_ground(opened)
    file = st.session_state[WORK].file
    _draw_read(upload)
    draw_html('<div class="ab"><h2>{}</h2></div>', say("2. What was recognised"))
    placed = draw_own_key(upload, ground, file)
    if placed is None:
        return
    if not placed.matched.matched.any():
        told = say(
            "No row belongs to {place}. Choose another column above, or open the place that the "
            "file is about.",
            place=ground.name,
        )
        draw_notices([told])
        return
    draw_html('<div class="ab"><h2>{}</h2></div>', say("4. What it means"))
    layers = draw_own_meaning(placed, ground, file)
    for layer in layers:
        keep_layer(layer)
    if layers:
        forget_file()
        change_selection(layer=layers[-1].id, off=(), view=None)
        ask_to_fit([])
        st.session_state[ADDED] = layers[-1].name
        st.rerun()


def _draw_read(upload: Upload) -> None:
    rows, columns = upload.cells.shape
    lines = repeat_html("<li>{}</li>", upload.notes)
    draw_html(
        '<div class="ab" role="status"><p><b>{}</b>: {}, {}.</p>{}</div>',
        upload.name,
        say_counted("{count} row", "{count} rows", rows),
        say_counted("{count} column", "{count} columns", columns),
        fill_html("<ul>{}</ul>", lines) if lines else "",
    )
    st.button(say("Close this file"), key="atlas_own_forget", on_click=forget_file)

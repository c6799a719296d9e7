"""Explore: the map, its legend and filters, and the panel beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.layer.layer import make_layer
from atlas.markup import fill_html
from atlas.text import say, to_say
from atlas.ui.browser_parts import draw_legend
from atlas.ui.components.compare_with import draw_compare_with
from atlas.ui.components.filters import draw_filters
from atlas.ui.components.layer_picker import draw_class_controls, draw_layer_picker
from atlas.ui.components.side_panel import draw_side_panel
from atlas.ui.components.stage import draw_heading, draw_stage, draw_tools
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notes, draw_safely
from atlas.ui.pages import PageSpec
from atlas.ui.state import (
    change_selection,
    current,
    needs_whole_page,
    notes,
    start_whole_page,
)
from atlas.views.legend import make_legend

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

# Seen on a phone only, where the three parts are one swipe apart.
PAGE = PageSpec("explore", to_say("Explore"), to_say("Map, filter and compare neighbourhoods."), 1)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    start_whole_page()
    with st.container(key="atlas_body"):
        _draw_workspace(opened)
        with st.container(key="atlas_panel"):
            draw_side_panel(opened.atlas, selection)


@st.fragment
def _draw_workspace(opened: OpenPlace) -> None:
    """Draw all but the panel: a fragment, so that changes here do not redraw the panel."""
    if needs_whole_page():
        st.rerun()
    draw_safely(lambda: draw_tools(opened.atlas, current()))
    _draw_map_and_controls(opened)


@st.fragment
def _draw_map_and_controls(opened: OpenPlace) -> None:
    """Draw what a new layer changes: every extra part costs time."""
    if needs_whole_page():
        st.rerun()
    # Streamlit catches errors in a fragment before the page could.
    draw_safely(partial(_draw_parts, opened))


def _draw_parts(opened: OpenPlace) -> None:
    atlas, selection = opened.atlas, current()
    layer = make_layer(atlas, selection)
    legend = make_legend(atlas, selection, layer)
    rail = st.container(key="atlas_rail")
    # The map is sent first, wherever it is on the page.
    with st.container(key="atlas_head"):
        draw_notes(notes())
        draw_heading(atlas, selection, layer)
    with st.container(key="atlas_stage"):
        draw_stage(opened, selection, layer)
    with rail:
        draw_html(
            '<div id="atlas-layers"></div><nav class="at-tabs" aria-label="{}">'
            '<a href="#atlas-main">{}</a><a href="#atlas-layers">{}</a>'
            '<a href="#atlas-about-area">{}</a></nav>{}',
            say("Parts of the page"),
            say("Map"),
            say("Layers"),
            say("Area"),
            _reserve_legend(legend),
        )
        draw_layer_picker(atlas, selection)
        draw_legend(data=legend, key="atlas_legend", on_toggled=_toggle_class)
        draw_class_controls(atlas, selection, layer)
        draw_filters(atlas, selection)
        draw_compare_with(atlas, selection)


def _reserve_legend(legend: dict[str, Any]) -> Markup:
    """Return a style that keeps room for the legend before its code has arrived."""
    rows = len(legend["classes"]) + len(legend["others"])
    histogram = 117 if legend["histogram"] else 0
    return fill_html(
        "<style>.st-key-atlas_rail{{--atlas-legend:{}px}}</style>", 44 + 31 * rows + histogram
    )


def _toggle_class(place: int | None) -> None:
    """Switch a class off or on; None shows all again."""
    off = set() if place is None else set(current().off) ^ {place}
    change_selection(off=tuple(sorted(off)))

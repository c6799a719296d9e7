"""The panel beside the map: what is selected, its type, figures and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_shown, find_told
from atlas.markup import fill_html
from atlas.selection.filtering import narrows
from atlas.text import format_number, say
from atlas.ui.components.hand_outs import draw_area_sheets
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.state import change_selection, is_settled
from atlas.views.panel import ACTIONS_BEGIN, render_panel
from atlas.views.profile import describe_profile, draw_profile
from atlas.views.side_by_side import (
    describe_together,
    find_compared,
    render_apart,
    render_side_by_side,
)

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

SHUT = "atlas_panel_shut"
TESTED = "atlas_panel_tested"
# Shown until the map is on screen: the panel's text is long, and would hold the map back.
COMING = fill_html(
    '<div class="at-coming" aria-busy="true"><i></i><i></i><i></i><i></i><i></i></div>'
)
QUIET = {"displayModeBar": False, "scrollZoom": False, "responsive": True}

Teller = Callable[["Atlas", str], Circumstances]
_tellers: list[Teller] = []


def draw_side_panel(atlas: Atlas, selection: Selection) -> None:
    """Draw the panel for the selected areas, or for the place when none is selected."""
    _draw_switch()
    if not is_settled():
        draw_markup(COMING)
        return
    parts = () if selection.areas else find_compared(atlas, selection)
    apart = bool(atlas.authorities) and selection.is_side_by_side and not selection.areas
    if parts and not (apart and selection.show == "table" and selection.by != "ward"):
        draw_markup(render_side_by_side(atlas, selection, make_layer(atlas, selection), parts))
    if apart:
        draw_markup(render_apart(atlas))
        return
    if atlas.authorities and not selection.areas:
        draw_html('<div class="ap"><p>{}</p></div>', describe_together(atlas))
    told = find_told(atlas, selection)
    if narrows(selection) and not selection.areas:
        _draw_left(atlas, selection)
        if not find_shown(atlas, selection).met.any():
            return
    if told:
        with st.container(key="atlas_area_tools", horizontal=True, gap="small"):
            if selection.areas:
                st.button(
                    say("Clear selection"),
                    key="atlas_clear_areas",
                    on_click=lambda: change_selection(areas=()),
                )
            draw_area_sheets(atlas, replace(selection, areas=told))
    is_tested = bool(st.session_state.get(TESTED, False))
    above, below = render_panel(
        atlas,
        told,
        selection.compare,
        selection.typology,
        selection.reading,
        now=find_circumstances(atlas, selection.place),
        is_tested=is_tested,
    )
    draw_html('<div id="atlas-about-area"></div>{}', above)
    draw_html(
        '<div class="ap"><h3 class="ap-strip">{}</h3><p class="ap-small">{}</p></div>',
        say("How it compares"),
        describe_profile(atlas, told, selection.compare),
    )
    with st.container(key="atlas_strip"):
        st.plotly_chart(
            draw_profile(atlas, told, selection.compare),
            key="atlas_profile",
            config=QUIET,
            theme=None,
        )
    figures, _, actions = below.partition(ACTIONS_BEGIN)
    draw_markup(figures)
    st.checkbox(say("Only actions that were tested with a comparison"), key=TESTED)
    draw_markup(actions)


def _draw_left(atlas: Atlas, selection: Selection) -> None:
    """Say that the panel describes what the filters leave, not the whole place."""
    filtered = find_shown(atlas, selection)
    count = int(filtered.met.sum())
    told = (
        say(
            "Left after filtering: {count} of {areas}",
            count=format_number(count),
            areas=atlas.count_areas(len(filtered.met)),
        )
        if count
        else say("No area meets the filters, so there is nothing to show.")
    )
    draw_html('<p class="at-left">{}</p>', told)


def _draw_switch() -> None:
    """Draw the button that closes the panel where it covers the map."""
    shut = st.session_state.get(SHUT, False)

    def turn() -> None:
        st.session_state[SHUT] = not shut

    st.button(
        say("Show panel") if shut else say("Hide panel"), key="atlas_panel_switch", on_click=turn
    )
    # Always one part, shut or open: where it came and went, all below it stood twice for a moment.
    draw_html('<i class="{}"></i>', "at-panel-shut" if shut else "at-panel-open")


def draw_circumstances_by(teller: Teller) -> None:
    """Register, once at start, the source of a place's circumstances."""
    _tellers[:] = [teller]


def find_circumstances(atlas: Atlas, place: str) -> Circumstances:
    """Return the circumstances of a place's actions now; none where nobody keeps a plan."""
    return _tellers[0](atlas, place) if _tellers else NO_CIRCUMSTANCES

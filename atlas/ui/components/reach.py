"""Where one action would help: the map, the areas to begin with, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from atlas.layer.layer import make_action_layer
from atlas.markup import fill_html
from atlas.prose.reach import describe_reached, describe_selected, find_reached
from atlas.selection.filtering import MOST_NAMED, clear_filters
from atlas.text import say, say_counted, to_say
from atlas.ui.browser_parts import Pick, draw_map, draw_table
from atlas.ui.components.hand_outs import draw_area_sheets
from atlas.ui.components.share import draw_add_view, draw_downloads
from atlas.ui.components.stage import draw_show_as, pick_area, remember_view
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.serve import assets
from atlas.ui.state import change_selection, fit_request, format_address
from atlas.views.action_table import (
    link_plan,
    make_areas_table,
    render_action,
    render_first,
    render_legend,
)
from atlas.views.choropleth import draw_map_data

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.prose.reach import Reached
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

SHOW = "atlas_reach_show"
SHOWN_AS = {"map": to_say("Map"), "table": to_say("Table")}


def draw_reach(opened: OpenPlace, selection: Selection, action: str) -> None:
    """Draw where an action would help, and what can be done about it."""
    atlas = opened.atlas
    reached = find_reached(atlas, action)
    with st.container(key="atlas_reach_parts"):
        with st.container(key="atlas_reach_head"):
            draw_html(
                '<div class="ab" id="reach"><h2>{name}</h2><p>{summary}</p><p role="status">'
                "<b>{told}</b> {selected}</p></div>",
                name=atlas.definitions.actions[action].name,
                summary=atlas.definitions.actions[action].summary,
                told=describe_reached(atlas, reached),
                selected=describe_selected(reached, selection.areas),
            )
            if reached.areas:
                _draw_selecting(reached, selection)
                _draw_taking(atlas, selection, reached)
            else:
                draw_markup(
                    _link(link_plan(atlas, reached, selection.areas), say("Add to the plan"))
                )
        if reached.areas:
            with st.container(key="atlas_reach_stage"):
                _draw_stage(opened, selection, reached)
            with st.container(key="atlas_reach_first"):
                draw_markup(render_legend(atlas, reached) + render_first(atlas, reached))
    draw_markup(render_action(atlas, reached))


def _draw_selecting(reached: Reached, selection: Selection) -> None:
    """Draw the buttons that select and deselect areas."""
    first, every = reached.first, reached.areas
    with st.container(key="atlas_reach_select", horizontal=True, gap="small"):
        if set(first) != set(selection.areas):
            st.button(
                say_counted("Select the first area", "Select the first {count} areas", len(first)),
                key="atlas_reach_select_first",
                icon=":material/select_all:",
                on_click=lambda: change_selection(areas=first),
            )
        if len(first) < len(every) <= MOST_NAMED and set(every) != set(selection.areas):
            st.button(
                say_counted("Select this area", "Select these {count} areas", len(every)),
                key="atlas_reach_select_all",
                on_click=lambda: change_selection(areas=every),
            )
        if selection.areas:
            st.button(
                say("Clear selection"),
                key="atlas_reach_clear",
                on_click=lambda: change_selection(areas=()),
            )


def _draw_taking(atlas: Atlas, selection: Selection, reached: Reached) -> None:
    """Draw the downloads: sheets, files, and a step for a meeting."""
    # The areas to act on: those selected, else the first ones.
    chosen = selection.areas or reached.first
    with st.container(key="atlas_reach_tools", horizontal=True, gap="small"):
        draw_markup(_link(link_plan(atlas, reached, chosen), say("Add to the plan")))
        asked = format_address(clear_filters(selection), helps=reached.action)
        explore = f"./?{urlencode(asked, safe=',~')}"
        draw_markup(_link(explore, say("See these areas in Explore")))
        draw_area_sheets(atlas, replace(selection, areas=chosen))
        draw_downloads(atlas, replace(clear_filters(selection), helps=reached.action))
        box = st.popover(say("For a meeting"), key="atlas_reach_meeting", on_change="rerun")
        if box.open:
            with box:
                draw_add_view(atlas, replace(selection, areas=chosen), action=reached.action)


def _link(address: str, words: str) -> Markup:
    """Return a link that is followed inside the visit."""
    return fill_html('<p class="rc-link"><a href="{}" target="_self">{}</a></p>', address, words)


def _draw_stage(opened: OpenPlace, selection: Selection, reached: Reached) -> None:
    """Draw where the action fits as a map, or as a table of the same areas."""
    atlas = opened.atlas
    shown = selection.show if selection.show in SHOWN_AS else "map"
    draw_show_as(SHOW, SHOWN_AS, shown)
    if shown == "table":
        draw_table(
            data=make_areas_table(atlas, reached.action, selection.areas),
            key="atlas_reach_table",
            on_picked=partial(_toggle, atlas),
        )
        return
    data = draw_map_data(
        atlas,
        clear_filters(selection),
        make_action_layer(atlas, reached.action, selected=selection.areas),
        assets=assets(opened),
        fit=fit_request(),
    )
    draw_map(
        data=data | {"cooperative": True},
        key="atlas_reach_map",
        on_picked=partial(_toggle, atlas),
        on_view=remember_view,
    )


def _toggle(atlas: Atlas, pick: Pick) -> None:
    """Add an area to the selection or remove it: touch screens have no modifier key."""
    if pick.code is not None:
        pick_area(atlas, Pick(pick.code, "toggle"))

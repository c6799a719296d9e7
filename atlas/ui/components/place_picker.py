"""Choose the place: a whole country, a region, an authority, or several side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.opening.places import (
    has_nation,
    identify,
    list_authorities,
    list_places,
    read_definitions,
)
from atlas.permission import is_read_only
from atlas.places.gazetteer import JOIN
from atlas.text import say
from atlas.ui.building import find_builder
from atlas.ui.components.choice import draw_choice
from atlas.ui.html import draw_html
from atlas.ui.state import ask_to_fit, current, keep_selection

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from atlas.facade import Atlas

BOX, ONE, SEVERAL = "atlas_place_box", "atlas_place", "atlas_places"


def draw_place_picker(atlas: Atlas, *, add: StreamlitPage) -> None:
    """Draw the choice of place, and the link to the page that adds places."""
    box = st.popover(say("Place"), key=BOX, on_change="rerun")
    if not box.open:
        return
    places = list_places()
    with box:
        _draw_choice(atlas.store.place, places)
        job = find_builder().job
        if job is not None and job.is_running:
            draw_html('<p class="ap-now">{}</p>', say("{place} is being built.", place=job.name))
        st.page_link(
            add,
            label=say("Places") if is_read_only() else say("Add a place, or build one again"),
            query_params=st.query_params.to_dict(),
        )


def _draw_choice(place: str, places: dict[str, str]) -> None:
    draw_choice(
        say("Show"),
        places,
        place if place in places else None,
        key=ONE,
        index=None,
        on_change=lambda: go_to(st.session_state[ONE]),
        placeholder=say("A country, a region or an authority"),
    )
    if not has_nation():
        return
    authorities = list_authorities()
    codes = read_definitions().codes_of(place)
    draw_choice(
        say("Or several authorities side by side"),
        authorities,
        [code for code in codes if code in authorities],
        draw=st.multiselect,
        key=SEVERAL,
        on_change=lambda: go_to(JOIN.join(sorted(st.session_state[SEVERAL]))),
        placeholder=say("Choose two or more"),
        select_all=False,
    )


def go_to(place: str | None, areas: tuple[str, ...] = ()) -> None:
    """Show the whole of another place, with the same layer and filters by type and figure."""
    if not place:
        return
    keep_selection(
        replace(
            current(),
            place=identify(place),
            level="",
            areas=areas,
            wards=(),
            neighbourhoods=(),
            view=None,
        )
    )
    ask_to_fit(list(areas))

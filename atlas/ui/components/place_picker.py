"""Choose the place from a list, or find it and its areas by name or code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.opening.levels import find_shown
from atlas.opening.places import (
    has_nation,
    list_authorities,
    list_places,
    read_definitions,
)
from atlas.opening.search import find_target
from atlas.permission import is_read_only
from atlas.places.gazetteer import JOIN
from atlas.text import ENGLISH, say, spoken
from atlas.ui.browser_parts import draw_search_box
from atlas.ui.building import find_builder
from atlas.ui.components.choice import draw_choice
from atlas.ui.html import draw_html
from atlas.ui.language import LANG
from atlas.ui.state import ask_to_fit, change_selection, current, keep_selection, note_not_found

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from atlas.facade import Atlas

BOX, ONE, SEVERAL = "atlas_place_box", "atlas_place", "atlas_places"
KEY = "atlas_search"


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
            label=say("Places") if is_read_only() else say("Add a place, or rebuild one"),
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
    shown, codes = find_shown(place)
    areas = codes or areas
    keep_selection(
        replace(
            current(),
            place=shown,
            level="",
            areas=areas,
            wards=(),
            neighbourhoods=(),
            view=None,
        )
    )
    ask_to_fit(list(areas))


def draw_search(atlas: Atlas) -> None:
    """Draw the search of the header: a choice opens its place and moves the map there."""
    draw_place_search(
        atlas.store.place,
        say("Find a place or area"),
        hint=say("Place, {larger}, postcode or code", larger=atlas.words.ward[0]),
        key=KEY,
    )


def draw_place_search(place: str, label: str, *, hint: str, key: str) -> None:
    """Draw a search that takes any name, postcode or code, from what is open at `place`."""

    def go(chosen: str) -> None:
        target = find_target(chosen, place)
        if target is None:
            note_not_found(chosen)
        elif target.place == current().place and target.areas:
            change_selection(areas=target.areas)
            ask_to_fit(list(target.areas))
        else:
            go_to(target.place, target.areas)

    language = spoken().code
    said = "" if language == ENGLISH.code else f"?{LANG}={language}"
    data = {"label": label, "hint": hint, "address": f"atlas/search/{place}{said}"}
    draw_search_box(data=data, key=key, on_chosen=go)

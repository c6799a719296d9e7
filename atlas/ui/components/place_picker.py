"""Choose the place from a list, or find it and its areas by name or code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.opening.levels import find_shown, has_levels
from atlas.opening.places import (
    find_code,
    has_nation,
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
from atlas.ui.state import ask_to_fit, change_selection, current, keep_selection, note_not_found

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from atlas.facade import Atlas
    from atlas.selection.address import Selection

BOX, ONE, SEVERAL = "atlas_place_box", "atlas_place", "atlas_places"
KEY = "atlas_search"
MOST_LISTED = 2000


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


@cache_per_atlas(1)
def list_findable(atlas: Atlas) -> dict[str, str]:
    """Return what can be found: a label for every code, larger areas first."""
    words = atlas.words
    found = {str(code): f"{name} · {words.ward[0]}" for code, name in atlas.wards.items()}
    if words.neighbourhood:
        noun = words.neighbourhood[0]
        found |= {str(code): f"{name} · {noun}" for code, name in atlas.neighbourhoods.items()}
    # The small areas of a country are too many to send to every visitor.
    if len(atlas.measures.areas) > MOST_LISTED:
        return found
    found |= {
        code: f"{atlas.name_of(code)} · {row.ward} · {code}"
        for code, row in zip(atlas.store.areas.index, atlas.store.areas.itertuples(), strict=True)
    }
    return found


def draw_search(atlas: Atlas, selection: Selection) -> None:
    """Draw the search; a choice selects the areas and moves the map there."""
    many = len(atlas.measures.areas) > MOST_LISTED
    if has_levels(selection.place) or (many and atlas.place is None):
        # The small areas of a country are too many to send to every visitor.
        draw_place_search(
            say("Find a place"),
            list_places(),
            key=KEY,
            placeholder=say("Find an authority, or type an area's name or code"),
            label_visibility="collapsed",
        )
        return
    places = list_findable(atlas)

    def go() -> None:
        code = st.session_state[KEY]
        st.session_state[KEY] = None
        if code is None:
            return
        areas = atlas.areas_of(code) if code in places else atlas.find_named(code)
        if not areas:
            kinds = say(
                "a {area} or a {larger}", area=atlas.words.area[0], larger=atlas.words.ward[0]
            )
            note_not_found(code, atlas.name, kinds)
            return
        change_selection(areas=tuple(areas))
        ask_to_fit(areas)

    st.selectbox(
        say("Find an area"),
        list(places),
        index=None,
        format_func=lambda code: places.get(code, code),
        key=KEY,
        on_change=go,
        accept_new_options=many,
        placeholder=say("Find an area, {larger} or code", larger=atlas.words.ward[0]),
        label_visibility="collapsed",
    )


def draw_place_search(label: str, places: dict[str, str], *, key: str, **more: Any) -> None:  # noqa: ANN401 - as of Streamlit
    """Draw a search that lists places by code and takes any name or code of the country."""

    def go() -> None:
        typed = st.session_state[key]
        st.session_state[key] = None
        if typed in places:
            go_to(typed)
        elif typed:
            found = find_code(typed, current().place)
            if found is None:
                note_not_found(typed)
            else:
                shown, _, areas = found
                go_to(shown, tuple(areas))

    st.selectbox(
        label,
        list(places),
        index=None,
        format_func=lambda code: places.get(code, code),
        key=key,
        on_change=go,
        accept_new_options=True,
        **more,
    )

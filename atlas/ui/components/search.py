"""Find an area, a ward or a neighbourhood by name or code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.opening.places import find_code, has_levels
from atlas.opening.places import list_places as all_places
from atlas.text import say
from atlas.ui.components.place_picker import go_to
from atlas.ui.state import ask_to_fit, change_selection, current, note_not_found

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

KEY = "atlas_search"
MOST_LISTED = 2000


@cache_per_atlas(1)
def list_places(atlas: Atlas) -> dict[str, str]:
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
            all_places(),
            key=KEY,
            placeholder=say("Find an authority, or type an area's name or code"),
            label_visibility="collapsed",
        )
        return
    places = list_places(atlas)

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

"""Choose the place: a whole country, a region, an authority, or several side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.gazetteer import JOIN
from atlas.places import has_nation, list_places, own_places
from atlas.ui.state import ask_to_fit, current, set_widget, write_selection

if TYPE_CHECKING:
    from atlas.facade import Atlas

BOX, ONE, SEVERAL = "atlas_place_box", "atlas_place", "atlas_places"


def draw_place_picker(atlas: Atlas) -> None:
    """Draw the choice of place where there is more than one to choose from."""
    if not has_nation():
        return
    box = st.popover("Place", key=BOX, on_change="rerun")
    if not box.open:
        return
    places = list_places()
    place = atlas.store.place
    parts = place.split(JOIN)
    authorities = [code for code in places if code[1:3] in ("06", "07", "08", "09")]
    set_widget(ONE, place if place in places else None)
    set_widget(SEVERAL, [code for code in parts if code in authorities])
    with box:
        st.selectbox(
            "Show",
            list(places),
            index=None,
            format_func=lambda code: name_place(places, code),
            key=ONE,
            on_change=lambda: go_to(st.session_state[ONE]),
            placeholder="A country, a region or an authority",
        )
        st.multiselect(
            "Or several authorities side by side",
            authorities,
            format_func=lambda code: places[code],
            key=SEVERAL,
            on_change=lambda: go_to(JOIN.join(sorted(st.session_state[SEVERAL]))),
            placeholder="Choose two or more",
        )


def name_place(places: dict[str, str], code: str) -> str:
    """Return a place's name with what tells it from others of the same name."""
    own = own_places()
    if code in own or not any(places.get(other) == places[code] for other in own):
        return places[code]
    return f"{places[code]} (national outlines)"


def go_to(place: str | None, areas: tuple[str, ...] = ()) -> None:
    """Show another place whole, with the same layer and filters by type and figure."""
    if not place:
        return
    write_selection(
        replace(
            current(), place=place, level="", areas=areas, wards=(), neighbourhoods=(), view=None
        )
    )
    ask_to_fit(list(areas))

"""Find an area, a ward or a neighbourhood by name or code."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from atlas.ui.state import ask_to_fit, change_selection

if TYPE_CHECKING:
    from atlas.facade import Atlas

KEY = "atlas_search"


@lru_cache(maxsize=8)
def list_places(atlas: Atlas) -> dict[str, str]:
    """Return what can be found: a label for every code, larger areas first."""
    found = {str(code): f"{name} · ward" for code, name in atlas.wards.items()}
    found |= {str(code): f"{name} · neighbourhood" for code, name in atlas.neighbourhoods.items()}
    found |= {
        code: f"{atlas.name_of(code)} · {row.ward} · {code}"
        for code, row in zip(atlas.store.areas.index, atlas.store.areas.itertuples(), strict=True)
    }
    return found


def draw_search(atlas: Atlas) -> None:
    """Draw the search; a choice selects the areas and moves the map there."""
    places = list_places(atlas)

    def go() -> None:
        code = st.session_state[KEY]
        if code is not None:
            areas = atlas.areas_of(code)
            change_selection(areas=tuple(areas))
            ask_to_fit(areas)
            st.session_state[KEY] = None

    st.selectbox(
        "Find an area",
        list(places),
        index=None,
        format_func=lambda code: places[code],
        key=KEY,
        on_change=go,
        placeholder="Find an area, ward or code",
        label_visibility="collapsed",
    )

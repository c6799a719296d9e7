"""Choose what is shown over and under the areas: lists of points, and streets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.text import format_number, say, to_say
from atlas.ui.components.choice import draw_choice
from atlas.ui.messages import as_text
from atlas.ui.overlay.chosen import (
    FILE,
    STREETS,
    choose_streets,
    chosen_streets,
    list_street_files,
)
from atlas.ui.state import change_selection, current, set_widget

if TYPE_CHECKING:
    from atlas.errors import Fault
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

SIGNS = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "cross": "✚", "star": "★"}
NO_STREETS = to_say("None")


def draw_on_the_map(atlas: Atlas, selection: Selection) -> None:
    """Draw the button with everything that can be added to the map."""
    box = st.popover(say("On the map"), key="atlas_on_the_map", on_change="rerun")
    # Nothing is computed unless somebody looks at it.
    if not box.open:
        return
    with box, st.container(key="atlas_extras"):
        _draw_lists(atlas, selection)
        _draw_streets(atlas)


def _draw_lists(atlas: Atlas, selection: Selection) -> None:
    own, faults = atlas.own_lists.find()
    known = atlas.shipped_lists | own
    st.markdown(f"**{say('Places')}**")
    if not known and not faults:
        st.markdown(say("There is no list of places for {place} yet.", place=atlas.name))
    for listed in known.values():
        key = f"atlas_overlay_{listed.id}"
        set_widget(key, listed.id in selection.overlays)
        count = format_number(len(listed.points))
        st.checkbox(
            f"{SIGNS[listed.symbol]} {as_text(listed.plural)} ({count})",
            key=key,
            on_change=_switch,
            args=(listed.id, key),
        )
        if listed.id in selection.overlays:
            about = (f"{listed.describe()}.", listed.caution)
            st.caption(as_text(" ".join(part for part in about if part.strip("."))))
    _draw_faults(faults)


def _draw_streets(atlas: Atlas) -> None:
    files, faults = list_street_files()
    options = {"": say(NO_STREETS)}
    options |= {f"{FILE}{name}": say("{name} (the council's file)", name=name) for name in files}
    basemaps = sorted(atlas.definitions.basemaps.values(), key=lambda basemap: basemap.order)
    options |= {basemap.id: basemap.name for basemap in basemaps}
    chosen = chosen_streets()
    if chosen not in options:
        options[chosen] = say("{name} (cannot be read)", name=chosen.removeprefix(FILE))
    st.markdown(f"**{say('Streets')}**")
    key = f"{STREETS}_choice"
    draw_choice(
        say("Streets under the areas"),
        options,
        chosen,
        draw=st.radio,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: choose_streets(st.session_state[key]),
    )
    hosts = dict.fromkeys(basemap.host for basemap in basemaps if basemap.needs_network)
    if hosts:
        st.caption(
            say(
                "Where no file is named, streets need a network: your browser asks {hosts} for the "
                "part you look at, once you choose them, and not before. They are not in the link.",
                hosts=", ".join(hosts),
            )
        )
    _draw_faults(faults)


def _draw_faults(faults: list[Fault]) -> None:
    for fault in faults:
        st.warning(as_text(f"{fault.where}: {fault.what} {fault.remedy}"))


def _switch(name: str, key: str) -> None:
    """Add a list to the map, or remove it."""
    kept = tuple(overlay for overlay in current().overlays if overlay != name)
    change_selection(overlays=(*kept, name) if st.session_state[key] else kept)

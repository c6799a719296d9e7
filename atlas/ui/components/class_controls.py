"""How values are classed, and what they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.layer.content import Figures, Types
from atlas.selection.address import CLASSES
from atlas.text import say, to_say
from atlas.ui.state import change_selection, set_widget, take_choice

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Breaks, Selection

BREAKS, NUMBER, COMPARE, READING = (
    "atlas_breaks",
    "atlas_classes",
    "atlas_compare",
    "atlas_reading",
)
METHODS: dict[Breaks, str] = {
    "quantiles": to_say("As many areas in each class"),
    "natural": to_say("Natural breaks"),
    "equal": to_say("Equal steps"),
    "deciles": to_say("{whole}'s tenths"),
}


def draw_class_controls(atlas: Atlas, selection: Selection, layer: Layer) -> None:
    """Draw the choices of breaks and number of classes, or of the reading for types."""
    if not isinstance(layer.content, Figures):
        if isinstance(layer.content, Types) and layer.content.typology.method == "profiles":
            _draw_reading(atlas, selection)
        return
    box = st.expander(say("Classes and breaks"), key="atlas_class_box", on_change="rerun")
    if not box.open:
        return
    set_widget(BREAKS, selection.breaks)
    set_widget(NUMBER, selection.classes)
    with box:
        st.selectbox(
            say("How to draw the line between classes"),
            list(METHODS),
            format_func=lambda method: say(METHODS[method], whole=atlas.whole.name),
            key=BREAKS,
            on_change=lambda: take_choice(BREAKS, "breaks", METHODS, off=()),
        )
        st.select_slider(
            say("Number of classes"),
            list(CLASSES),
            key=NUMBER,
            disabled=selection.breaks == "deciles",
            on_change=lambda: change_selection(classes=st.session_state[NUMBER], off=()),
        )
        if selection.breaks == "deciles":
            whole = atlas.whole.name
            if atlas.measures.is_local(layer.id):
                st.caption(
                    say(
                        "This figure has no position in {whole}, so quantiles are shown.",
                        whole=whole,
                    )
                )
            else:
                st.caption(
                    say(
                        "{whole}'s tenths are ten classes; some may have no area here.",
                        whole=whole,
                    )
                )


def _draw_reading(atlas: Atlas, selection: Selection) -> None:
    set_widget(READING, selection.reading)
    readings = [atlas.whole.id, "town"]
    st.selectbox(
        say("Compared with"),
        readings,
        format_func=lambda reading: (
            say("{place}'s areas only (relative)", place=atlas.name)
            if reading == "town"
            else atlas.peers
        ),
        key=READING,
        on_change=lambda: take_choice(READING, "reading", readings, off=()),
    )


def draw_comparator(atlas: Atlas, selection: Selection) -> None:
    """Draw the choice of comparator, where there is more than one."""
    if len(atlas.comparators) < 2:
        return
    set_widget(COMPARE, selection.compare)
    st.selectbox(
        say("Compare {place} with", place=atlas.name),
        list(atlas.comparators),
        format_func=lambda comparator: atlas.comparators[comparator],
        key=COMPARE,
        on_change=lambda: take_choice(COMPARE, "compare", atlas.comparators),
    )

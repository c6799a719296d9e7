"""How values are classed, and what they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.layer.content import Figures, Types
from atlas.selection.address import CLASSES
from atlas.text import say, to_say
from atlas.ui.components.choice import draw_choice
from atlas.ui.state import change_selection, set_widget, take_choice

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Breaks, Selection

BREAKS, NUMBER = "atlas_breaks", "atlas_classes"
COMPARE, READING = "atlas_compare", "atlas_reading"
METHODS: dict[Breaks, str] = {
    "quantiles": to_say("As many areas in each class"),
    "natural": to_say("Natural breaks"),
    "equal": to_say("Equal steps"),
    "deciles": to_say("{whole}'s tenths"),
}
IS_LOCAL = to_say("This figure has no position in {whole}, so quantiles are shown.")
TENTHS = to_say("{whole}'s tenths are ten classes; some may have no area here.")


def draw_class_controls(atlas: Atlas, selection: Selection, layer: Layer) -> None:
    """Draw the choices of breaks and number of classes, or of the reading for types."""
    if not isinstance(layer.content, Figures):
        if isinstance(layer.content, Types) and layer.content.typology.method == "profiles":
            _draw_reading(atlas, selection)
        return
    box = st.expander(say("Classes and breaks"), key="atlas_class_box", on_change="rerun")
    if not box.open:
        return
    with box:
        whole = atlas.whole.name
        draw_choice(
            say("How to draw the line between classes"),
            {method: say(words, whole=whole) for method, words in METHODS.items()},
            selection.breaks,
            key=BREAKS,
            on_change=lambda: take_choice(BREAKS, "breaks", METHODS, off=()),
        )
        set_widget(NUMBER, selection.classes)
        st.select_slider(
            say("Number of classes"),
            list(CLASSES),
            key=NUMBER,
            disabled=selection.breaks == "deciles",
            on_change=lambda: change_selection(classes=st.session_state[NUMBER], off=()),
        )
        if selection.breaks == "deciles":
            told = IS_LOCAL if atlas.measures.is_local(layer.id) else TENTHS
            st.caption(say(told, whole=whole))


def _draw_reading(atlas: Atlas, selection: Selection) -> None:
    readings = {
        atlas.whole.id: atlas.peers,
        "town": say("{place}'s areas only (relative)", place=atlas.name),
    }
    draw_choice(
        say("Compared with"),
        readings,
        selection.reading,
        key=READING,
        on_change=lambda: take_choice(READING, "reading", readings, off=()),
    )


def draw_comparator(atlas: Atlas, selection: Selection) -> None:
    """Draw the choice of comparator, where there is more than one."""
    if len(atlas.comparators) < 2:
        return
    draw_choice(
        say("Compare {place} with", place=atlas.name),
        atlas.comparators,
        selection.compare,
        key=COMPARE,
        on_change=lambda: take_choice(COMPARE, "compare", atlas.comparators),
    )

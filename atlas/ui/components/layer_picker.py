"""Choose the layer, and how its values are classed."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.selection.address import CLASSES
from atlas.text import say, to_say
from atlas.ui.components.choice import draw_choice
from atlas.ui.state import change_selection, current, set_widget, take_choice

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Breaks, Selection

TOPIC, LAYER = "atlas_topic", "atlas_layer"
ALL, TYPES = "all", "types"
BREAKS, NUMBER = "atlas_breaks", "atlas_classes"
READING = "atlas_reading"
METHODS: dict[Breaks, str] = {
    "quantiles": to_say("Equal number of areas in each class"),
    "natural": to_say("Natural breaks"),
    "equal": to_say("Equal steps"),
    "deciles": to_say("{whole}'s tenths"),
}
IS_LOCAL = to_say("This figure has no position in {whole}, so quantiles are shown.")
TENTHS = to_say("{whole}'s tenths are ten classes; some may have no area here.")


@cache_per_atlas(1)
def list_layers(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return the names of the layers of every topic, in order."""
    definitions = atlas.definitions
    kinds = sorted(definitions.typologies.values(), key=lambda typology: typology.order)
    topics = {TYPES: {kind.id: kind.name for kind in kinds}} if kinds else {}
    for group in sorted(definitions.groups.values(), key=lambda group: group.order):
        members = {
            indicator.id: _name_layer(indicator)
            for indicator in definitions.in_order()
            if indicator.group == group.id
        }
        if members:
            topics[group.id] = members
    everything = {
        name: f"{label} · {_topic_name(atlas, topic)}"
        for topic, members in topics.items()
        for name, label in members.items()
    }
    return {ALL: everything, **topics}


def _name_layer(indicator: Indicator) -> str:
    """Return a layer's name; one that compares two dates can be searched for by its years too."""
    if any("before" in key for key in indicator.inputs):
        return say("{layer}, {years}", layer=indicator.name, years=indicator.year)
    return indicator.name


def _topic_name(atlas: Atlas, topic: str) -> str:
    if topic == ALL:
        return say("All topics (type to search)")
    return say("Types") if topic == TYPES else atlas.definitions.groups[topic].name


def _topic_of(atlas: Atlas, layer: str) -> str:
    match content := find_content(atlas, layer):
        case Types():
            return TYPES
        case Figures(indicator):
            return indicator.group
        case Strengths():
            return ALL
        case _:
            assert_never(content)


def draw_layer_picker(atlas: Atlas, selection: Selection) -> None:
    """Draw the two choices; a new topic shows its first layer at once."""
    topics = list_layers(atlas)
    topic = st.session_state.get(TOPIC)
    if topic not in topics or selection.layer not in topics[topic]:
        topic = _topic_of(atlas, selection.layer)

    def choose_topic() -> None:
        members = topics.get(st.session_state[TOPIC], {})
        if members and current().layer not in members:
            change_selection(layer=next(iter(members)), off=())

    names = {name: _topic_name(atlas, name) for name in topics}
    draw_choice(say("Topic"), names, topic, key=TOPIC, on_change=choose_topic)
    draw_choice(
        say("Layer"),
        topics[topic],
        selection.layer,
        key=LAYER,
        on_change=lambda: take_choice(LAYER, "layer", topics[ALL], off=()),
    )


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
            say("How to set the limits of classes"),
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

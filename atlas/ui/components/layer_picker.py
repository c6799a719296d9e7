"""Choose the layer: a topic and then one of its layers, or search in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.text import say
from atlas.ui.components.choice import draw_choice
from atlas.ui.state import change_selection, current, take_choice

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

TOPIC, LAYER = "atlas_topic", "atlas_layer"
ALL, TYPES = "all", "types"


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

"""Choose the layer, and how its values are classed."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.selection.address import CLASSES
from atlas.text import say, to_say
from atlas.ui.browser_parts import draw_finder
from atlas.ui.components.choice import draw_choice
from atlas.ui.layer_index import index_address
from atlas.ui.state import change_selection, current, set_widget, take_choice
from atlas.views.layer_index import TYPES, find_leader, name_layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Breaks, Selection

TOPIC, LAYER = "atlas_topic", "atlas_layer"
ALL = "all"
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
            indicator.id: name_layer(indicator)
            for indicator in definitions.in_order()
            if indicator.group == group.id
        }
        if members:
            topics[group.id] = members
    everything = {name: label for members in topics.values() for name, label in members.items()}
    return {ALL: everything, **topics}


def _topic_name(atlas: Atlas, topic: str) -> str:
    if topic == ALL:
        return say("All topics")
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
    """Draw the two choices; a new topic shows its leading layer at once."""
    topics = list_layers(atlas)
    topic = st.session_state.get(TOPIC)
    if topic not in topics or selection.layer not in topics[topic]:
        topic = _topic_of(atlas, selection.layer)

    def choose_topic() -> None:
        topic = st.session_state[TOPIC]
        members = topics.get(topic, {})
        if members and current().layer not in members:
            leader = find_leader(atlas, topic) if topic in atlas.definitions.groups else ""
            change_selection(layer=leader or next(iter(members)), off=())

    names = {name: _topic_name(atlas, name) for name in topics}
    draw_choice(say("Topic"), names, topic, key=TOPIC, on_change=choose_topic)
    draw_layer_search(
        atlas,
        say("Layer"),
        selection.layer,
        key=LAYER,
        topic=topic,
        on_chosen=lambda name: change_selection(layer=name, off=()),
    )


def draw_layer_search(
    atlas: Atlas,
    label: str,
    chosen: str,
    *,
    key: str,
    on_chosen: Callable[[str], None],
    topic: str = ALL,
    figures: bool = False,
) -> None:
    """Draw the search for a layer, or for a figure only.

    Parameters
    ----------
    atlas
        The place.
    label
        What is chosen.
    chosen
        The layer that is chosen now.
    key
        Streamlit's key.
    on_chosen
        Called before the next run with another layer that this place has.
    topic
        The topic whose layers are listed before anything is typed.
    figures
        Figures only, and no types.
    """
    names = list_layers(atlas)[ALL]
    # Where an action would help is a layer that no topic lists.
    name = names.get(chosen) or atlas.definitions.actions[chosen].name
    known = atlas.definitions.indicators if figures else names
    own = [one for one in atlas.definitions.indicators.values() if atlas.is_own(one.id)]
    data = {
        "label": label,
        "index": index_address(atlas),
        "chosen": {"id": chosen, "name": name},
        "topic": topic,
        "figures": figures,
        "own": [{"id": one.id, "name": one.name, "topic": one.group} for one in own],
        "own_topic": _topic_name(atlas, own[0].group) if own else "",
    }

    def take(found: str) -> None:
        if found in known:
            on_chosen(found)

    draw_finder(data=data, key=key, on_chosen=take)


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

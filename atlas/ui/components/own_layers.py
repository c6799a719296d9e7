"""List your own layers: show them, save them for everyone, or remove them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError, Fault
from atlas.permission import is_read_only
from atlas.text import say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_faults
from atlas.ui.own_figures import drop_layer, own_layers
from atlas.ui.state import current, format_address
from atlas.uploads.saved import list_saved, remove_layer, save_layer

if TYPE_CHECKING:
    from atlas.ui.cache import OpenPlace
    from atlas.uploads.own_layer import OwnLayer

ASKED, FAILED = "atlas_own_asked", "atlas_own_failed"


def draw_own_layers(opened: OpenPlace) -> None:
    """Draw a row for each layer: those of this visit, and those saved for the place."""
    place = opened.atlas.store.place
    saved = {layer.id: layer for layer in list_saved(place)}
    layers = saved | own_layers()
    draw_faults(st.session_state.pop(FAILED, []))
    if not layers:
        return
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Layers you can see"))
    for layer in layers.values():
        _draw_row(opened, layer, is_saved=layer.id in saved)


def _draw_row(opened: OpenPlace, layer: OwnLayer, *, is_saved: bool) -> None:
    whose = (
        say("Saved on this server: everyone who uses it sees this layer.")
        if is_saved
        else say("Only you see it, until you close or reload this page.")
    )
    here = opened.atlas.is_own(layer.id)
    screen = st.session_state.get("atlas_screens", {}).get("explore")
    where = "" if here else " " + say("It has no figure in {place}.", place=opened.atlas.name)
    with st.container(key=f"atlas_own_row_{layer.id}"):
        draw_html(
            '<p class="ou-layer"><b>{}</b>, {}<span>{}. {}</span></p>',
            layer.name,
            layer.date,
            layer.file,
            whose + where,
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if here and screen is not None:
                st.page_link(
                    screen,
                    label=say("Show on the map"),
                    icon=":material/map:",
                    query_params=format_address(current(), layer=layer.id, view=None),
                )
            if not is_read_only():
                _draw_asked(opened, layer, "remove" if is_saved else "save")
            if not is_saved:
                st.button(
                    say("Remove"),
                    key=f"atlas_own_drop_{layer.id}",
                    on_click=partial(drop_layer, layer.id),
                )


def _draw_asked(opened: OpenPlace, layer: OwnLayer, what: str) -> None:
    """Draw a button that asks for confirmation before it changes what everybody sees."""
    if what == "save":
        label, sure, change = say("Save for everyone"), say("Yes, save it for everyone"), _save
        told = say(
            "Everyone who opens {place} on this server will see this layer and can download it, "
            "until somebody removes it. The published pack is not changed.",
            place=opened.atlas.name,
        )
    else:
        label, sure = say("Remove for everyone"), say("Yes, remove it for everyone")
        change = _remove
        told = say(
            "Nobody will see this layer any more. To bring it back, the file has to be "
            "uploaded again."
        )
    with st.popover(label, key=f"atlas_own_{what}_{layer.id}"):
        st.markdown(told)
        st.button(
            sure,
            key=f"atlas_own_sure_{layer.id}",
            type="primary",
            on_click=partial(change, opened, layer),
        )


def _save(opened: OpenPlace, layer: OwnLayer) -> None:
    try:
        save_layer(layer, opened.atlas.store.place)
    except AtlasError as error:
        st.session_state[FAILED] = error.faults
    else:
        drop_layer(layer.id)


def _remove(opened: OpenPlace, layer: OwnLayer) -> None:
    try:
        remove_layer(layer.id, opened.atlas.store.place)
    except AtlasError as error:
        st.session_state[FAILED] = error.faults
    except OSError:
        what = say("The layer could not be removed: the server's data folder cannot be written to.")
        st.session_state[FAILED] = [
            Fault("remove", what, remedy=say("Tell whoever runs this atlas."))
        ]

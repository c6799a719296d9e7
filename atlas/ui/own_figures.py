"""Keep a visitor's uploads in that visitor's session and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.opening.levels import find_smallest
from atlas.ui.cache import open_place
from atlas.uploads import matching_areas
from atlas.uploads.lay_out import has_any_area
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.saved import list_saved

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.ui.cache import OpenPlace
    from atlas.uploads.matching_areas import MatchingAreas
    from atlas.uploads.own_layer import OwnLayer

LAYERS, WORK, OPENED = "atlas_own_layers", "atlas_own_work", "atlas_own_opened"
MOST_LAYERS = 40


@dataclass
class Work:
    """An upload being prepared: dropped when its layer is made or another file is chosen.

    It has its parts, which are sheets or layers and none for a text table, its bytes, for reading
    another of them, the tables read so far, and the part that is opened first.
    """

    file: str
    name: str
    content: bytes = field(repr=False)
    parts: list[str] = field(default_factory=list)
    read: dict[str, Upload] = field(default_factory=dict, repr=False)
    first: str = ""


def own_layers() -> dict[str, OwnLayer]:
    """Return the visitor's layers, by identity."""
    found: dict[str, OwnLayer] = st.session_state.setdefault(LAYERS, {})
    return found


def holds_own() -> bool:
    """Return whether this session holds any upload."""
    return bool(st.session_state.get(LAYERS) or st.session_state.get(WORK))


def keep_layer(layer: OwnLayer) -> None:
    """Show a layer to this visitor; beyond the maximum number, the oldest is dropped."""
    layers = own_layers()
    layers[layer.id] = layer
    while len(layers) > MOST_LAYERS:
        layers.pop(next(iter(layers)))


def drop_layer(identity: str) -> None:
    """Drop a layer."""
    own_layers().pop(identity, None)


def find_ground(opened: OpenPlace) -> MatchingAreas:
    """Return the smallest areas of an open place that are here, whatever its level."""
    atlas = opened.atlas
    level = find_smallest(atlas.store.place)
    small = opened if atlas.level == level else open_place(atlas.store.place, level)
    return matching_areas.find_ground(atlas, small.atlas.store)


def add_own(opened: OpenPlace) -> OpenPlace:
    """Return the place as this visitor sees it: with their layers, and those saved for it.

    It is the same object as long as neither place nor layers change, so that cached results
    stay; it is dropped with the session.
    """
    layers = {layer.id: layer for layer in list_saved(opened.atlas.store.place)} | own_layers()
    if not layers:
        st.session_state.pop(OPENED, None)
        return opened
    before = st.session_state.get(OPENED)
    if before is not None and before[0] is opened and before[1] == list(layers):
        own: OpenPlace = before[2]
        return own
    ground = find_ground(opened)
    here = [layer for layer in layers.values() if has_any_area(layer, ground)]
    made = replace(opened, atlas=OwnAtlas(opened.atlas, here, ground)) if here else opened
    st.session_state[OPENED] = (opened, list(layers), made)
    return made

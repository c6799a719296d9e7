"""What is opened once per server and shared by all visitors."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

import streamlit as st

from atlas.facade import Atlas, open_atlas
from atlas.views.choropleth import make_outlines, short_hash


@dataclass(frozen=True)
class OpenPlace:
    """An open atlas and its outlines as the browser gets them.

    Parameters
    ----------
    atlas
        The place.
    outlines
        GeoJSON, as made by `make_outlines`, compressed with gzip.
    outlines_hash
        Part of the outlines' address, so that browsers may keep them for ever.
    """

    atlas: Atlas
    outlines: bytes
    outlines_hash: str


@st.cache_resource(show_spinner=False)
def open_place(place: str) -> OpenPlace:
    """Return a place, opened once per server."""
    atlas = open_atlas(place)
    outlines = make_outlines(atlas)
    # What the first visitor would otherwise wait for.
    for typology in atlas.definitions.typologies:
        atlas.types(typology)
    packed = gzip.compress(outlines, mtime=0)
    return OpenPlace(atlas, packed, short_hash(outlines))

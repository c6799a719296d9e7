"""What is opened once per server and shared by all visitors."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas import paths
from atlas.errors import PackError
from atlas.opening.elsewhere import join_country
from atlas.opening.levels import find_level
from atlas.opening.places import find_stamp, identify, is_place, open_part
from atlas.text import ENGLISH, spoken
from atlas.ui.assets import asset_version
from atlas.views.choropleth import make_outlines, short_hash

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.places.levels import Level

# A whole country at every level, and some of its parts: anything else is reopened when needed.
MOST_OPEN = 16
# Separates a text's version from its language in its address.
JOIN = "~"


@dataclass(frozen=True)
class OpenPlace:
    """An open atlas and its outlines as the browser receives them.

    Parameters
    ----------
    atlas
        The place.
    outlines
        GeoJSON, as made by `make_outlines`.
    outlines_hash
        Part of the outlines' address, so that browsers may cache them indefinitely.
    version
        Changes when figures, definitions or the program do: part of the address of texts.
    """

    atlas: Atlas
    outlines: bytes
    outlines_hash: str
    version: str


def find_open(place: str, level: str) -> OpenPlace | None:
    """Return the place and level that a route names; None where they cannot be opened."""
    if not is_place(place) or (found := find_level(place, level, None)) != level:
        return None
    try:
        return open_place(place, found)
    except PackError:
        return None


def open_place(place: str, level: Level = "area") -> OpenPlace:
    """Return a place at a level in the language of the moment, opened once per server.

    It is reopened after it has been rebuilt.
    """
    code, place = spoken().code, identify(place)
    stamp = find_stamp(place, level)
    if code == ENGLISH.code:
        return _open_stamped(place, level, stamp)
    return _open_told(place, level, stamp, code)


@st.cache_resource(show_spinner=False, max_entries=MOST_OPEN)
def _open_told(place: str, level: Level, stamp: float, code: str) -> OpenPlace:
    """Return the same place in another language, sharing figures and outlines."""
    opened = _open_stamped(place, level, stamp)
    atlas = opened.atlas.in_language(code)
    return replace(opened, atlas=atlas, version=f"{opened.version}{JOIN}{code}")


@st.cache_resource(show_spinner=False, max_entries=MOST_OPEN)
def _open_stamped(place: str, level: Level, stamp: float) -> OpenPlace:  # noqa: ARG001 - see above
    atlas = join_country(open_part(place, level))
    outlines = make_outlines(atlas)
    # Done now, so that the first visitor need not wait for it.
    for typology in atlas.definitions.typologies:
        atlas.types(typology)
    return OpenPlace(atlas, outlines, short_hash(outlines), _name_version(atlas))


def _name_version(atlas: Atlas) -> str:
    parts = [json.dumps(atlas.store.manifest, sort_keys=True), asset_version()]
    parts += [path.read_text(encoding="utf-8") for path in sorted(paths.LAYERS.rglob("*.toml"))]
    return short_hash("\n".join(parts).encode())

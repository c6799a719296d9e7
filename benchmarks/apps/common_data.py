"""The outlines and layers that every timed page shows."""

from __future__ import annotations

import json
import math
import os

import streamlit as st

from atlas.layer.classes import NO_CLASS
from atlas.layer.layer import make_layer
from atlas.opening.places import open_part
from atlas.selection.address import Selection
from atlas.views.choropleth import make_outlines

PLACE = os.environ.get("BENCHMARK_PLACE", "luton")
MISSING = "#E9E7E2"
GROUP, NUMBER = "moving", 6


@st.cache_resource
def load() -> tuple[dict, dict[str, list[str]], dict[str, list[float]]]:
    """Return outlines as GeoJSON, and the colours and values of every layer by its name."""
    atlas = open_part(PLACE)
    outlines = json.loads(make_outlines(atlas))
    colours, values = {}, {}
    moving = [one.id for one in atlas.definitions.in_order() if one.group == GROUP]
    for layer in moving[:NUMBER]:
        name = atlas.definitions.indicators[layer].name
        made = make_layer(atlas, Selection(layer=layer))
        colours[name] = [
            MISSING if code == NO_CLASS else made.classing.colours[code]
            for code in made.classing.codes
        ]
        values[name] = atlas.measures.values(layer).tolist()
    return outlines, colours, values


def find_camera(outlines: dict) -> tuple[float, float, float]:
    """Return longitude, latitude and zoom that show all outlines in some 700 pixels."""
    west, south, east, north = outlines["bounds"]
    wide = max(east - west, (north - south) * 1.6)
    return (west + east) / 2, (south + north) / 2, math.log2(360 * 700 / 512 / wide) - 0.1

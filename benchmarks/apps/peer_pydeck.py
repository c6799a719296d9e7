"""The same choropleth with st.pydeck_chart: a GeoJsonLayer coloured by a property."""

import copy

import pydeck
import streamlit as st

from benchmarks.apps.common_data import find_camera, load

outlines, colours, _ = load()
# In a column of its own, or the chart's toolbar would cover its button.
layer = st.columns([1, 3])[0].selectbox("Layer", list(colours), key="atlas_layer")
longitude, latitude, zoom = find_camera(outlines)
painted = copy.deepcopy(outlines)
for feature, colour in zip(painted["features"], colours[layer], strict=True):
    feature["properties"]["fill"] = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
st.pydeck_chart(
    pydeck.Deck(
        layers=[
            pydeck.Layer(
                "GeoJsonLayer",
                painted,
                get_fill_color="properties.fill",
                get_line_color=[255, 255, 255],
                line_width_min_pixels=1,
                pickable=True,
            )
        ],
        initial_view_state=pydeck.ViewState(longitude=longitude, latitude=latitude, zoom=zoom),
        map_style=None,
        map_provider=None,
    ),
    height=700,
)

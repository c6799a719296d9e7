"""The same choropleth with st.plotly_chart: choropleth_map without a base map."""

import plotly.graph_objects as go
import streamlit as st

from benchmarks.apps.common_data import find_camera, load

outlines, _, values = load()
# In a column of its own, or the chart's toolbar would cover its button.
layer = st.columns([1, 3])[0].selectbox("Layer", list(values), key="atlas_layer")
longitude, latitude, zoom = find_camera(outlines)
figure = go.Figure(
    go.Choroplethmap(
        geojson=outlines,
        locations=[feature["id"] for feature in outlines["features"]],
        z=values[layer],
        colorscale="Purples",
    )
)
figure.update_layout(
    map={"style": "white-bg", "zoom": zoom, "center": {"lon": longitude, "lat": latitude}},
    height=700,
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
)
st.plotly_chart(figure, key="map")

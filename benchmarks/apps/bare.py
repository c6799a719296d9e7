"""A Streamlit page with one choice and no map: what any page costs."""

import streamlit as st

from benchmarks.apps.common_data import load

_, colours, _ = load()
layer = st.columns([1, 3])[0].selectbox("Layer", list(colours), key="atlas_layer")
st.title(layer)

"""The atlas itself, with its runs timed."""

import streamlit as st

import benchmarks.apps.timed  # noqa: F401 - importing it installs the timing
from atlas.ui.serve import MIDDLEWARE, ROUTES, SCRIPT

app = st.App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE)

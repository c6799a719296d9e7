"""The plotly peer, with its runs timed."""

from pathlib import Path

import streamlit as st

import benchmarks.apps.timed  # noqa: F401 - importing it installs the timing

app = st.App(str(Path(__file__).with_name("peer_plotly.py")))

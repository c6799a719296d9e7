"""Draw a chart of the plan on its page, where nothing of it is dragged or zoomed."""

from __future__ import annotations

from typing import Any

import streamlit as st

QUIET = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


def draw_chart(figure: Any, key: str, alt: str | None = None) -> None:  # noqa: ANN401 - Plotly's
    """Draw a chart; `alt` says what it shows, where nothing beside it does."""
    st.plotly_chart(figure, key=key, config=QUIET, theme=None, alt=alt)

"""Put HTML on the page; nothing else does, so that all of it has come through `atlas.markup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from markupsafe import Markup


def draw_html(html: Markup, *, runs_script: bool = False) -> None:
    """Put HTML on the page.

    Parameters
    ----------
    html
        Of `atlas.markup`: a text alone would not be escaped.
    runs_script
        Whether a script in it runs.
    """
    st.html(html, unsafe_allow_javascript=runs_script)

"""Put HTML on the page; nothing else does, so that all of it has come through `atlas.markup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html

if TYPE_CHECKING:
    from markupsafe import Markup


def draw_html(html: str, /, *slots: object, **named: object) -> None:
    """Put a short piece of HTML on the page, its slots filled as `fill_html` fills them."""
    st.html(fill_html(html, *slots, **named))


def draw_markup(markup: Markup, *, runs_script: bool = False) -> None:
    """Put HTML on the page that is made already.

    Parameters
    ----------
    markup
        Of `atlas.markup`: mypy lets no mere text pass.
    runs_script
        Whether a script in it runs.
    """
    st.html(markup, unsafe_allow_javascript=runs_script)

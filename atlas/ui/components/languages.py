"""Choose the language: a button for every other one, under its own name."""

from __future__ import annotations

import streamlit as st

from atlas.text import ENGLISH
from atlas.ui.language import list_languages
from atlas.ui.state import change_selection


def draw_languages(spoken: str) -> None:
    """Draw a button for each language but the present one; nothing where there is only one."""
    others = {code: name for code, name in list_languages().items() if code != spoken}
    if not others:
        return
    with st.container(key="atlas_languages", horizontal=True, gap=None):
        for code, name in others.items():
            st.button(name, key=f"atlas_speak_{code}", on_click=_speak, args=(code,))


def _speak(code: str) -> None:
    change_selection(language="" if code == ENGLISH.code else code)

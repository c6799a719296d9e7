"""Find the language of a visitor's address, and use it for every text."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from atlas.markup import fill_html
from atlas.opening.places import read_definitions
from atlas.selection.query import parse_query
from atlas.text import ENGLISH, Speech, ask_for_language, say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.inside.query import find_query
from atlas.ui.state import change_selection

LANG = "lang"
NAME_OF_ENGLISH = "English"
SWITCHED = "atlas_switched_language"


def find_speech(code: str) -> Speech:
    """Return a language by its code; English if it is unknown."""
    if not code or code == ENGLISH.code:
        return ENGLISH
    language = read_definitions().languages.get(code)
    return language.speech if language else ENGLISH


@lru_cache(maxsize=512)
def _find_code(query: str) -> str:
    return parse_query(query).get(LANG, "")


def asked_speech() -> Speech:
    """Return the language of the current visitor's address.

    A page, a fragment and a callback may each run in a thread of its own; all of them know
    the address.
    """
    query = find_query()
    return ENGLISH if query is None else find_speech(_find_code(query))


ask_for_language(asked_speech)


def list_languages() -> dict[str, str]:
    """Return every language's own name, by its code; English first."""
    others = {code: language.name for code, language in read_definitions().languages.items()}
    return {ENGLISH.code: NAME_OF_ENGLISH} | others


def send_language(code: str) -> None:
    """Set the page's language in the browser, for screen readers and for its own number formats.

    A page opened in a language has it from the start; this is for a switch.
    """
    if code == ENGLISH.code and not st.session_state.get(SWITCHED):
        return
    st.session_state[SWITCHED] = True
    # The code is one of those that files are called by.
    with st.container(key="atlas_language_told"):
        draw_markup(
            fill_html("<script>document.documentElement.lang='{}'</script>", code),
            runs_script=True,
        )


def name_file_button(code: str) -> None:
    """Label the upload button, which Streamlit itself labels in English only."""
    if code == ENGLISH.code:
        return
    draw_html("<style>:root {{ --atlas-upload: '{}'; }}</style>", say("Upload"))


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

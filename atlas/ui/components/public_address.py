"""Ask for the address at which others open this atlas, where it is not set."""

from __future__ import annotations

import streamlit as st

from atlas.selection.public_address import SETTING, describe_none, is_public
from atlas.text import say
from atlas.ui.messages import as_text
from atlas.ui.state import PUBLIC, page_address, typed_address


def draw_public_address(where: str) -> None:
    """Draw why there is no link to print, and the field that sets one; nothing if there is one.

    `where` is the container that asks, so that several may ask at once.
    """
    if page_address():
        return
    st.markdown(as_text(describe_none()))
    key = f"{PUBLIC}_{where}"
    st.text_input(
        say("Address at which others open this atlas"),
        key=key,
        placeholder="https://",
        max_chars=300,
        autocomplete="off",
        on_change=lambda: st.session_state.update({PUBLIC: st.session_state[key].strip()}),
    )
    if typed_address() and not is_public(typed_address()):
        st.warning(
            say("This is no address that another machine could open. It begins with https://."),
            icon=":material/help:",
        )
    st.caption(
        say(
            "It is kept for this visit. Whoever runs this atlas sets it for all: {name}.",
            name=SETTING,
        )
    )

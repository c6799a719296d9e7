"""Download a card that introduces a place and one of its twins to each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.text import say, speaking
from atlas.ui.components.public_address import draw_public_address
from atlas.ui.state import counting_address, page_address
from atlas.views.twins import find_address

if TYPE_CHECKING:
    from atlas.neighbours.find import Found, Neighbour
    from atlas.opening.candidates import Asked
    from atlas.sheets.pairing import PairingCard

CHOSEN = "atlas_twins_pair"


@st.fragment
def draw_pairing(asked: Asked, found: Found) -> None:
    """Draw the choice of a twin, its card as a file, and its text to copy."""
    names = {twin.code: asked.atlas.name_of(twin.code) for twin in found.twins}
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = found.twins[0].code
    code = st.selectbox(
        say("Propose to learn from each other"),
        list(names),
        format_func=lambda letter: names.get(letter, letter),
        key=CHOSEN,
    )
    twin = next((twin for twin in found.twins if twin.code == code), found.twins[0])
    draw_public_address("pairing")
    st.download_button(
        say("Pairing card (PDF)"),
        data=partial(_write, asked, twin, page_address()),
        file_name=f"{asked.code}_{twin.code}_pairing.pdf",
        mime="application/pdf",
        key="atlas_twins_pdf",
        on_click="ignore",
    )
    with st.expander(say("The same as text to copy")), st.container(key="atlas_paragraph"):
        st.code(_write_text(asked, twin, page_address()), language=None, wrap_lines=True)


def _make(asked: Asked, twin: Neighbour, link: str) -> PairingCard:
    # Fonts and layout are loaded by the first print, not by every visit.
    from atlas.sheets.pairing import make_pairing  # noqa: PLC0415

    # With the weights, so that the same twins are shown.
    parameters = [find_address(asked.atlas, asked.code), counting_address()]
    address = "&".join(one for one in parameters if one)
    return make_pairing(asked, twin, link=f"{link}?{address}")


def _write(asked: Asked, twin: Neighbour, link: str) -> bytes:
    from atlas.sheets.pairing import write_pairing  # noqa: PLC0415 - as in _make

    # Requested by the browser, apart from the page and its language.
    with speaking(asked.atlas.speech):
        return write_pairing(_make(asked, twin, link))


def _write_text(asked: Asked, twin: Neighbour, link: str) -> str:
    from atlas.sheets.pairing import make_pairing_text  # noqa: PLC0415 - as in _make

    return make_pairing_text(_make(asked, twin, link))

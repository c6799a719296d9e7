"""Download a card that introduces a place and one of its twins to each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.text import say
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.components.public_address import draw_public_address
from atlas.ui.state import counting_address, page_address
from atlas.views.twins import find_address

if TYPE_CHECKING:
    from atlas.neighbours.find import Found, Neighbour
    from atlas.opening.candidates import Asked

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
    # With the weights, so that the same twins are shown.
    parameters = [find_address(asked.atlas, asked.code), counting_address()]
    link = f"{page_address()}?{'&'.join(one for one in parameters if one)}"
    name = f"{asked.code}_{twin.code}_pairing.pdf"
    make = partial(write_card, asked, twin, link)
    draw_file_button(say("Pairing card (PDF)"), name, make, key="atlas_twins_pdf")
    with st.expander(say("The same as text to copy")), st.container(key="atlas_paragraph"):
        from atlas.sheets.pairing import make_pairing, make_pairing_text  # noqa: PLC0415 - below

        text = make_pairing_text(make_pairing(asked, twin, link=link))
        st.code(text, language=None, wrap_lines=True)


def write_card(asked: Asked, twin: Neighbour, link: str) -> bytes:
    """Return the card of a place and a twin as PDF."""
    # Fonts and layout are loaded by the first print, not by every visit.
    from atlas.sheets.pairing import make_pairing, write_pairing  # noqa: PLC0415

    return write_pairing(make_pairing(asked, twin, link=link))

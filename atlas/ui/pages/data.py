"""About the data: sources, formulas, cautions, what is not known, and the types by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.definitions import SharedTypology
from atlas.paths import name_in_files
from atlas.text import say, to_say
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.html import draw_markup
from atlas.ui.messages import draw_notes
from atlas.ui.pages import PageSpec
from atlas.ui.state import notes
from atlas.views.about import render_about
from atlas.views.hand_sheet import write_hand_sheet

if TYPE_CHECKING:
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec(
    "data", to_say("About the data"), to_say("Sources, formulas, cautions and terms."), 8
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    atlas = opened.atlas
    with st.container(key="atlas_read"):
        draw_notes(notes())
        draw_markup(render_about(atlas))
        for typology in atlas.definitions.typologies.values():
            if typology.method == "profiles" or isinstance(typology, SharedTypology):
                label = say(
                    "{typology}: a sheet for working them out by hand (Excel)",
                    typology=typology.name,
                )
                name = f"{name_in_files(atlas.store.place)}_{typology.id}_by_hand.xlsx"
                make = partial(write_hand_sheet, atlas, typology.id, reading=selection.reading)
                draw_file_button(label, name, make, key=f"atlas_hand_{typology.id}")

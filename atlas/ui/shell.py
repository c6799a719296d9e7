"""Page settings, navigation, header and style: the frame of every page."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas import paths
from atlas.discovery import find_modules
from atlas.plan import pages as plan_pages
from atlas.plan.ui.circumstances import find_circumstances
from atlas.text import say
from atlas.ui import pages as pages_package
from atlas.ui.components.place_picker import draw_place_picker, draw_search
from atlas.ui.components.side_panel import draw_circumstances_by
from atlas.ui.html import draw_html
from atlas.ui.language import draw_languages, name_file_button, send_language
from atlas.ui.messages import draw_safely
from atlas.ui.state import menu_parameters, open_selected

if TYPE_CHECKING:
    from types import ModuleType

    from streamlit.navigation.page import StreamlitPage


# Map and plan are combined here, and nowhere else on screen.
draw_circumstances_by(find_circumstances)


@cache
def find_pages() -> dict[str, ModuleType]:
    """Return every page, by its word, in the order of the menu."""
    found = find_modules(pages_package, "PAGE", plan_pages)
    return dict(sorted(found.items(), key=lambda pair: pair[1].PAGE.order))


def show() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(
        page_title=say("Cohesion atlas"),
        page_icon=str(paths.UI / "style" / "icon.svg"),
        layout="wide",
    )
    screens = {
        word: st.Page(
            partial(_draw, word),
            title=say(module.PAGE.title),
            url_path=word,
            default=position == 0,
        )
        for position, (word, module) in enumerate(find_pages().items())
    }
    chosen = st.navigation(list(screens.values()), position="hidden")
    st.session_state["atlas_screens"] = screens
    chosen.run()


def _draw(word: str) -> None:
    draw_safely(partial(_draw_page, word))


def _draw_page(word: str) -> None:
    opened, selection = open_selected()
    with st.container(key="atlas_top"):
        draw_html(
            '<a class="at-skip" href="#atlas-main">{}</a><p class="at-brand">{} <span>{}'
            "</span></p>",
            say("Skip to the map and figures"),
            say("Cohesion atlas"),
            opened.atlas.name,
        )
        draw_place_picker(opened.atlas, add=st.session_state["atlas_screens"]["places"])
        _draw_menu(st.session_state["atlas_screens"], word)
        draw_languages(opened.atlas.language)
        draw_search(opened.atlas)
    send_language(opened.atlas.language)
    name_file_button(opened.atlas.language)
    find_pages()[word].render(opened, selection)


def _draw_menu(screens: dict[str, StreamlitPage], current: str) -> None:
    with st.container(key="atlas_menu", horizontal=True, gap=None):
        for word, screen in screens.items():
            if not find_pages()[word].PAGE.in_menu:
                continue
            st.page_link(screen, query_params=menu_parameters(), disabled=word == current)

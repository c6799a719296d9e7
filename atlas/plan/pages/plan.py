"""Plan: what the town means to do, in parts; each part is a module of a `ui` beside this."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.discovery import find_modules
from atlas.errors import Fault, find_closest
from atlas.permission import is_read_only
from atlas.plan import ui as parts_package
from atlas.plan.matching import ui as matching_package
from atlas.plan.ui.opened import draw_writer
from atlas.text import say, to_say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notes, draw_safely
from atlas.ui.pages import PageSpec
from atlas.ui.state import asked_part, choose_part, notes, set_widget

if TYPE_CHECKING:
    from types import ModuleType

    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("plan", to_say("Plan"), to_say("From suggestions to a plan."), 4)
CHOSEN = "atlas_plan_part"


@cache
def find_parts() -> dict[str, ModuleType]:
    """Return every part, by its word, in its order."""
    found = find_modules(parts_package, "PART", matching_package)
    return dict(sorted(found.items(), key=lambda pair: pair[1].PART.order))


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    read_only = is_read_only()
    parts = {
        word: part
        for word, part in find_parts().items()
        if not (read_only and part.PART.for_editors)
    }
    asked = asked_part()
    word = asked if asked in parts else next(iter(parts), "")
    with st.container(key="atlas_read"), st.container(key="atlas_plan"):
        title = say("Plan for {place}", place=opened.atlas.name)
        draw_html('<div class="ab pl-lead" id="atlas-main" tabindex="-1"><h1>{}</h1></div>', title)
        faults = notes()
        if asked not in ("", word):
            what = say('The page Plan has no part "{part}".', part=asked)
            remedy, closest = say("Choose one of those above."), find_closest(asked, list(parts))
            faults = [*faults, Fault("address, part", what, remedy=remedy, closest=closest)]
        draw_notes(faults)
        if not word:
            return
        _draw_parts(parts, word)
        summary = say(parts[word].PART.summary)
        draw_html('<div class="ab"><p class="pl-summary">{}</p></div>', summary)
        if read_only:
            told = say("In this atlas the plan is read-only.")
            draw_html('<div class="ab"><p class="ap-now">{}</p></div>', told)
        draw_safely(partial(parts[word].render, opened, selection))
        if parts[word].PART.written and not read_only:
            draw_writer()


def _draw_parts(parts: dict[str, ModuleType], word: str) -> None:
    """Draw the parts to choose from; the address is what they follow."""
    set_widget(CHOSEN, word)
    st.segmented_control(
        say("Parts of the plan"),
        list(parts),
        format_func=lambda one: say(parts[one].PART.title),
        key=CHOSEN,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _take_part(next(iter(parts))),
    )


def _take_part(usual: str) -> None:
    """Open the part that was chosen.

    A browser that comes back to the page says once more what was chosen: that is no choice, and
    must not close a form that the address has open.
    """
    chosen = st.session_state[CHOSEN]
    if chosen != (asked_part() or usual):
        choose_part(chosen)

"""Mount a story in a page: its start button, its steps, and the browser's stored copy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.text import ENGLISH, say, spoken
from atlas.ui.assets import make_loader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HTML = """<div class="atlas-meet" data-atlas><p class="atlas-lost">\
{lost}</p></div>"""
_CSS = """:host{display:block}
.atlas-meet:not([data-failed]) .atlas-lost{display:none}"""


@cache
def _mount(spoken: str) -> Callable[..., Any]:
    """Return the component for a language, whose placeholder text comes with it."""
    code = "" if spoken == ENGLISH.code else spoken
    return st.components.v2.component(
        f"atlas_meet_{code}" if code else "atlas_meet",
        html=_HTML.format(lost=say("The story did not load. Reload the page.")),
        css=_CSS,
        js=make_loader("meet/meet.js", spoken=code),
    )


def draw_meeting(
    *,
    key: str,
    keep: str | None,
    on_restored: Callable[[str], None],
    story: str = "",
    slides: Sequence[dict[str, Any]] = (),
    step: int = 0,
    speaker: bool = False,
) -> None:
    """Draw a story; without slides, only store the visitor's own.

    Parameters
    ----------
    key
        Streamlit's key.
    keep
        The visitor's own story as a file, for the browser to store; empty to delete it; None
        where this session has none, and asks for the browser's copy.
    on_restored
        Called before the next run with the browser's copy. It comes from a browser and
        is not yet known to be a story.
    story
        Identity of the story.
    slides
        What each step shows, as made by `atlas.views.slides.make_slide`.
    step
        The step to resume from, counted from 1; 0 for none.
    speaker
        Whether this window is the speaker's.
    """

    def hand_on_restored() -> None:
        text = st.session_state[key].get("restored")
        if isinstance(text, str):
            on_restored(text)

    _mount(spoken().code)(
        key=key,
        data={
            "keep": keep,
            "story": story,
            "slides": list(slides),
            "step": step,
            "speaker": speaker,
        },
        on_restored_change=hand_on_restored,
    )

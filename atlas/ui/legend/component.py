"""Mount the legend in a page and pass on which class was switched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.text import ENGLISH, say, spoken
from atlas.ui.assets import make_loader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Sent again with every change, so it contains only what the placeholder needs at once.
_HTML = """<div class="atlas-legend" data-atlas><p class="atlas-lost">\
{lost}</p></div>"""
_CSS = """:host{display:block}
.atlas-legend{min-height:180px}
.atlas-legend:not([data-failed]) .atlas-lost{display:none}"""


@cache
def _mount(spoken: str) -> Callable[..., Any]:
    """Return the component for a language, whose placeholder text comes with it."""
    code = "" if spoken == ENGLISH.code else spoken
    return st.components.v2.component(
        f"atlas_legend_{code}" if code else "atlas_legend",
        html=_HTML.format(lost=say("The legend did not load. Reload the page.")),
        css=_CSS,
        js=make_loader("legend/legend.js", spoken=code),
    )


def draw_legend(
    *,
    data: Mapping[str, Any],
    key: str,
    on_toggled: Callable[[int | None], None] | None = None,
) -> None:
    """Draw the legend of the layer on the map.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``LegendData``.
    key
        Streamlit's key for this legend.
    Called before the next run with the index of the class that was switched off or on; with
        Called before the next run with the number of the class that was switched off or on; with
        None where all are to be shown again.
    """

    def hand_on() -> None:
        value = st.session_state[key].get("toggled")
        if on_toggled is None or not isinstance(value, dict):
            return
        index = value.get("class")
        if index is None:
            on_toggled(None)
        elif isinstance(index, int) and 0 <= index < len(data.get("classes", ())):
            on_toggled(index)

    _mount(spoken().code)(key=key, data=dict(data), on_toggled_change=hand_on)

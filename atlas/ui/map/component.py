"""Mount the map in a page and pass on what people pick and where they look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from atlas.text import ENGLISH, say, spoken
from atlas.ui.assets import make_loader
from atlas.ui.map.events import Pick, View, parse_pick, parse_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Sent again with every change, so it contains only what the placeholder needs at once.
_HTML = """<div class="atlas-map" data-atlas><div class="atlas-message" role="status"></div>
<p class="atlas-lost" role="status">{lost}</p></div>"""
_CSS = """:host,.atlas-map{display:block;height:100%}
div:has(>.atlas-map),div:has(>div>.atlas-map){height:100%}
.atlas-map{position:relative;height:var(--atlas-map-height,100%);\
min-height:var(--atlas-map-least,320px)}
.atlas-map:not([data-failed=script]) .atlas-lost{display:none}"""
# What waits for the map must not wait indefinitely if its script does not arrive.
_SETTLED = 'c.data.awaited && c.setStateValue("settled", true);'


@cache
def _mount(spoken: str) -> Callable[..., Any]:
    """Return the component for a language, whose placeholder text comes with it."""
    code = "" if spoken == ENGLISH.code else spoken
    return st.components.v2.component(
        f"atlas_map_{code}" if code else "atlas_map",
        html=_HTML.format(
            lost=say("The map did not load. Reload the page; the table shows the same figures.")
        ),
        css=_CSS,
        js=make_loader("map/map.js", failing=_SETTLED, spoken=code),
    )


def draw_map(
    *,
    data: Mapping[str, Any],
    key: str,
    on_picked: Callable[[Pick], None] | None = None,
    on_view: Callable[[View], None] | None = None,
    on_settled: Callable[[], None] | None = None,
    height: int | Literal["stretch"] = "stretch",
) -> None:
    """Draw the map, or update the existing one.

    Parameters
    ----------
    data
        What to draw, as `wire.json` describes it under ``MapData``.
    key
        Streamlit's key for this map; the same key at every run keeps the map alive.
    on_picked
        Called before the next run with the area that was picked.
    on_view
        Called before the next run with the position and zoom at which the map was left.
    on_settled
        Called once when the map is on screen, or has failed, if the data says that it is
        ``awaited``: for what would slow it down if it came at the same time.
    height
        Pixels, or ``stretch`` for the height of the surrounding container. A page may also set
        the CSS property `--atlas-map-height`.
    """

    def hand_on_pick() -> None:
        pick = parse_pick(st.session_state[key].get("picked"))
        if pick is not None and on_picked is not None:
            on_picked(pick)

    def hand_on_view() -> None:
        view = parse_view(st.session_state[key].get("view"))
        if view is not None and on_view is not None:
            on_view(view)

    def hand_on_settled() -> None:
        if on_settled is not None:
            on_settled()

    _mount(spoken().code)(
        key=key,
        data=dict(data),
        height=height,
        on_picked_change=hand_on_pick,
        on_view_change=hand_on_view,
        on_settled_change=hand_on_settled,
    )

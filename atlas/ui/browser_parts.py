"""Put map, table, legend, search and story in a page, and validate what the browser sends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import streamlit as st

from atlas.text import ENGLISH, say, spoken, to_say
from atlas.ui.assets import make_loader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LOST = {
    "map": to_say("The map did not load. Reload the page; the table shows the same figures."),
    "table": to_say("The table did not load. Reload the page."),
    "legend": to_say("The legend did not load. Reload the page."),
    "multiples": to_say("The maps did not load. Reload the page."),
    "meet": to_say("The story did not load. Reload the page."),
    "finder": to_say("The search for layers did not load. Reload the page."),
    "search": to_say("The search did not load. Reload the page."),
}
# Sent again with every change, so it contains only what the placeholder needs at once.
HTML = """<div class="atlas-{part}" data-atlas><p class="atlas-lost">{lost}</p></div>"""
MAP_HTML = """<div class="atlas-map" data-atlas><div class="atlas-message" role="status"></div>
<p class="atlas-lost" role="status">{lost}</p></div>"""
MAP_CSS = """:host,.atlas-map{display:block;height:100%}
div:has(>.atlas-map),div:has(>div>.atlas-map){height:100%}
.atlas-map{position:relative;height:var(--atlas-map-height,100%);\
min-height:var(--atlas-map-least,320px)}
.atlas-map:not([data-failed=script]) .atlas-lost{display:none}"""
LEAST = {
    "table": "var(--atlas-table-least,320px)",
    "legend": "180px",
    "finder": "64px",
    "search": "40px",
}
# What waits for the map must not wait indefinitely if its script does not arrive.
SETTLED = 'c.data.awaited && c.setStateValue("settled", true);'
LONGEST_CODE = 40
# A kind and the codes of several authorities.
LONGEST_ID = 300
FAR_EAST, FAR_NORTH, CLOSEST = 180, 90, 24
PARTS = 3
View: TypeAlias = tuple[float, float, float]


@cache
def _mount(part: str, spoken: str) -> Callable[..., Any]:
    """Return a component for a language, whose placeholder text comes with it."""
    code = "" if spoken == ENGLISH.code else spoken
    css = [":host{display:block}"]
    css += [f".atlas-{part}{{min-height:{LEAST[part]}}}"] if part in LEAST else []
    css += [f".atlas-{part}:not([data-failed]) .atlas-lost{{display:none}}"]
    is_map = part == "map"
    return st.components.v2.component(
        f"atlas_{part}_{code}" if code else f"atlas_{part}",
        html=(MAP_HTML if is_map else HTML).format(part=part, lost=say(LOST[part])),
        css=MAP_CSS if is_map else "\n".join(css),
        js=make_loader(f"{part}/{part}.js", failing=SETTLED if is_map else "", spoken=code),
    )


def _hand_on_pick(key: str, on_picked: Callable[[Pick], None]) -> None:
    pick = parse_pick(st.session_state[key].get("picked"))
    if pick is not None:
        on_picked(pick)


def draw_map(
    *,
    data: Mapping[str, Any],
    key: str,
    on_picked: Callable[[Pick], None],
    on_view: Callable[[View], None],
    on_settled: Callable[[], None] = lambda: None,
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
    """

    def hand_on_view() -> None:
        view = parse_view(st.session_state[key].get("view"))
        if view is not None:
            on_view(view)

    _mount("map", spoken().code)(
        key=key,
        data=dict(data),
        height="stretch",
        on_picked_change=lambda: _hand_on_pick(key, on_picked),
        on_view_change=hand_on_view,
        on_settled_change=on_settled,
    )


def draw_table(
    *,
    data: Mapping[str, Any],
    key: str,
    on_picked: Callable[[Pick], None],
    on_sorted: Callable[[str], None] = lambda _: None,
) -> None:
    """Draw a table that can be sorted, for reading and for keys.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``TableData``.
    key
        Streamlit's key for this table.
    on_picked
        Called before the next run with the area that was picked.
    on_sorted
        Called before the next run with the column that the table has been sorted by, as in the
        address: after a minus where the largest comes first.
    """

    def hand_on_sorting() -> None:
        value = st.session_state[key].get("sorted")
        column = value.get("column") if isinstance(value, dict) else None
        if column in {known["id"] for known in data.get("columns", ())}:
            on_sorted(f"{'-' if value.get('descending') is True else ''}{column}")

    _mount("table", spoken().code)(
        key=key,
        data=dict(data),
        on_picked_change=lambda: _hand_on_pick(key, on_picked),
        on_sorted_change=hand_on_sorting,
    )


def draw_multiples(*, data: Mapping[str, Any], key: str, on_picked: Callable[[Pick], None]) -> None:
    """Draw a small map for each of several authorities.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``MultiplesData``.
    key
        Streamlit's key for these maps.
    on_picked
        Called before the next run with the area that was picked.
    """
    _mount("multiples", spoken().code)(
        key=key, data=dict(data), on_picked_change=lambda: _hand_on_pick(key, on_picked)
    )


def draw_legend(
    *, data: Mapping[str, Any], key: str, on_toggled: Callable[[int | None], None]
) -> None:
    """Draw the legend of the layer on the map: classes that can be switched off, a histogram.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``LegendData``.
    key
        Streamlit's key for this legend.
    on_toggled
        Called before the next run with the index of the class that was switched off or on; with
        None where all are to be shown again.
    """

    def hand_on() -> None:
        value = st.session_state[key].get("toggled")
        if not isinstance(value, dict):
            return
        index = value.get("class")
        known = isinstance(index, int) and 0 <= index < len(data.get("classes", ()))
        if index is None or known:
            on_toggled(index)

    _mount("legend", spoken().code)(key=key, data=dict(data), on_toggled_change=hand_on)


def draw_finder(*, data: Mapping[str, Any], key: str, on_chosen: Callable[[str], None]) -> None:
    """Draw the search for a layer, over all topics.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``FinderData``.
    key
        Streamlit's key for this search.
    on_chosen
        Called before the next run with the identity that was chosen. It comes from a browser and
        is not yet known to be one of a layer.
    """

    def hand_on() -> None:
        value = st.session_state[key].get("chosen")
        name = value.get("layer") if isinstance(value, dict) else None
        if isinstance(name, str):
            on_chosen(name)

    _mount("finder", spoken().code)(key=key, data=dict(data), on_chosen_change=hand_on)


def draw_search_box(*, data: Mapping[str, Any], key: str, on_chosen: Callable[[str], None]) -> None:
    """Draw a search that lists answers while one types.

    Parameters
    ----------
    data
        Its label and address, as `wire.json` describes it under ``SearchData``.
    key
        Streamlit's key for this search.
    on_chosen
        Called before the next run with the id of the answer that was chosen. It comes from a
        browser and is not yet known to be one of ours.
    """

    def hand_on() -> None:
        value = st.session_state[key].get("chosen")
        chosen = value.get("id") if isinstance(value, dict) else None
        if isinstance(chosen, str) and len(chosen) <= LONGEST_ID:
            on_chosen(chosen)

    _mount("search", spoken().code)(key=key, data=dict(data), on_chosen_change=hand_on)


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

    data = {"keep": keep, "story": story, "slides": list(slides), "step": step, "speaker": speaker}
    _mount("meet", spoken().code)(key=key, data=data, on_restored_change=hand_on_restored)


@dataclass(frozen=True, slots=True)
class Pick:
    """An area that someone picked.

    Parameters
    ----------
    code
        The area's code; None where the selection is to be cleared. The code comes from a browser
        and is not yet known to be one of ours.
    mode
        ``one`` for this area alone, ``toggle`` to add it to the selection or take it out.
    """

    code: str | None
    mode: Literal["one", "toggle"]


def parse_pick(value: object) -> Pick | None:
    """Return what was picked, or None if the message is not one of ours.

    Examples
    --------
    >>> parse_pick({"code": "E01015693", "mode": "toggle"})
    Pick(code='E01015693', mode='toggle')
    >>> parse_pick({"code": 3}) is None
    True
    """
    if not isinstance(value, dict):
        return None
    code = value.get("code")
    if not (code is None or (isinstance(code, str) and 0 < len(code) <= LONGEST_CODE)):
        return None
    return Pick(code, "toggle" if value.get("mode") == "toggle" else "one")


def parse_view(value: object) -> View | None:
    """Return longitude, latitude and zoom, or None if they are not on any map.

    Examples
    --------
    >>> parse_view([-0.42, 51.88, 12])
    (-0.42, 51.88, 12.0)
    >>> parse_view([-0.42, 151.88, 12]) is None
    True
    """
    if not (isinstance(value, (list, tuple)) and len(value) == PARTS):
        return None
    if not all(isinstance(part, (int, float)) and isfinite(part) for part in value):
        return None
    lon, lat, zoom = (float(part) for part in value)
    there = abs(lon) <= FAR_EAST and abs(lat) <= FAR_NORTH and 0 <= zoom <= CLOSEST
    return (lon, lat, zoom) if there else None

"""Mount the table in a page and hand on what is picked and how it is sorted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.text import ENGLISH, say, spoken
from atlas.ui.assets import make_loader
from atlas.ui.map.events import Pick, parse_pick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Sent again with every change, so it holds no more than the placeholder needs at once.
_HTML = """<div class="atlas-table" data-atlas><p class="atlas-lost">\
{lost}</p></div>"""
_CSS = """:host{display:block}
.atlas-table{min-height:var(--atlas-table-least,320px)}
.atlas-table:not([data-failed]) .atlas-lost{display:none}"""


@cache
def _mount(spoken: str) -> Callable[..., Any]:
    """Return the component for a language: what it says before its script has come is in it."""
    code = "" if spoken == ENGLISH.code else spoken
    return st.components.v2.component(
        f"atlas_table_{code}" if code else "atlas_table",
        html=_HTML.format(lost=say("The table did not load. Reload the page.")),
        css=_CSS,
        js=make_loader("table/table.js", spoken=code),
    )


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column a table is sorted by.

    Parameters
    ----------
    column
        The column's id.
    descending
        Whether the largest comes first.
    """

    column: str
    descending: bool


def draw_table(
    *,
    data: Mapping[str, Any],
    key: str,
    on_picked: Callable[[Pick], None] | None = None,
    on_sorted: Callable[[Sorting], None] | None = None,
) -> None:
    """Draw the table of the areas.

    Parameters
    ----------
    data
        What to show, as `wire.json` describes it under ``TableData``.
    key
        Streamlit's key for this table.
    on_picked
        Called before the next run with the area that was picked.
    on_sorted
        Called before the next run with the sorting that was chosen. The table has sorted itself
        by then; this is for keeping it in the address.
    """

    def hand_on_pick() -> None:
        pick = parse_pick(st.session_state[key].get("picked"))
        if pick is not None and on_picked is not None:
            on_picked(pick)

    def hand_on_sorting() -> None:
        value = st.session_state[key].get("sorted")
        if on_sorted is None or not isinstance(value, dict):
            return
        column = value.get("column")
        if column in {known["id"] for known in data.get("columns", ())}:
            on_sorted(Sorting(str(column), value.get("descending") is True))

    _mount(spoken().code)(
        key=key,
        data=dict(data),
        on_picked_change=hand_on_pick,
        on_sorted_change=hand_on_sorting,
    )

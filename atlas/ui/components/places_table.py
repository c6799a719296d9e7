"""The points on the map as tables: name, kind and area of each, and how many per area."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from atlas.views.places import Places, make_places

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def draw_places(atlas: Atlas, selection: Selection) -> None:
    """Draw one folded table per list on the map, below the table of areas."""
    known = atlas.overlays
    shown = [make_places(atlas, known[name]) for name in selection.overlays if name in known]
    with st.container(key="atlas_points"):
        st.html("".join(_write(listed) for listed in shown))


def _write(places: Places) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in places.rows
    )
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in places.columns)
    about = "".join(f"<p>{escape(line)}</p>" for line in places.about)
    return (
        f'<details class="at-places" open><summary>{escape(places.caption)}</summary>{about}'
        f'<table aria-label="{escape(places.caption, quote=True)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )

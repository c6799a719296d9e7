"""The points on the map as tables: name, kind and area of each, and how many per area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, join_html, repeat_html
from atlas.ui.html import draw_markup
from atlas.views.places import Places, make_places

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def draw_places(atlas: Atlas, selection: Selection) -> None:
    """Draw one folded table per list on the map, below the table of areas."""
    known = atlas.overlays
    shown = [make_places(atlas, known[name]) for name in selection.overlays if name in known]
    with st.container(key="atlas_points"):
        draw_markup(join_html(_write(one) for one in shown))


def _write(places: Places) -> Markup:
    rows = repeat_html("<tr>{}</tr>", (repeat_html("<td>{}</td>", row) for row in places.rows))
    heads = repeat_html('<th scope="col">{}</th>', places.columns)
    about = repeat_html("<p>{}</p>", places.about)
    return fill_html(
        '<details class="at-places" open><summary>{caption}</summary>{about}<table '
        'aria-label="{caption}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
        "</table></details>",
        caption=places.caption,
        about=about,
        heads=heads,
        rows=rows,
    )

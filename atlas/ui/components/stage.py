"""The middle of the page: the question, and its answer as map, table or chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.layer.content import Figures, Types
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_told
from atlas.markup import join_html
from atlas.prose.parts import describe_best_fit, describe_parts
from atlas.prose.sentences import describe_base, describe_sources
from atlas.prose.subject import make_subject
from atlas.prose.two_dates import describe_compared
from atlas.text import say, to_say
from atlas.ui.browser_parts import draw_map, draw_multiples, draw_table
from atlas.ui.components.choice import draw_choice
from atlas.ui.components.share import draw_downloads, draw_share
from atlas.ui.components.side_panel import QUIET
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import as_text
from atlas.ui.overlay.chosen import describe_extras, draw_on_the_map
from atlas.ui.serve import assets
from atlas.ui.state import (
    change_selection,
    current,
    fit_request,
    is_settled,
    settle,
)
from atlas.views.choropleth import draw_map_data
from atlas.views.multiples import make_multiples
from atlas.views.side_by_side import find_compared, render_side_by_side
from atlas.views.spread import describe_spread, draw_spread
from atlas.views.table import make_table, render_places
from atlas.views.ward_chart import describe_wards, draw_wards
from atlas.views.ward_table import make_ward_table

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection
    from atlas.ui.browser_parts import Pick, View
    from atlas.ui.cache import OpenPlace

SHOW, BY, ORDER = "atlas_show", "atlas_by", "atlas_order"
SHOWN_AS = {"map": to_say("Map"), "table": to_say("Table"), "chart": to_say("Chart")}


def draw_heading(atlas: Atlas, selection: Selection, layer: Layer) -> None:
    """Draw the question, and the answer for what is selected."""
    draw_html(
        '<div id="atlas-main" tabindex="-1"><h1 class="at-title">{}</h1><p '
        'class="at-subtitle">{}</p></div>',
        layer.texts.title,
        _answer(atlas, selection, layer),
    )


def draw_tools(atlas: Atlas, selection: Selection) -> None:
    """Draw the choice of map, table or chart, and the background and downloads."""
    with st.container(key="atlas_tools", horizontal=True):
        draw_show_as(SHOW, SHOWN_AS, selection.show)
        draw_on_the_map(atlas, selection)
        _draw_about(atlas, selection)
        draw_downloads(atlas, selection)
        draw_share(atlas, selection)


def draw_show_as(key: str, ways: dict[str, str], shown: str) -> None:
    """Draw the choice of how the areas are shown."""
    draw_choice(
        say("Show as"),
        {way: say(words) for way, words in ways.items()},
        shown,
        draw=st.segmented_control,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: change_selection(show=st.session_state[key]),
    )


def _draw_by(atlas: Atlas, selection: Selection) -> None:
    """Draw the choice of what figures are given for."""
    nouns = (atlas.words.area[1], atlas.words.ward[1])
    areas, wards = (noun[:1].upper() + noun[1:] for noun in nouns)
    names = {"": areas, "ward": wards}
    if atlas.authorities:
        names = {"": say("Side by side"), "ward": wards, "together": say("All together")}
    if not atlas.has_wards:
        names.pop("ward")
    draw_choice(
        say("Figures for each"),
        names,
        selection.by,
        draw=st.segmented_control,
        key=BY,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: change_selection(by=st.session_state[BY]),
    )


def draw_stage(opened: OpenPlace, selection: Selection, layer: Layer) -> None:
    """Draw the answer to the question: a map, a table or a chart."""
    atlas = opened.atlas
    is_apart = bool(atlas.authorities) and selection.is_side_by_side
    # The map of one place is of its areas, so there is nothing to choose.
    if atlas.authorities or (atlas.has_wards and selection.show != "map"):
        with st.container(key="atlas_rows", horizontal=True, gap="small"):
            _draw_by(atlas, selection)
            if _has_order(selection, layer):
                _draw_order(selection, layer)
    if is_apart and (selection.show == "map" or selection.by != "ward"):
        _draw_side_by_side(atlas, selection, layer)
    elif selection.show == "map":
        draw_map(
            data=draw_map_data(atlas, selection, layer, assets=assets(opened), fit=fit_request())
            | ({} if is_settled() else {"awaited": True})
            | describe_extras(opened, selection),
            key="atlas_map",
            on_picked=lambda pick: pick_area(atlas, pick),
            on_view=remember_view,
            on_settled=settle,
        )
    elif selection.by == "ward":
        _draw_wards(atlas, selection, layer)
    elif selection.show == "table":
        draw_table(
            data=make_table(atlas, selection, layer),
            key="atlas_table",
            on_picked=lambda pick: pick_area(atlas, pick),
            on_sorted=lambda sort: change_selection(sort=sort),
        )
        if selection.overlays:
            known = [atlas.overlays[one] for one in selection.overlays if one in atlas.overlays]
            with st.container(key="atlas_points"):
                draw_markup(join_html(render_places(atlas, listed) for listed in known))
    else:
        _draw_chart(draw_spread(atlas, selection, layer), describe_spread(atlas, layer))


def _draw_chart(figure: Any, told: str) -> None:  # noqa: ANN401 - the page knows no Plotly
    # Many rows are scrolled: squeezed into the window their names would lie on each other.
    draw_html(
        "<style>.st-key-atlas_spread{{--atlas-least:{:.0f}px}}</style>"
        '<p class="at-chart-note">{}</p>',
        0.62 * figure.layout.height,
        told,
    )
    st.plotly_chart(
        figure,
        key="atlas_spread",
        config=QUIET,
        theme=None,
        height=int(figure.layout.height),
    )


def _draw_wards(atlas: Atlas, selection: Selection, layer: Layer) -> None:
    """Draw the wards as a table or a chart, and how they are made of small areas."""
    if selection.show == "table":
        draw_table(
            data=make_ward_table(atlas, selection, layer),
            key="atlas_table",
            on_picked=lambda pick: pick_ward(atlas, pick),
            on_sorted=lambda sort: change_selection(sort=sort),
        )
    else:
        _draw_chart(draw_wards(atlas, selection, layer), describe_wards(atlas, selection, layer))
    if told := describe_best_fit(atlas):
        draw_html('<p class="at-chart-note">{}</p>', told)


def _draw_side_by_side(atlas: Atlas, selection: Selection, layer: Layer) -> None:
    """Draw several authorities apart: a map for each, a column for each, or a row for each."""
    if selection.show == "map":
        with st.container(key="atlas_multiples"):
            draw_multiples(
                data=make_multiples(atlas, selection, layer),
                key="atlas_maps",
                on_picked=lambda pick: pick_area(atlas, pick),
            )
    elif selection.show == "table":
        parts = find_compared(atlas, selection)
        with st.container(key="atlas_multiples"):
            draw_markup(render_side_by_side(atlas, selection, layer, parts))
    else:
        _draw_chart(draw_wards(atlas, selection, layer), describe_wards(atlas, selection, layer))


def _has_order(selection: Selection, layer: Layer) -> bool:
    """Return whether the chart's rows have figures to be in order of."""
    is_rows = selection.by == "ward" or selection.is_side_by_side
    return selection.show == "chart" and is_rows and isinstance(layer.content, Figures)


def _draw_order(selection: Selection, layer: Layer) -> None:
    """Draw the choice of the order of the chart's rows: that of the table."""
    names = {
        "name": say("By name"),
        f"-{layer.id}": say("Highest first"),
        layer.id: say("Lowest first"),
    }
    draw_choice(
        say("Order"),
        names,
        selection.sort if selection.sort in names else "name",
        draw=st.segmented_control,
        key=ORDER,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: change_selection(sort=st.session_state[ORDER]),
    )


def pick_ward(atlas: Atlas, pick: Pick) -> None:
    """Choose a ward, or no longer; several are compared, so that no key has to be held down."""
    wards = current().wards
    if pick.code is None:
        wards = ()
    elif pick.code not in atlas.wards.index:
        return
    else:
        kept = tuple(ward for ward in wards if ward != pick.code)
        wards = kept if len(kept) < len(wards) else (*wards, pick.code)
    change_selection(wards=wards, areas=())


def _answer(atlas: Atlas, selection: Selection, layer: Layer) -> str:
    """Return the layer's figure for the selection as a sentence."""
    if not isinstance(layer.content, Figures):
        return layer.texts.subtitle
    if selection.is_side_by_side and atlas.authorities and not selection.areas:
        return describe_parts(atlas, layer.id, selection.compare)
    subject = make_subject(atlas, find_told(atlas, selection))
    return describe_compared(atlas, subject, layer.id, atlas.find_comparators(selection.compare))


def pick_area(atlas: Atlas, pick: Pick) -> None:
    """Select the area picked: alone, in addition, or no longer."""
    areas = current().areas
    if pick.code is None:
        areas = ()
    elif pick.code not in atlas.measures.areas:
        return
    elif pick.mode == "toggle":
        kept = tuple(area for area in areas if area != pick.code)
        areas = kept if len(kept) < len(areas) else (*areas, pick.code)
    else:
        areas = () if areas == (pick.code,) else (pick.code,)
    change_selection(areas=areas)


def remember_view(view: View) -> None:
    """Store the map's position in the address."""
    change_selection(view=view)


def _draw_about(atlas: Atlas, selection: Selection) -> None:
    box = st.popover(say("About this layer"), key="atlas_about", on_change="rerun")
    if not box.open:
        return
    layer = make_layer(atlas, selection)
    with box:
        _draw_background(atlas, layer)


def _draw_background(atlas: Atlas, layer: Layer) -> None:
    """Draw what a layer shows, its caution, and its source."""
    content = layer.content
    if not isinstance(content, Types):
        st.markdown(as_text(layer.texts.subtitle))
    st.markdown(f"**{say('Caution')}.** {as_text(layer.texts.caution)}")
    match content:
        case Types(typology=typology):
            st.markdown(typology.about)
        case Figures(indicator):
            sources = as_text(f"{describe_sources(atlas, indicator)}. {indicator.year}.")
            st.markdown(f"**{say('Source')}.** {sources}")
            for name, lines in describe_base(atlas, indicator).items():
                st.markdown(f"**{name[:1].upper()}{name[1:]}.** {as_text('; '.join(lines))}")

"""Similar places: twins of an area or an authority, town type, signals and similar towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.opening.candidates import find_asked, find_features, find_found
from atlas.opening.places import has_nation, name_nation
from atlas.text import say, to_say
from atlas.ui.components.hand_outs import draw_pairing
from atlas.ui.components.likeness_choice import (
    draw_counting,
    draw_other,
    find_unknown,
    find_weights,
    name_authority,
)
from atlas.ui.components.side_panel import QUIET
from atlas.ui.html import draw_html, draw_lead, draw_markup
from atlas.ui.messages import draw_notes
from atlas.ui.pages import PageSpec
from atlas.ui.state import asked_counting, change_selection, notes
from atlas.views.signals import render_signals
from atlas.views.town_types import render_groups, render_town
from atlas.views.twins import (
    describe_found,
    describe_lacking,
    describe_place,
    describe_unheld,
    render_cards,
    render_changes,
    render_figures,
)
from atlas.views.twins_chart import describe_likeness, describe_where, draw_likeness, draw_where

if TYPE_CHECKING:
    from markupsafe import Markup

    from atlas.neighbours.find import Found
    from atlas.opening.candidates import Asked
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("twins", to_say("Similar places"), to_say("Find the places most like a place."), 5)
COMMAND = "python -m atlas build england-wales"


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    asked = find_asked(opened.atlas, selection.areas)
    with st.container(key="atlas_read"), st.container(key="atlas_twins"):
        features = find_features(asked.atlas) if asked else None
        _draw_lead(asked, selection)
        draw_notes(notes())
        if asked is None or features is None:
            draw_markup(_describe_nothing(opened))
            if has_nation():
                draw_other()
            return
        if not asked.is_national:
            draw_markup(_describe_town_only(asked))
        counting = asked_counting()
        draw_notes(find_unknown(features, counting))
        with st.container(key="atlas_twins_tools", horizontal=True, vertical_alignment="bottom"):
            if has_nation():
                draw_other()
            draw_counting(asked, features)
            _draw_whole(asked, selection)
        outside = asked.is_national and asked.atlas.level != "authority" and not counting.own_too
        authority = str(asked.atlas.store.areas.loc[asked.code, "authority_code"])
        found = find_found(
            asked.atlas, asked.code, find_weights(asked, counting), authority if outside else ""
        )
        parts = {
            "town": (say("Town type"), render_town(asked.atlas, asked.code)),
            "signals": (say("Signals"), render_signals(asked.atlas, asked.code)),
            "groups": (say("Groups of similar towns"), render_groups(asked.atlas, asked.code)),
        }
        if found is not None:
            changes = render_changes(asked, found)
            heads = {part: head for part, (head, html) in parts.items() if html}
            _draw_way(heads, has_changes=bool(changes))
            _draw_twins(asked, found, changes)
        for anchor, (head, html) in parts.items():
            _draw_part(head, anchor, html)
        draw_html(
            '<details class="ap tw-more"><summary>{}</summary><p>{}</p><p>{}</p></details>',
            say("How similarity is worked out"),
            features.likeness.about,
            features.likeness.caution,
        )


def _draw_lead(asked: Asked | None, selection: Selection) -> None:
    head = say("Similar places")
    lead = say(
        "Places with figures most like those of a place you know, so that they can learn "
        "from each other."
    )
    if asked is not None:
        place = describe_place(asked.atlas, asked.code)
        head = say("Places like {name}", name=place.name)
        lead = f"{place.around} · {place.residents}"
        if len(selection.areas) > 1 and asked.code == selection.areas[0]:
            lead += " · " + say("the first of the areas selected")
    draw_lead(head, lead)


def _draw_whole(asked: Asked, selection: Selection) -> None:
    """Draw the link from an area to its whole authority."""
    if asked.is_national and selection.areas and asked.atlas.level != "authority":
        name = name_authority(asked.atlas, asked.code)
        st.button(
            say("{authority} as a whole", authority=name),
            key="atlas_twins_whole",
            on_click=lambda: change_selection(areas=()),
        )


def _draw_twins(asked: Asked, found: Found, changes: Markup) -> None:
    told = describe_found(asked, found)
    lacking = describe_lacking(asked)
    rough = describe_unheld(asked)
    draw_html('<div class="ab"><p>{}</p><p class="ap-small">{} {}</p></div>', told, lacking, rough)
    if not found.twins:
        return
    with st.container(key="atlas_twins_pictures", horizontal=True):
        with st.container(key="atlas_twins_where"):
            draw_html('<div class="ab"><h2>{}</h2></div>', say("Where they are"))
            st.plotly_chart(draw_where(asked, found), key="atlas_where", config=QUIET, theme=None)
            draw_html('<p class="ap-small">{}</p>', describe_where(asked, found))
        with st.container(key="atlas_twins_chart"):
            draw_html('<div class="ab"><h2>{}</h2></div>', say("How they compare"))
            figure = draw_likeness(asked, found)
            st.plotly_chart(figure, key="atlas_likeness", config=QUIET, theme=None)
            draw_html('<p class="ap-small">{}</p>', describe_likeness(asked, found))
    draw_markup(render_figures(asked, found))
    _draw_part(say("The nearest places"), "cards", render_cards(asked, found))
    _draw_part(say("What changed since 2011"), "changes", changes)
    draw_html('<div class="ab" id="contact"><h2>{}</h2></div>', say("Get in touch"))
    draw_pairing(asked, found)


def _draw_way(parts: dict[str, str], *, has_changes: bool) -> None:
    """Draw links to the parts of the page."""
    heads = {
        "cards": say("The nearest places"),
        **({"changes": say("What changed since 2011")} if has_changes else {}),
        "contact": say("Get in touch"),
        **parts,
    }
    links = repeat_html('<a href="#{}">{}</a>', heads.items(), between=" ")
    draw_html('<div class="ab"><nav aria-label="{}">{}</nav></div>', say("On this page"), links)


def _draw_part(head: str, anchor: str, html: str) -> None:
    if html:
        draw_html('<div class="ab" id="{}"><h2>{}</h2></div>{}', anchor, head, html)


def _describe_nothing(opened: OpenPlace) -> Markup:
    atlas = opened.atlas
    if not atlas.definitions.likeness:
        told = say(
            "Similarity is worked out from figures for {country}; the atlas has no such figures "
            "for {name}.",
            country=name_nation(),
            name=atlas.name,
        )
    elif has_nation():
        told = say("Choose a place below, or select an area on the map first.")
    else:
        told = say(
            "Select an area on the map of {name} first; its twins are then looked for there.",
            name=atlas.name,
        )
    builds = bool(atlas.definitions.likeness) and not has_nation()
    return fill_html('<div class="ab"><p>{}</p></div>{}', told, _describe_build() if builds else "")


def _describe_town_only(asked: Asked) -> Markup:
    told = say(
        "The national figures are not on this computer, so twins are looked for only among the "
        "areas of {name}.",
        name=asked.atlas.name,
    )
    return fill_html('<div class="ab"><p>{}</p></div>{}', told, _describe_build())


def _describe_build() -> Markup:
    return fill_html(
        '<div class="ab"><p>{} <code>{}</code></p><p><a href="./places" '
        'target="_self">{}</a></p></div>',
        say(
            "To look for them in all of {country}, build the national figures once:",
            country=name_nation(),
        ),
        COMMAND,
        say("Or build them on the page Places"),
    )

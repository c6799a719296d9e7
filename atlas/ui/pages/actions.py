"""Actions: every action in one table, and where a chosen one would help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import Fault, find_closest
from atlas.selection.address import make_retired_fault
from atlas.text import say, to_say
from atlas.ui.browser_parts import draw_table
from atlas.ui.components.choice import draw_choice
from atlas.ui.components.reach import draw_reach
from atlas.ui.html import draw_lead
from atlas.ui.messages import draw_notes, draw_safely
from atlas.ui.pages import PageSpec
from atlas.ui.state import (
    asked_action,
    asked_kinds,
    choose_action,
    choose_kinds,
    notes,
    set_widget,
)
from atlas.views.action_table import make_action_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.ui.browser_parts import Pick
    from atlas.ui.cache import OpenPlace

PAGE = PageSpec("actions", to_say("Actions"), to_say("Where would an action help?"), 2)
TESTED_ONLY = "yes"
THEME, DOMAIN, TESTED = "atlas_actions_theme", "atlas_actions_domain", "atlas_actions_tested"


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the page."""
    atlas = opened.atlas
    known = atlas.definitions.actions
    named = asked_action()
    held = known.get(named) or atlas.definitions.find_action(named)
    asked = held.id if held else named
    with st.container(key="atlas_read"), st.container(key="atlas_actions"):
        lead = say(
            "All actions, with the {areas} of {place} that each fits and how many people or "
            "homes it is relevant to there. Worth discussing with residents; a figure proves "
            "nothing about people.",
            areas=atlas.words.area[1],
            place=atlas.name,
        )
        draw_lead(say("Where would it help?"), lead)
        draw_notes([*notes(), *_list_asked(atlas, named), *_list_kinds(atlas)])
        theme, domain, tested = _draw_kinds(atlas)
        made = make_action_table(atlas, theme, domain, is_tested=tested)
        draw_table(
            data=made | {"selected": [asked]},
            key="atlas_actions_table",
            on_picked=partial(_take, atlas),
        )
        if asked in known:
            draw_safely(partial(draw_reach, opened, selection, asked))


def _list_asked(atlas: Atlas, named: str) -> list[Fault]:
    """Return what became of an action that is not on the list, or that it never existed."""
    definitions = atlas.definitions
    if named in ("", *definitions.actions):
        return []
    if named in definitions.retired:
        return [make_retired_fault(definitions, named)]
    what = say('There is no action "{action}".', action=named)
    closest = find_closest(named, definitions.actions)
    return [Fault("address, action", what, remedy=say("Choose one below."), closest=closest)]


def _list_kinds(atlas: Atlas) -> list[Fault]:
    """Return a note on an unknown theme or domain: all are listed instead."""
    known: tuple[Collection[str], ...] = (atlas.definitions.themes, atlas.definitions.domains)
    return [
        Fault(
            f"address, {key}",
            say('There is no "{name}".', name=asked),
            remedy=say("It was left out; the rest of the view is as in the link."),
            closest=find_closest(asked, names),
        )
        for key, asked, names in zip(("theme", "domain"), asked_kinds(), known, strict=False)
        if asked and asked not in names
    ]


def _draw_kinds(atlas: Atlas) -> tuple[str, str, bool]:
    """Draw the choice of theme, domain and tested actions; return what is chosen."""
    definitions = atlas.definitions
    themes = {one.id: one.short for one in definitions.themes.values()}
    domains = {one.id: one.name for one in definitions.domains.values()}
    asked_theme, asked_domain, asked_tested = asked_kinds()
    tested = asked_tested == TESTED_ONLY
    theme = asked_theme if asked_theme in themes else ""
    domain = asked_domain if asked_domain in domains else ""
    with st.container(key="atlas_actions_kinds", horizontal=True, vertical_alignment="bottom"):
        for label, names, key, chosen, every in (
            (say("Theme"), themes, THEME, theme, say("All themes")),
            (say("Domain"), domains, DOMAIN, domain, say("All domains")),
        ):
            draw_choice(label, {"": every, **names}, chosen, key=key, on_change=_take_kinds)
        set_widget(TESTED, tested)
        st.checkbox(
            say("Only actions that were tested with a comparison"),
            key=TESTED,
            on_change=_take_kinds,
        )
    return theme, domain, tested


def _take_kinds() -> None:
    chosen = st.session_state
    choose_kinds(chosen[THEME], chosen[DOMAIN], TESTED_ONLY if chosen[TESTED] else "")


def _take(atlas: Atlas, pick: Pick) -> None:
    """Show the action picked; picking it again closes it."""
    if pick.code in atlas.definitions.actions:
        choose_action("" if pick.code == asked_action() else str(pick.code))

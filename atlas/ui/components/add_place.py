"""Add a place: type its name, see what was understood and which files are read, and build it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError
from atlas.markup import fill_html
from atlas.opening.levels import list_levels
from atlas.opening.places import (
    has_nation,
    identify,
    is_place,
    list_built,
    name_nation,
    read_gazetteer,
)
from atlas.permission import is_read_only
from atlas.places.gazetteer import tidy_name
from atlas.text import ENGLISH, say, spoken, to_say
from atlas.ui.building import Step, find_builder, start_build
from atlas.ui.components.files_source import draw_source, find_folder
from atlas.ui.html import draw_html
from atlas.ui.language import LANG
from atlas.ui.messages import draw_notices
from atlas.views.smaller import ADD

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from atlas.errors import Fault
    from atlas.places.gazetteer import Answer, Gazetteer
    from atlas.places.named import Named

KINDS = {
    "authority": to_say("an authority"),
    "county": to_say("a county"),
    "group": to_say("several authorities"),
    "former": to_say("an authority of another year"),
    "region": to_say("a region"),
    "country": to_say("a country"),
}
# Streamlit drops the control's value when its page is left; the text typed is kept separately.
TYPED, KEPT = "atlas_place_typed", "atlas_place_kept"


def draw_add_place() -> None:
    """Draw the name, what was understood, and the button that builds it."""
    if is_read_only():
        told = say("Places are only shown here; whoever runs this atlas adds and removes them.")
        draw_html('<p class="ap-now">{}</p>', told)
        return
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Add a place"))
    if TYPED not in st.session_state:
        st.session_state[TYPED] = st.query_params.get(ADD) or st.session_state.get(KEPT, "")
    label = say(
        "Name or code of an authority, county, region or country; or several authorities "
        "separated by commas"
    )
    st.text_input(label, key=TYPED, on_change=_keep, autocomplete="off")
    typed = str(st.session_state[TYPED]).strip()
    if not typed:
        return
    gazetteer = _read_names(find_folder()) or read_gazetteer()
    if gazetteer is None:
        told = say(
            "Place names come from the publishers' look-up files, which are not on this server "
            "yet: they are fetched first, and the name is checked before anything else is."
        )
        draw_html('<p class="ap-now">{}</p>', told)
        _draw_build(typed, typed, is_known=False)
        return
    answer = gazetteer.find(typed)
    if answer.fault is not None:
        _draw_question(answer, answer.fault)
    else:
        _draw_understood(answer)


def _read_names(folder: Path | None) -> Gazetteer | None:
    """Return the names of places in a chosen folder; None where it has none that can be read."""
    try:
        return read_gazetteer(folder)
    except (OSError, ValueError, AtlasError):
        # What is wrong with the folder is said below, where it was chosen.
        return None


def _keep() -> None:
    st.session_state[KEPT] = st.session_state[TYPED]


def _choose(text: str) -> None:
    st.session_state[TYPED] = st.session_state[KEPT] = text


def _draw_question(answer: Answer, fault: Fault) -> None:
    """Draw what was not understood, with possible meanings as buttons."""
    if not answer.choices:
        draw_notices([f"{fault.what} {fault.remedy}"])
        return
    asked = say("Did you mean one of these?") if fault.closest else say("Which one do you mean?")
    draw_notices([f"{fault.what} {asked}"])
    with st.container(key="atlas_place_choices", horizontal=True):
        for choice in answer.choices:
            st.button(
                f"{tidy_name(choice.name)} ({_place(choice)})",
                key=f"atlas_choice_{choice.code}",
                on_click=_choose,
                args=(answer.instead(choice),),
            )


def _draw_understood(answer: Answer) -> None:
    told = "; ".join(_describe(one) for one in answer.found)
    draw_html('<p class="ap-now"><span>{}</span>{}</p>', say("Understood as"), told)
    for note in answer.notes:
        draw_html('<p class="ap-now">{}</p>', note)
    job = find_builder().job
    if job is not None and job.code == answer.code and (job.is_ready or job.is_stopped):
        return  # what came of the build says so, and has the link
    if is_place(answer.code) and "area" not in list_levels(answer.code):
        told = say("It is here as an authority among others, without its small areas.")
        if len(answer.found) > 1 or answer.found[0].kind != "authority":
            told = say("Its authorities are here, without their small areas.")
        draw_html('<p class="at-open">{} {}</p>', told, link_to(answer.code, answer.name))
    elif is_place(answer.code):
        there = identify(answer.code)
        said = say("It is already here.")
        if has_nation() and there not in [built.code for built in list_built()]:
            said = say("It is already here, as part of {country}.", country=name_nation())
        draw_html('<p class="at-open">{} {}</p>', said, link_to(there, answer.name))
        return
    _draw_build(answer.code, answer.name)


def _draw_build(code: str, name: str, *, is_known: bool = True) -> None:
    """Draw where the files come from, and the button that builds a place from them."""
    # While a build runs, its progress is what matters, and no other can start.
    is_busy = find_builder().is_busy
    is_enough, first = (False, Step()) if is_busy else draw_source(are_names_known=is_known)
    st.button(
        say("Fetch the files and build {place}", place=name)
        if first.phase == "fetch"
        else say("Build {place}", place=name),
        key="atlas_build",
        type="primary",
        disabled=not is_enough,
        on_click=start_build,
        args=(code, name, find_folder(), first),
    )


def _place(named: Named) -> str:
    """Return what tells a choice from others of its name: its kind or its region."""
    is_one = named.kind == "authority"
    return (named.within if is_one else "") or say(KINDS[named.kind])


def _describe(named: Named) -> str:
    told = {"name": tidy_name(named.name), "kind": say(KINDS[named.kind]), "code": named.code}
    if named.within:
        return say("{name}, {kind} in {within} ({code})", **told, within=named.within)
    return say("{name}, {kind} ({code})", **told)


def link_to(code: str, name: str) -> Markup:
    """Return the link that opens a place on the map."""
    language = spoken().code
    said = "" if language == ENGLISH.code else f"&{LANG}={language}"
    label = say("Open {place} on the map", place=name)
    return fill_html('<a href="./?place={}">{}</a>', code + said, label)

"""The only reader and writer of the address bar."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from atlas.errors import Fault, PackError
from atlas.opening.levels import find_level
from atlas.opening.places import identify, is_place, name_nation
from atlas.opening.unopened import describe_code, find_among, make_unopened_fault
from atlas.selection.address import Selection, format_selection
from atlas.selection.filtering import only_filters
from atlas.selection.public_address import find_public, set_address
from atlas.selection.query import find_repeated, join_settings, parse_zoom
from atlas.text import ENGLISH, say, spoken, to_say
from atlas.ui.cache import open_place
from atlas.ui.gone import list_gone
from atlas.ui.own_figures import add_own
from atlas.views.smaller import ADD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from atlas.places.levels import Level
    from atlas.ui.cache import OpenPlace

LOG = logging.getLogger("atlas")
SELECTION, WRITTEN, NOTES, FIT = "atlas_selection", "atlas_written", "atlas_notes", "atlas_fit"
PUBLIC = "atlas_public_address"
WHOLE, SETTLED, SAID = "atlas_whole", "atlas_settled", "atlas_said_in"
USUAL = to_say("an authority, an MSOA or a small area")
# Parameters that the page Meet adds to the address; they are not part of the selection.
STORY, STEP, WINDOW = "story", "step", "window"
MEETING = (STORY, STEP, WINDOW)
# Those of the page Plan: which of its parts is open, and the action of its form.
PART, ACTION = "part", "action"
PLANNING = (PART, ACTION)
# Those of the page Actions: theme and domain of the list, and whether tested actions only.
KINDS = ("theme", "domain", "tested")
# Those of the page of similar places: figures with other weights, and where from.
DOUBLE, WITHOUT, OWN_TOO = "double", "without", "own"
# The parameter that brings the areas of a link into view.
BRING = "fit"
OF_PAGES = (*MEETING, *PLANNING, *KINDS, DOUBLE, WITHOUT, OWN_TOO, ADD)
# Parameters on one place, which mean nothing for another.
OF_PLACE = ("place", "level", "ward", "near", "area", "view", "compare", "reading")
# What the panel beside the map shows; the rest concerns the map and its controls only.
BESIDE = ("place", "areas", "typology", "reading", "compare", "by", "language")


def asked_meeting() -> tuple[str, int, bool]:
    """Return the address of a meeting: the story, its step from 1 or 0 for none, the window.

    The last is whether this window is the speaker's.
    """
    step = str(st.query_params.get(STEP, ""))
    return (
        str(st.query_params.get(STORY, "")),
        int(step) if step.isdecimal() and len(step) <= 3 else 0,
        st.query_params.get(WINDOW) == "speaker",
    )


def choose_story(identity: str) -> None:
    """Write the story to the address, at none of its steps yet."""
    _write_settings({STORY: identity, STEP: "", WINDOW: ""})


@dataclass(frozen=True, slots=True)
class Counting:
    """A likeness's address: keys of the figures that count, and whether the own town does."""

    double: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    own_too: bool = False


def asked_counting() -> Counting:
    """Return which figures count, from the address."""

    def split(key: str) -> tuple[str, ...]:
        given = ",".join(st.query_params.get_all(key))
        return tuple(one for one in given.split(",") if one)

    return Counting(split(DOUBLE), split(WITHOUT), st.query_params.get(OWN_TOO) == "too")


def choose_counting(counting: Counting) -> None:
    """Write to the address which figures count; defaults are left out."""
    _write_settings(_write_counting(counting))


def counting_address() -> str:
    """Return the part of an address that says which figures count; empty for the defaults."""
    written = {key: text for key, text in _write_counting(asked_counting()).items() if text}
    return urlencode(written, safe=",")


def _write_counting(counting: Counting) -> dict[str, str]:
    return {
        DOUBLE: ",".join(counting.double),
        WITHOUT: ",".join(counting.without),
        OWN_TOO: "too" if counting.own_too else "",
    }


def asked_part() -> str:
    """Return the part of the page Plan that the address asks for; empty for none."""
    return str(st.query_params.get(PART, ""))


def asked_action() -> str:
    """Return the action that the address asks to add to the plan or to show; empty for none."""
    return str(st.query_params.get(ACTION, ""))


def choose_action(identity: str) -> None:
    """Write the action that is shown to the address; empty for none."""
    _write_settings({ACTION: identity})


def asked_kinds() -> tuple[str, ...]:
    """Return the theme, the domain and whether tested actions only; empty for all."""
    return tuple(str(st.query_params.get(key, "")) for key in KINDS)


def choose_kinds(*chosen: str) -> None:
    """Write to the address which actions are listed, in the order of `asked_kinds`."""
    _write_settings(dict(zip(KINDS, chosen, strict=True)))


def _write_settings(settings: Mapping[str, str]) -> None:
    """Write a page's settings to the address, and remove those that are empty."""
    for key, text in settings.items():
        if text:
            st.query_params[key] = text
        elif key in st.query_params:
            del st.query_params[key]


def choose_part(word: str, *, action: str = "") -> None:
    """Write a part of the page Plan to the address, with the action of its form."""
    _write_settings({PART: word, ACTION: action})


def menu_parameters() -> dict[str, str]:
    """Return the parameters kept on other pages: all but the step of a talk and the plan's part."""
    left = (STEP, WINDOW, *PLANNING)
    return {key: value for key, value in st.query_params.to_dict().items() if key not in left}


def open_selected() -> tuple[OpenPlace, Selection]:
    """Return the open place and the selection, from the address when that has changed.

    Opening a link, going back and editing the address all arrive as parameters that differ
    from those last written here.
    """
    asked = st.query_params.to_dict()
    parameters = {key: value for key, value in asked.items() if key not in (*OF_PAGES, BRING)}
    changed = SELECTION not in st.session_state or parameters != st.session_state.get(WRITTEN)
    # A place may have been removed since it was selected.
    if changed or not is_place(current().place):
        asked, told = find_among(_read_all(), of_place=OF_PLACE, also={BRING: "area"})
        shown, fault = _open_or_usual(asked)
        opened = add_own(shown)
        bring = BRING in asked
        asked = {
            key: text
            for key, text in asked.items()
            if key != BRING and (fault is None or key not in OF_PLACE)
        }
        reading = opened.atlas.parse_address(asked)
        # A link to an own layer leaves the view out, so that the whole layer is seen.
        if opened.atlas.is_own(reading.selection.layer) and not reading.selection.view:
            ask_to_fit([])
        if bring:
            ask_to_fit(list(reading.selection.areas))
        st.session_state[SELECTION] = reading.selection
        st.session_state[WRITTEN] = parameters
        asked_for = describe_code(parameters.get("place", "")) if fault is None else None
        told += [one for one in (fault, asked_for) if one is not None]
        told += [*reading.notes, *_list_repeated()]
        st.session_state[NOTES] = told
    selection = current()
    try:
        opened = add_own(open_place(selection.place, _level_of(selection)))
    except PackError:
        # Its files were damaged while it was on screen.
        shown, fault = _open_or_usual({"place": selection.place})
        if fault is None:
            raise
        opened, selection = add_own(shown), Selection(language=selection.language)
        keep_selection(selection)
        st.session_state[NOTES] = [fault]
    known = opened.atlas.keep_known(selection)
    if known != selection:
        kept = notes()
        keep_selection(known)
        st.session_state[NOTES] = [*kept, *list_gone(opened.atlas, selection)]
    return opened, known


def _read_all() -> dict[str, str]:
    """Return every setting with all its values in the address: Streamlit returns only the last."""
    asked = ((key, text) for key in st.query_params for text in st.query_params.get_all(key))
    return join_settings((key, text) for key, text in asked if key not in OF_PAGES)


def _list_repeated() -> list[Fault]:
    """Return notes on page settings that are given more than once."""
    given = ((key, text) for key in OF_PAGES for text in st.query_params.get_all(key))
    told = (find_repeated(key, text) for key, text in join_settings(given).items())
    return [fault for fault in told if fault is not None]


def open_asked(parameters: Mapping[str, str]) -> OpenPlace:
    """Return the place that an address asks for, else the default one."""
    return _open_or_usual(parameters)[0]


def _open_or_usual(parameters: Mapping[str, str]) -> tuple[OpenPlace, Fault | None]:
    """Return the place asked for, else the default one and why."""
    place = identify(parameters.get("place", Selection.place))
    if is_place(place):
        try:
            return _open_at_level(place, parameters), None
        except PackError as error:
            if place == Selection.place:
                raise
            LOG.warning("%s cannot be opened: %s", place, error)
    usual = _open_at_level(Selection.place, {})
    return usual, make_unopened_fault(place, usual.atlas.name)


def _open_at_level(place: str, parameters: Mapping[str, str]) -> OpenPlace:
    level = find_level(place, parameters.get("level", ""), parse_zoom(parameters))
    return open_place(place, level)


def _level_of(selection: Selection) -> Level:
    zoom = selection.view[2] if selection.view else None
    return find_level(selection.place, selection.level, zoom)


def change_selection(**changes: Any) -> None:  # noqa: ANN401 - any field of the selection
    """Change some fields of the selection, and the address with it."""
    selection = replace(st.session_state.get(SELECTION, Selection()), **changes)
    keep_selection(selection)


def keep_selection(selection: Selection) -> None:
    """Store a selection, and write it to the address."""
    parameters = format_selection(selection)
    before = current()
    other = any(getattr(before, name) != getattr(selection, name) for name in BESIDE)
    # Without a selection the panel describes what the filters leave.
    other |= not selection.areas and only_filters(before) != only_filters(selection)
    if other or _level_of(before) != _level_of(selection):
        st.session_state[WHOLE] = True
    st.session_state[SELECTION] = selection
    st.session_state[WRITTEN] = parameters
    st.session_state[NOTES] = []
    # Read all at once: each access to Streamlit's parameters takes its lock.
    asked = st.query_params.to_dict()
    others = {key: asked[key] for key in OF_PAGES if key in asked}
    st.query_params.from_dict(parameters | others)


def current() -> Selection:
    """Return the present selection, inside a callback."""
    selection: Selection = st.session_state.get(SELECTION, Selection())
    return selection


def start_whole_page() -> None:
    """Remember that the whole page is being drawn."""
    st.session_state[WHOLE] = False


def needs_whole_page() -> bool:
    """Return whether a change in a fragment also concerns the rest of the page."""
    return bool(st.session_state.get(WHOLE, False))


def is_settled() -> bool:
    """Return whether the map is on screen, so that slow parts may load."""
    selection = current()
    # Small maps are pictures, which nothing has to wait for.
    has_map = selection.show == "map" and not selection.is_side_by_side
    return bool(st.session_state.get(SETTLED, False)) or not has_map


def settle() -> None:
    """Remember that the map is on screen, and have the rest of the page drawn."""
    st.session_state[SETTLED] = True
    st.session_state[WHOLE] = True


def notes() -> list[Fault]:
    """Return what in the address was not understood."""
    found: list[Fault] = st.session_state.get(NOTES, [])
    return found


def note_not_found(typed: str, where: str = "", what: str = "") -> None:
    """Note that nothing has the name or code that was searched for."""
    st.session_state[WHOLE] = True
    st.session_state[NOTES] = [
        Fault(
            "search",
            say(
                'Nothing in {place} is called "{name}".',
                place=where or name_nation(),
                name=typed,
            ),
            remedy=say("Type the whole name of {what}, or its code.", what=what or say(USUAL)),
        )
    ]


def ask_to_fit(codes: list[str]) -> None:
    """Request that the map fits these areas, or all for none."""
    number = st.session_state.get(FIT, {"id": 0})["id"] + 1
    st.session_state[FIT] = {"id": number, "codes": codes}


def fit_request() -> dict[str, Any]:
    """Return the last request to move the view."""
    request: dict[str, Any] = st.session_state.get(FIT, {"id": 0, "codes": []})
    return request


def page_address() -> str:
    """Return this page's address for others, without the query.

    It is empty where no address is known that leads here from another machine.
    """
    seen = opened_address()
    base = find_public(set_address(), typed_address())
    if not base:
        return find_public(seen)
    word = seen.rpartition("/")[2]
    pages = st.session_state.get("atlas_screens", {})
    return f"{base.split('?')[0].rstrip('/')}/{word if word in pages else ''}"


def opened_address() -> str:
    """Return the address that this visitor used, without the query."""
    return str(st.context.url or "").split("?")[0]


def typed_address() -> str:
    """Return the public address that this visitor typed; empty for none."""
    return str(st.session_state.get(PUBLIC, ""))


def format_address(selection: Selection, **changes: Any) -> dict[str, str]:  # noqa: ANN401 - any field of the selection
    """Return the parameters of an address that shows a selection with some fields changed."""
    return format_selection(replace(selection, **changes))


def make_link(selection: Selection) -> str:
    """Return the address that shows this selection, for another machine if that is known.

    Otherwise it is relative to the atlas's own address.
    """
    return f"{page_address()}?{urlencode(format_selection(selection, whole=True), safe=',~.-')}"


def take_choice(key: str, field: str, known: Collection[str], **changes: Any) -> None:  # noqa: ANN401 - as above
    """Select a control's value, if it is one of its choices.

    Where the labels of a choice change with the place or the level, the browser sends the
    old one once more, and Streamlit passes it on as if somebody had typed it.
    """
    if st.session_state[key] in known:
        change_selection(**{field: st.session_state[key]}, **changes)


def set_widget(key: str, value: object) -> None:
    """Set a control's value before it is drawn, to follow the address.

    In another language it is set again: the browser stores the label of a choice, not its value.
    """
    said = st.session_state.setdefault(SAID, {})
    other = said.get(key, ENGLISH.code) != spoken().code
    if other or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
        said[key] = spoken().code

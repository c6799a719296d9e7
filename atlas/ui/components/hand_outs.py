"""Download hand-outs on paper, slides to edit, and a paragraph to paste; made on request.

Fonts, layout and python-pptx are imported by the first request, not by every visit.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from atlas.paths import name_in_files
from atlas.quantities import format_list
from atlas.selection.address import Selection, format_selection
from atlas.selection.public_address import SETTING, describe_none, find_public, is_public
from atlas.text import ENGLISH, say, say_counted
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.language import LANG
from atlas.ui.messages import as_text, draw_notices
from atlas.ui.signed import sign
from atlas.ui.state import PUBLIC, counting_address, open_asked, page_address, typed_address
from atlas.views.twins import find_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Story
    from atlas.facade import Atlas
    from atlas.neighbours.find import Found, Neighbour
    from atlas.opening.candidates import Asked

CHOSEN = "atlas_twins_pair"


@st.fragment
def draw_area_sheets(atlas: Atlas, selection: Selection) -> None:
    """Draw the button with the sheets of the selected areas, and a paragraph about all of them."""
    # A sheet gives an area's type; not every country has the figures that types need.
    if not atlas.definitions.sheets:
        return
    box = st.popover(say("Sheet to print"), key="atlas_sheet", on_change="rerun")
    # Nothing is computed unless somebody looks at it.
    if not box.open:
        return
    codes, compare = list(selection.areas), selection.compare
    wards = _find_wards(atlas, selection)
    with box:
        if _are_too_many(codes):
            return
        st.markdown(_describe_sheets(atlas, wards or codes))
        with_type = st.checkbox(
            say("Ask at the end what kind of area this is"), value=True, key="atlas_sheet_type"
        )
        draw_public_address("sheet")
        with st.container(horizontal=True, gap="small"):
            _offer(atlas, wards or codes, compare, key="atlas_sheet", with_type=with_type)
            printed = replace(selection, areas=tuple(wards or codes))
            st.link_button(say("Print"), _print_address(atlas, printed, with_type=with_type))
            draw_selection_slides(atlas, selection, key="atlas_sheet_slides", with_type=with_type)
        if wards:
            st.markdown(_describe_sheets(atlas, codes))
            with st.container(horizontal=True, gap="small"):
                _offer(atlas, codes, compare, key="atlas_sheet_each", with_type=with_type)
        st.markdown(say("A paragraph for a committee paper"))
        with st.container(key="atlas_paragraph"):
            told = replace(selection, areas=tuple(wards)) if len(wards) == 1 else selection
            paragraph = _write_paragraph(atlas, told, with_type=with_type)
            st.code(paragraph, language=None, wrap_lines=True)


def _find_wards(atlas: Atlas, selection: Selection) -> list[str]:
    """Return the wards chosen, where the areas are all of theirs and no others."""
    wards = [ward for ward in selection.wards if atlas.level == "area"]
    whole = {area for ward in wards for area in atlas.areas_of(ward)}
    return wards if whole == set(selection.areas) else []


def _describe_sheets(atlas: Atlas, codes: Sequence[str]) -> str:
    """Return what is on the sheets of areas or of wards."""
    if atlas.find_level(codes[0]) == "ward":
        names = format_list([str(atlas.wards[code]) for code in codes])
        return say_counted(
            "One A4 page on the whole of {name}: map, six figures, three ideas and room for "
            "residents' words.",
            "An A4 page on the whole of each of {name}: map, six figures, three ideas and room for "
            "residents' words.",
            len(codes),
            name=names,
        )
    if len(codes) == 1:
        return say("One A4 page: map, six figures, three ideas and room for residents' words.")
    return say(
        "An A4 page for each of {count} areas: map, six figures, three ideas and room "
        "for residents' words.",
        count=len(codes),
    )


def draw_filtered_sheets(atlas: Atlas, codes: Sequence[str], compare: tuple[str, ...]) -> None:
    """Draw the buttons with the sheets of all areas that meet the filters."""
    if not atlas.definitions.sheets:
        return
    st.markdown(say("Sheets to print"))
    if _are_too_many(codes):
        return
    with st.container(horizontal=True, gap="small"):
        _offer(atlas, codes, compare, key="atlas_sheets", is_list=True)
    st.caption(
        say_counted(
            "{count} A4 page: map, figures, ideas and room for residents' words.",
            "{count} A4 pages: map, figures, ideas and room for residents' words.",
            len(codes),
        )
    )


def _are_too_many(codes: Sequence[str]) -> bool:
    """Return whether these are more areas than sheets are made of, and say so."""
    from atlas.sheets.bundle import MOST_SHEETS as MOST  # noqa: PLC0415 - see above

    if len(codes) <= MOST:
        return False
    st.caption(say("An A4 page for each area. Filter to {most} areas or fewer.", most=MOST))
    return True


def _offer(
    atlas: Atlas,
    codes: Sequence[str],
    compare: tuple[str, ...],
    *,
    key: str,
    with_type: bool = True,
    is_list: bool = False,
) -> None:
    """Draw the buttons for sheets: one file, and for several areas a file for each."""
    one = len(codes) == 1
    stem = codes[0] if one else f"{name_in_files(atlas.store.place)}_{len(codes)}_sheets"
    make = partial(_make, atlas, tuple(codes), compare, page_address(), with_type=with_type)
    label = say("Sheets (PDF)") if is_list or not one else say("Sheet (PDF)")
    draw_file_button(label, f"{stem}.pdf", partial(make, zipped=False), key=f"{key}_pdf")
    if is_list or not one:
        label = say("Sheets (ZIP)")
        draw_file_button(label, f"{stem}.zip", partial(make, zipped=True), key=f"{key}_zip")


def _make(
    atlas: Atlas,
    codes: Sequence[str],
    compare: tuple[str, ...],
    link: str,
    *,
    zipped: bool,
    with_type: bool,
) -> bytes:
    from atlas.sheets.bundle import write_sheets, write_zip  # noqa: PLC0415 - see above
    from atlas.sheets.content import make_sheet  # noqa: PLC0415

    sheets = [
        make_sheet(atlas, code, link=link, with_type=with_type, compare=compare) for code in codes
    ]
    return write_zip(sheets, "pdf") if zipped else write_sheets(sheets, "pdf")


def _write_paragraph(atlas: Atlas, selection: Selection, *, with_type: bool) -> str:
    from atlas.sheets.content import make_joint_sheet  # noqa: PLC0415 - see above
    from atlas.sheets.paragraph import make_paragraph  # noqa: PLC0415

    link, compare = page_address(), selection.compare
    return make_paragraph(
        make_joint_sheet(atlas, selection.areas, link=link, with_type=with_type, compare=compare)
    )


def _print_address(atlas: Atlas, selection: Selection, *, with_type: bool) -> str:
    """Return the address of the sheets as an HTML page, relative to the page on screen."""
    spoken = {} if atlas.language == ENGLISH.code else {LANG: atlas.language}
    kind = {} if with_type else {"type": "0"}
    # Only an address typed here is passed on: otherwise a link could print any other.
    typed = find_public(typed_address())
    signed = {"at": typed, "key": sign(typed)} if typed else {}
    shown = format_selection(replace(Selection(), areas=selection.areas, compare=selection.compare))
    asked = urlencode(shown | kind | spoken | signed, safe=",~")
    return f"./atlas/sheets/{atlas.store.place}/{atlas.level}?{asked}"


def draw_story_slides(story: Story) -> None:
    """Draw the button for the slides of a story."""
    link = page_address()

    def make() -> bytes:
        from atlas.deck.from_story import make_story_deck  # noqa: PLC0415 - see above
        from atlas.deck.to_pptx import write_deck  # noqa: PLC0415

        return write_deck(make_story_deck(story, lambda asked: open_asked(asked).atlas, link=link))

    if story.steps:
        label = say("Slides (PowerPoint)")
        draw_file_button(label, f"{story.id}.pptx", make, key="atlas_story_slides")


def draw_selection_slides(
    atlas: Atlas, selection: Selection, *, key: str, with_type: bool = True
) -> None:
    """Draw the button for the slides of the selected areas, or of the layer."""
    link = page_address()

    def make() -> bytes:
        from atlas.deck.from_selection import make_selection_deck  # noqa: PLC0415 - see above
        from atlas.deck.to_pptx import write_deck  # noqa: PLC0415

        return write_deck(make_selection_deck(atlas, selection, link=link, with_type=with_type))

    stem = f"{name_in_files(atlas.store.place)}_{selection.layer}"
    if len(selection.areas) == 1:
        stem = selection.areas[0]
    draw_file_button(say("Slides (PowerPoint)"), f"{stem}.pptx", make, key=key)


@st.fragment
def draw_pairing(asked: Asked, found: Found) -> None:
    """Draw the choice of a twin, its card as a file, and its text to copy."""
    names = {twin.code: asked.atlas.name_of(twin.code) for twin in found.twins}
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = found.twins[0].code
    code = st.selectbox(
        say("Propose learning from each other"),
        list(names),
        format_func=lambda letter: names.get(letter, letter),
        key=CHOSEN,
    )
    twin = next((twin for twin in found.twins if twin.code == code), found.twins[0])
    draw_public_address("pairing")
    # With the weights, so that the same twins are shown.
    parameters = [find_address(asked.atlas, asked.code), counting_address()]
    link = f"{page_address()}?{'&'.join(one for one in parameters if one)}"
    name = f"{asked.code}_{twin.code}_pairing.pdf"
    make = partial(write_card, asked, twin, link)
    draw_file_button(say("Pairing card (PDF)"), name, make, key="atlas_twins_pdf")
    with st.expander(say("The same as text to copy")), st.container(key="atlas_paragraph"):
        from atlas.sheets.pairing import make_pairing, make_pairing_text  # noqa: PLC0415 - see above

        text = make_pairing_text(make_pairing(asked, twin, link=link))
        st.code(text, language=None, wrap_lines=True)


def write_card(asked: Asked, twin: Neighbour, link: str) -> bytes:
    """Return the card of a place and a twin as PDF."""
    from atlas.sheets.pairing import make_pairing, write_pairing  # noqa: PLC0415 - see above

    return write_pairing(make_pairing(asked, twin, link=link))


def draw_public_address(where: str) -> None:
    """Draw why there is no link to print, and the field that sets one; nothing if there is one.

    `where` is the container that asks, so that several may ask at once.
    """
    if page_address():
        return
    st.markdown(as_text(describe_none()))
    key = f"{PUBLIC}_{where}"
    st.text_input(
        say("Public address of this atlas, for links"),
        key=key,
        placeholder="https://",
        max_chars=300,
        autocomplete="off",
        on_change=lambda: st.session_state.update({PUBLIC: st.session_state[key].strip()}),
    )
    if typed_address() and not is_public(typed_address()):
        told = say("Another computer could not open this address. It must begin with https://.")
        draw_notices([told])
    told = say(
        "It is kept for this visit. Whoever runs this atlas can set it for everyone: {name}.",
        name=SETTING,
    )
    st.caption(told)

"""Download hand-outs on paper, and a paragraph to paste; each is made on request."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from atlas.paths import name_in_files
from atlas.selection.public_address import find_public
from atlas.text import ENGLISH, say, say_counted, speaking
from atlas.ui.components.public_address import draw_public_address
from atlas.ui.components.slides import draw_selection_slides
from atlas.ui.language import LANG
from atlas.ui.signed import sign
from atlas.ui.state import page_address, typed_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.sheets.bundle import Format
    from atlas.sheets.content import Sheet


@st.fragment
def draw_area_sheets(atlas: Atlas, selection: Selection) -> None:
    """Draw the button with the sheets of the selected areas, and a paragraph about all of them."""
    from atlas.sheets.bundle import MOST_SHEETS  # noqa: PLC0415 - as in _make

    # A sheet gives an area's type; not every country has the figures that types need.
    if not atlas.definitions.sheets:
        return
    box = st.popover(say("Sheet to print"), key="atlas_sheet", on_change="rerun")
    # Nothing is computed unless somebody looks at it.
    if not box.open:
        return
    codes = list(selection.areas)
    link = page_address()
    with box:
        if len(codes) > MOST_SHEETS:
            _draw_too_many(MOST_SHEETS)
            return
        one = len(codes) == 1
        if one:
            told = say(
                "One page of A4: map, six figures, three ideas and room for residents' words."
            )
        else:
            told = say(
                "A page of A4 for each of {count} areas: map, six figures, three ideas and room "
                "for residents' words.",
                count=len(codes),
            )
        st.markdown(told)
        with_type = st.checkbox(
            say("Ask at the end what kind of area this is"), value=True, key="atlas_sheet_type"
        )
        draw_public_address("sheet")
        with st.container(horizontal=True, gap="small"):
            label = say("Sheet (PDF)") if one else say("Sheets (PDF)")
            offer = partial(_offer, atlas, codes, link, with_type=with_type)
            offer(zipped=False, key="atlas_sheet_pdf", label=label)
            if not one:
                label = say("Sheets (ZIP)")
                offer(zipped=True, key="atlas_sheet_zip", label=label)
            st.link_button(say("Print"), _print_address(atlas, codes, with_type=with_type))
            draw_selection_slides(atlas, selection, key="atlas_sheet_slides", with_type=with_type)
        st.markdown(say("A paragraph for a committee paper"))
        told = _write_paragraph(atlas, codes, link, with_type=with_type)
        with st.container(key="atlas_paragraph"):
            st.code(told, language=None, wrap_lines=True)


def draw_filtered_sheets(atlas: Atlas, codes: Sequence[str]) -> None:
    """Draw the buttons with the sheets of all areas that meet the filters."""
    from atlas.sheets.bundle import MOST_SHEETS  # noqa: PLC0415 - as in _make

    if not atlas.definitions.sheets:
        return
    st.markdown(say("Sheets to print"))
    if len(codes) > MOST_SHEETS:
        _draw_too_many(MOST_SHEETS)
        return
    link = page_address()
    with st.container(horizontal=True, gap="small"):
        label = say("Sheets (PDF)")
        _offer(atlas, codes, link, zipped=False, key="atlas_sheets_pdf", label=label)
        label = say("Sheets (ZIP)")
        _offer(atlas, codes, link, zipped=True, key="atlas_sheets_zip", label=label)
    st.caption(
        say_counted(
            "{count} page of A4: map, figures, ideas and room for residents' words.",
            "{count} pages of A4: map, figures, ideas and room for residents' words.",
            len(codes),
        )
    )


def _draw_too_many(most: int) -> None:
    st.caption(say("A page of A4 for each area. Filter to {most} areas or fewer.", most=most))


def _offer(
    atlas: Atlas,
    codes: Sequence[str],
    link: str,
    *,
    zipped: bool,
    key: str,
    label: str,
    with_type: bool = True,
) -> None:
    ending = "zip" if zipped else "pdf"
    stem = f"{name_in_files(atlas.store.place)}_{len(codes)}_sheets"
    if len(codes) == 1:
        stem = codes[0]
    st.download_button(
        label,
        data=partial(_make, atlas, tuple(codes), link, zipped=zipped, with_type=with_type),
        file_name=f"{stem}.{ending}",
        mime=f"application/{ending}",
        key=key,
        on_click="ignore",
    )


def _make(atlas: Atlas, codes: Sequence[str], link: str, *, zipped: bool, with_type: bool) -> bytes:
    # Fonts and layout are loaded by the first print, not by every visit.
    from atlas.sheets.bundle import write_sheets, write_zip  # noqa: PLC0415
    from atlas.sheets.content import make_sheet  # noqa: PLC0415

    form: Format = "pdf"
    # A file is made outside the page's own run, which sets the language.
    with speaking(atlas.speech):
        sheets: list[Sheet] = [
            make_sheet(atlas, code, link=link, with_type=with_type) for code in codes
        ]
        return write_zip(sheets, form) if zipped else write_sheets(sheets, form)


def _write_paragraph(atlas: Atlas, codes: Sequence[str], link: str, *, with_type: bool) -> str:
    from atlas.sheets.content import make_joint_sheet  # noqa: PLC0415 - as in _make
    from atlas.sheets.paragraph import make_paragraph  # noqa: PLC0415

    return make_paragraph(make_joint_sheet(atlas, codes, link=link, with_type=with_type))


def _print_address(atlas: Atlas, codes: Sequence[str], *, with_type: bool) -> str:
    """Return the address of the sheets as an HTML page, relative to the page on screen."""
    spoken = {} if atlas.language == ENGLISH.code else {LANG: atlas.language}
    kind = {} if with_type else {"type": "0"}
    # Only an address typed here is passed on: otherwise a link could print any other.
    typed = find_public(typed_address())
    signed = {"at": typed, "key": sign(typed)} if typed else {}
    asked = urlencode({"area": ",".join(codes)} | kind | spoken | signed, safe=",")
    return f"./atlas/sheets/{atlas.store.place}/{atlas.level}?{asked}"

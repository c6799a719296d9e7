"""Share what is on screen: a link to the same view, files, and a step of the own story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.export import find_formats, name_file, write_export
from atlas.export.ward_extract import make_asked_extract
from atlas.layer.layer import make_layer
from atlas.text import say, say_counted
from atlas.ui.browser_parts import draw_meeting
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.components.hand_outs import (
    draw_filtered_sheets,
    draw_public_address,
    draw_selection_slides,
)
from atlas.ui.messages import draw_notes
from atlas.ui.own_story import add_view, faults, kept_text, own_story, restore
from atlas.ui.state import make_link, opened_address, page_address

if TYPE_CHECKING:
    from atlas.export import FormatSpec
    from atlas.facade import Atlas
    from atlas.layer.layer import Layer
    from atlas.selection.address import Selection

# Coordinates that a file can have besides the country's own grid.
DEGREES = "4326"

ADDED = "atlas_view_added"


def draw_share(atlas: Atlas, selection: Selection) -> None:
    """Draw the button with the link to copy, and the one that adds the view to a story."""
    box = st.popover(say("Share"), key="atlas_share", on_change="rerun")
    # Nothing is computed unless somebody looks at it.
    if not box.open:
        return
    with box:
        if selection.shows_own:
            st.markdown(
                say(
                    "This view shows your own figures, which are not part of links or story "
                    "files. On another computer it would be a different view, so there is no "
                    "link to it and it cannot be added to a story. **Download** makes files to "
                    "pass on."
                )
            )
            return
        draw_public_address("share")
        link = make_link(selection)
        if page_address():
            st.markdown(say("This link shows the same view on another computer."))
        else:
            link = opened_address() + link
            st.markdown(say("This link shows the same view only on this computer."))
        st.code(link, language=None, wrap_lines=True)
        draw_add_view(atlas, selection)


def draw_downloads(atlas: Atlas, selection: Selection) -> None:
    """Draw one button per format; a file is made on request."""
    box = st.popover(say("Download"), key="atlas_download", on_change="rerun")
    if not box.open:
        return
    with box:
        layer = make_layer(atlas, selection)
        met = layer.shown
        if not met.any():
            st.markdown(say("No area meets the filters, so there is nothing to download."))
            return
        told = say(
            "**{count} of {every} areas**, as filtered now.", count=int(met.sum()), every=len(met)
        )
        st.markdown(told)
        formats = find_formats()
        held = [
            one for one in formats.values() if one.most_areas is None or met.sum() <= one.most_areas
        ]
        if len(held) < len(formats):
            st.caption(
                say(
                    "Formats that could not be opened with so many areas are left out. Filter, "
                    "or open a part of the place, to see them again."
                )
            )
        areas = replace(selection, by="") if selection.by == "ward" else selection
        for heading, kind in ((say("Figures"), "data"), (say("Map"), "map")):
            st.markdown(heading)
            with st.container(horizontal=True, gap="small"):
                for spec in held:
                    if spec.kind == kind:
                        _offer(atlas, areas, layer, spec)
                        if spec.has_grids:
                            _offer(atlas, areas, layer, spec, crs=DEGREES)
                        if spec.has_wards and atlas.has_wards:
                            _offer(atlas, replace(selection, by="ward"), layer, spec)
        draw_public_address("download")
        st.markdown(say("Slides to edit"))
        draw_selection_slides(atlas, selection, key="atlas_download_slides")
        draw_filtered_sheets(atlas, [str(area) for area in met.index[met]], selection.compare)


def _offer(
    atlas: Atlas, selection: Selection, layer: Layer, spec: FormatSpec, *, crs: str = ""
) -> None:
    link, is_filtered = make_link(selection), not layer.shown.all()

    def make() -> bytes:
        extract = make_asked_extract(atlas, selection, spec, link=link)
        return write_export(replace(extract, crs=crs), spec.word)

    rows = "wards" if selection.by == "ward" and spec.has_wards else "areas"
    told = (atlas.store.place, spec, layer.id, layer.texts.name)
    name = name_file(*told, filtered=is_filtered, rows=rows)
    label, key = say(spec.label), f"atlas_download_{spec.word}_{rows}"
    if rows == "wards":
        label = say("{format}, a row for each {ward}", format=label, ward=atlas.words.ward[0])
    if crs:
        label, key = f"{label}, {say('in degrees (EPSG:4326)')}", f"{key}_degrees"
    draw_file_button(label, name, make, key=key, media_type=spec.media_type)


def draw_add_view(atlas: Atlas, selection: Selection, *, action: str = "") -> None:
    """Draw the button that adds this view, or an action's reach, and report the result."""

    def add() -> None:
        before = own_story()
        add_view(atlas, selection, action=action)
        st.session_state[ADDED] = own_story() is not before

    # Before the button: a story stored by this browser must be extended, not lost.
    draw_meeting(key="atlas_keep", keep=kept_text(), on_restored=restore)
    st.button(say("Add this view to my story"), key="atlas_add_view", on_click=add)
    draw_notes(faults())
    story = own_story()
    if st.session_state.pop(ADDED, False) and story is not None:
        st.success(
            say_counted(
                "Added. “{title}” has {count} step now; the page Meet shows it.",
                "Added. “{title}” has {count} steps now; the page Meet shows it.",
                len(story.steps),
                title=story.title,
            )
        )

"""The visitor's choice of points and streets: its controls, and what the map is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import streamlit as st

from atlas import paths
from atlas.points.basemaps import find_street_files
from atlas.text import format_number, say, to_say
from atlas.ui.components.choice import draw_choice
from atlas.ui.messages import as_text
from atlas.ui.overlay.routes import LETTERS, points_addresses
from atlas.ui.state import change_selection, current, set_widget

if TYPE_CHECKING:
    from atlas.definitions import Basemap
    from atlas.errors import Fault
    from atlas.facade import Atlas
    from atlas.points.basemaps import StreetFile
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

# Kept for the visit and never in an address: a link must not make its reader's browser contact
# another server that the reader has not chosen.
STREETS = "atlas_streets"
FILE = "file:"

SIGNS = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "cross": "✚", "star": "★"}
NO_STREETS = to_say("None")


def chosen_streets() -> str:
    """Return the streets this visitor has chosen; empty for none."""
    return str(st.session_state.get(STREETS, ""))


def choose_streets(name: str) -> None:
    """Show these streets from now on; no streets for an empty name."""
    st.session_state[STREETS] = name


def list_street_files() -> tuple[dict[str, StreetFile], list[Fault]]:
    """Return the council's own street files by name, and what is wrong with the others."""
    return find_street_files(paths.USER_BASEMAPS)


def describe_extras(opened: OpenPlace, selection: Selection) -> dict[str, Any]:
    """Return what the map needs to show points and streets: empty where none is chosen.

    Returns
    -------
    dict
        ``overlays``: addresses by identity. ``streets``: what to draw, or the ``fault`` that
        prevents it.
    """
    extras: dict[str, Any] = {}
    if selection.overlays:
        extras["overlays"] = points_addresses(opened, selection.overlays)
    name = chosen_streets()
    if name.startswith(FILE):
        extras["streets"] = _describe_file(name.removeprefix(FILE))
    elif name in opened.atlas.definitions.basemaps:
        extras["streets"] = _describe_basemap(opened.atlas.definitions.basemaps[name])
    return extras


def _describe_basemap(basemap: Basemap) -> dict[str, Any]:
    return {
        "id": basemap.id,
        "kind": basemap.kind,
        "address": basemap.address,
        "attribution": basemap.attribution,
        "page": basemap.attribution_page,
        "host": basemap.host,
        "letters": _letters(),
    }


def _describe_file(name: str) -> dict[str, Any]:
    found, faults = list_street_files()
    if name not in found:
        whats = [fault.what for fault in faults if fault.where == f"{name}.pmtiles"]
        what = whats[0] if whats else say("The file is no longer in the folder.")
        said = say("Streets from {file}: {what}", file=f"{name}.pmtiles", what=what)
        return {"id": f"{FILE}{name}", "fault": said}
    file = found[name]
    least, greatest = file.zooms
    return {
        "id": f"{FILE}{name}/{file.version}",
        "kind": "vector" if file.is_vector else "raster",
        "tiles": f"atlas/streets/{quote(name, safe='')}/{file.version}/{{z}}/{{x}}/{{y}}",
        "zooms": [least, greatest],
        "bounds": file.bounds,
        "layers": file.layers,
        "attribution": str(file.metadata.get("attribution") or f"{name}.pmtiles"),
        "host": f"{name}.pmtiles",
        "letters": _letters(),
    }


def _letters() -> str:
    return f"atlas/letters/{LETTERS}/{{fontstack}}/{{range}}.pbf"


def draw_on_the_map(atlas: Atlas, selection: Selection) -> None:
    """Draw the button with everything that can be added to the map."""
    box = st.popover(say("On the map"), key="atlas_on_the_map", on_change="rerun")
    # Nothing is computed unless somebody looks at it.
    if not box.open:
        return
    with box, st.container(key="atlas_extras"):
        _draw_lists(atlas, selection)
        _draw_streets(atlas)


def _draw_lists(atlas: Atlas, selection: Selection) -> None:
    own, faults = atlas.own_lists.find()
    known = atlas.shipped_lists | own
    st.markdown(f"**{say('Places')}**")
    if not known and not faults:
        st.markdown(say("There is no list of places for {place} yet.", place=atlas.name))
    for listed in known.values():
        key = f"atlas_overlay_{listed.id}"
        set_widget(key, listed.id in selection.overlays)
        count = format_number(len(listed.points))
        st.checkbox(
            f"{SIGNS[listed.symbol]} {as_text(listed.plural)} ({count})",
            key=key,
            on_change=_switch,
            args=(listed.id, key),
        )
        if listed.id in selection.overlays:
            about = (f"{listed.describe()}.", listed.caution)
            st.caption(as_text(" ".join(part for part in about if part.strip("."))))
    _draw_faults(faults)


def _draw_streets(atlas: Atlas) -> None:
    files, faults = list_street_files()
    options = {"": say(NO_STREETS)}
    options |= {f"{FILE}{name}": say("{name} (the council's file)", name=name) for name in files}
    basemaps = sorted(atlas.definitions.basemaps.values(), key=lambda basemap: basemap.order)
    options |= {basemap.id: basemap.name for basemap in basemaps}
    chosen = chosen_streets()
    if chosen not in options:
        options[chosen] = say("{name} (cannot be read)", name=chosen.removeprefix(FILE))
    st.markdown(f"**{say('Streets')}**")
    key = f"{STREETS}_choice"
    draw_choice(
        say("Streets under the areas"),
        options,
        chosen,
        draw=st.radio,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: choose_streets(st.session_state[key]),
    )
    hosts = dict.fromkeys(basemap.host for basemap in basemaps if basemap.needs_network)
    if hosts:
        st.caption(
            say(
                "Streets without a named file need a network. Your browser asks {hosts} for the "
                "part you look at, but only after you choose the streets. They are not in the "
                "link.",
                hosts=", ".join(hosts),
            )
        )
    _draw_faults(faults)


def _draw_faults(faults: list[Fault]) -> None:
    for fault in faults:
        st.warning(as_text(f"{fault.where}: {fault.what} {fault.remedy}"))


def _switch(name: str, key: str) -> None:
    """Add a list to the map, or remove it."""
    kept = tuple(overlay for overlay in current().overlays if overlay != name)
    change_selection(overlays=(*kept, name) if st.session_state[key] else kept)

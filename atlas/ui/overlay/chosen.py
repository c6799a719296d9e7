"""The visitor's choice of points and streets, as sent to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import streamlit as st

from atlas import paths
from atlas.points.basemaps import find_street_files
from atlas.text import say
from atlas.ui.overlay.routes import LETTERS, points_addresses

if TYPE_CHECKING:
    from atlas.definitions import Basemap
    from atlas.errors import Fault
    from atlas.points.basemaps import StreetFile
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

# Kept for the visit and never in an address: a link must not make its reader's browser contact
# another server that the reader has not chosen.
STREETS = "atlas_streets"
FILE = "file:"


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

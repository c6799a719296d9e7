"""List the built places, to rebuild or remove them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas import paths
from atlas.errors import AtlasError, Fault
from atlas.markup import fill_html
from atlas.opening.places import (
    has_files,
    has_nation,
    list_authorities,
    list_built,
    list_damaged,
    name_nation,
    read_definitions,
    remove_place,
)
from atlas.permission import is_read_only
from atlas.places.gazetteer import NATION
from atlas.places.published import hash_files, list_paths
from atlas.quantities import format_count
from atlas.text import format_clock, format_day, say, say_counted, spoken
from atlas.ui.building import find_builder, start_build
from atlas.ui.components.add_place import link_to
from atlas.ui.components.files_source import find_folder
from atlas.ui.html import draw_html, draw_markup, fold_table
from atlas.ui.messages import draw_faults
from atlas.views.about import describe_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from atlas.opening.places import BuiltPlace

REMOVED = "atlas_place_faults"


def draw_built_places() -> None:
    """Draw every place that has a pack."""
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Places available here"))
    draw_faults(st.session_state.pop(REMOVED, []))
    hashes = _hash_held() if has_files() else {}
    damaged = list_damaged()
    for place in list_built():
        with st.container(key=f"atlas_place_{_key(place.code)}"):
            draw_markup(_describe(place, hashes))
            _draw_damage(place.code, damaged)
            if place.own and not is_read_only():
                _draw_buttons(place)
    _draw_shipped_authorities()
    _draw_lost(damaged)


def _draw_shipped_authorities() -> None:
    """Draw what is here of the country where only its authorities are."""
    if not has_nation() or has_nation("area"):
        return
    told = say(
        "{count} authorities. They come with the atlas, without their small areas.",
        count=len(list_authorities()),
    )
    draw_html(
        '<div class="ab at-place"><h3>{}</h3><p>{}</p>{}</div>',
        name_nation(),
        told,
        link_to(NATION, name_nation()),
    )


def _key(code: str) -> str:
    return code.replace("~", "_")


def _describe(place: BuiltPlace, hashes: Mapping[str, str]) -> Markup:
    counts = place.manifest["counts"]
    areas = say_counted(
        "{count} area, {residents} residents.",
        "{count} areas, {residents} residents.",
        counts["areas"],
        residents=format_count(counts["residents"]),
    )
    when = datetime.fromtimestamp(place.stamp, tz=UTC).astimezone()
    built = (
        say("Built {day} at {time}.", day=format_day(when), time=format_clock(when))
        if place.own
        else say("Comes with the atlas.")
    )
    parts = ""
    if place.code == NATION and has_nation():
        parts = " " + say(
            "Its {count} authorities and its regions can be opened at once.",
            count=len(list_authorities()),
        )
    return fill_html(
        '<div class="ab at-place"><h3>{}</h3><p>{} {}{} {}{}</p>{}</div>',
        place.name,
        areas,
        built,
        parts,
        _describe_changes(place, hashes),
        link_to(place.code, place.name),
        _list_sources(place.manifest),
    )


def _draw_lost(damaged: Mapping[str, Sequence[Fault]]) -> None:
    """Draw the places so damaged that not even their names can be read."""
    listed = {place.code for place in list_built()}
    codes = {name.partition(".")[0] for name in damaged} - listed
    for code in sorted(code for code in codes if (paths.USER_PACKS / code).exists()):
        named = read_definitions().in_language(spoken().code).places
        name = named[code].name if code in named else code
        with st.container(key=f"atlas_place_{_key(code)}"):
            draw_html('<div class="ab at-place"><h3>{}</h3></div>', name)
            _draw_damage(code, damaged)
            if not is_read_only():
                _draw_rebuild(code, name)


def _draw_damage(code: str, damaged: Mapping[str, Sequence[Fault]]) -> None:
    """Say which packs of a place cannot be opened, and how to repair them."""
    for name, faults in damaged.items():
        if name.partition(".")[0] == code:
            files = ", ".join(sorted({Path(fault.where).name for fault in faults}))
            what = say("Its files are damaged, so it cannot be opened: {files}.", files=files)
            remedy = say("Build it again: nothing else is lost.")
            draw_faults([Fault(name, what, remedy=remedy)])


def _describe_changes(place: BuiltPlace, hashes: Mapping[str, str]) -> str:
    """Return whether this server's files are still those that it was built from."""
    before = place.manifest.get("built_from") or {}
    shared = [path for path in before if path in hashes]
    if not place.own or not hashes or not shared:
        return ""
    changed = [path for path in hashes if before.get(path) != hashes[path]]
    if not changed:
        return say("The publishers' files on this server are the ones it was built from.") + " "
    told = say_counted(
        "{count} file has changed since then: build it again.",
        "{count} files have changed since then: build it again.",
        len(changed),
    )
    return f"{told} "


def _list_sources(manifest: Mapping[str, Any]) -> Markup:
    definitions = read_definitions().in_language(spoken().code)
    sources = [describe_source(definitions, source) for source in manifest.get("sources", [])]
    return fold_table(
        "ap-note",
        say_counted("From {count} table", "From {count} tables", len(sources)),
        (say("Table"), say("Describes"), say("Published"), say("Licence")),
        ([one[key] for key in ("title", "describes", "published", "licence")] for one in sources),
    )


def _draw_rebuild(code: str, name: str) -> None:
    st.button(
        say("Rebuild {place}", place=name),
        key=f"atlas_rebuild_{_key(code)}",
        disabled=find_builder().is_busy,
        on_click=start_build,
        args=(code, name, find_folder()),
    )


def _draw_buttons(place: BuiltPlace) -> None:
    with st.container(horizontal=True, key=f"atlas_buttons_{_key(place.code)}"):
        _draw_rebuild(place.code, place.name)
        with st.popover(say("Remove {place}", place=place.name), disabled=find_builder().is_busy):
            told = say(
                "This removes the pack of {place} from this server for everyone. The "
                "publishers' files stay, so it can be built again.",
                place=place.name,
            )
            draw_html("<p>{}</p>", told)
            st.button(
                say("Remove {place} for everyone", place=place.name),
                key=f"atlas_remove_{_key(place.code)}",
                on_click=_remove,
                args=(place.code,),
            )


def _remove(code: str) -> None:
    try:
        remove_place(code)
        # The result of its build no longer applies.
        find_builder().forget()
    except AtlasError as error:
        st.session_state[REMOVED] = error.faults


def _hash_held() -> dict[str, str]:
    """Return the checksums of the publishers' files, recomputed when one changes."""
    files = [paths.FILES / name for name in list_paths(read_definitions())]
    stamps = tuple(path.stat().st_mtime for path in files if path.is_file())
    return _hash_stamped(str(paths.FILES), stamps)


@st.cache_data(show_spinner=False, max_entries=2)
def _hash_stamped(folder: str, stamps: tuple[float, ...]) -> dict[str, str]:  # noqa: ARG001 - see above
    return hash_files(read_definitions(), paths.FILES)

"""Take the plan away as a file, and bring a file in once its changes have been seen."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError
from atlas.markup import fill_html, repeat_html
from atlas.paths import name_in_files
from atlas.plan.exchange.copy_of_plan import copy_plan
from atlas.plan.exchange.explain import describe_with
from atlas.plan.exchange.formats import find_formats, find_read_formats, read_plan, write_plan
from atlas.plan.exchange.preview import keep_import, preview_import
from atlas.plan.records.record import find_kinds
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import note_done
from atlas.plan.views.fields import title_record
from atlas.text import say, speaking, to_say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.plan.exchange.preview import Effect, Effected, Preview, Side

BROUGHT = "atlas_plan_brought"
MOST_TOLD = 40
COUNTED: Mapping[Effect, str] = {
    "new": to_say("New: {count}."),
    "changed": to_say("Changed: {count}."),
    "conflict": to_say("Changed here and in the file: {count}."),
    "same": to_say("The same: {count}."),
    "fault": to_say("Could not be read: {count}."),
}


def draw_files(atlas: Atlas, place: str) -> None:
    """Draw what takes the plan away and what brings one in; nothing is made until asked for."""
    with st.container(key="atlas_plan_files", horizontal=True, gap="small"):
        away = st.popover(say("Download the plan"), key="atlas_plan_away", on_change="rerun")
        if away.open:
            with away:
                _draw_downloads(atlas, place)
        back = st.popover(say("Import a file"), key="atlas_plan_back", on_change="rerun")
        if back.open:
            with back:
                _draw_upload(atlas, place)


def _draw_downloads(atlas: Atlas, place: str) -> None:
    told = say(
        "Actions, board, evidence and words from residents. Excel can be edited and imported "
        "again; Word is for a committee; JSON has everything, for programs, and can be imported "
        "too."
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    for word, spec in find_formats().items():
        st.download_button(
            say("The plan as {format}", format=spec.label),
            data=partial(_write, atlas, place, word),
            file_name=f"{name_in_files(place)}_plan{spec.ending}",
            mime=spec.media_type,
            key=f"atlas_plan_as_{word}",
            on_click="ignore",
        )


def _write(atlas: Atlas, place: str, word: str) -> bytes:
    now = datetime.now(UTC)
    # A file is made outside the page's own run, which knows the language.
    with speaking(atlas.speech):
        explain = describe_with(atlas, plans().list_all(place))
        plan = copy_plan(plans(), place, name=atlas.name, made=now, explain=explain)
        return write_plan(plan, word)


def _draw_upload(atlas: Atlas, place: str) -> None:
    """Read a file, show what it would change, and change it when asked to."""
    told = say(
        "Choose an Excel or JSON file that was downloaded here. You see what it would change "
        "before anything is changed. What is not in the file stays in the plan."
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    number = st.session_state.get(BROUGHT, 0)
    file = st.file_uploader(
        say("A file of a plan (Excel or JSON)"),
        type=list(find_read_formats()),
        key=f"atlas_plan_file_{number}",
        max_upload_size=30,
    )
    if file is None:
        return
    try:
        preview = preview_import(plans(), place, read_plan(file.getvalue(), called=file.name))
    except AtlasError as error:
        draw_faults(error.faults)
        return
    draw_markup(_describe_preview(atlas, preview))
    if preview.faults:
        draw_faults(preview.faults)
    else:
        _draw_decision(preview, number)


def _draw_decision(preview: Preview, number: int) -> None:
    """Draw the buttons that keep what was seen."""
    sides: Mapping[str, Side | None] = {say("Import it"): None}
    if preview.count("conflict"):
        sides = {
            say("Import it; where both changed, keep the plan's version"): "theirs",
            say("Import it; where both changed, use the file's version"): "ours",
        }
    elif not (preview.count("new") or preview.count("changed")):
        return
    for place, (label, side) in enumerate(sides.items()):
        if st.button(label, key=f"atlas_plan_bring_{place}"):
            _keep(preview, side, number)


def _keep(preview: Preview, side: Side | None, number: int) -> None:
    try:
        keep_import(plans(), preview, conflicts=side, by=writer())
    except AtlasError as error:
        draw_faults(error.faults)
        return
    st.session_state[BROUGHT] = number + 1
    note_done(say("The file was imported. Each change is listed below and can be undone."))
    st.rerun()


def _describe_preview(atlas: Atlas, preview: Preview) -> Markup:
    """Return in HTML what a file would do: how many of each, and the changes one by one."""
    counts = {effect: preview.count(effect) for effect in COUNTED}
    told = " ".join(
        say(COUNTED[effect], count=counts[effect]) for effect in COUNTED if counts[effect]
    )
    shown = [one for one in preview.effects if one.effect not in ("same", "fault")]
    items = repeat_html("<li>{}</li>", (_describe_effect(atlas, one) for one in shown[:MOST_TOLD]))
    return fill_html(
        '<div class="ab" role="status"><p>{}</p><ul>{}</ul></div>',
        told or say("The file has no entries."),
        items,
    )


def _describe_effect(atlas: Atlas, one: Effected) -> str:
    kind = find_kinds()[one.entry.kind]
    title = title_record(atlas, kind, one.record) if one.record else kind.title
    if one.effect == "new":
        return say("“{title}” is new", title=title)
    if one.kept is None:
        return say("“{title}” has since been removed from the plan", title=title)
    fields = "; ".join(
        say(
            "{field}: “{before}” becomes “{after}”",
            field=difference.title,
            before=difference.before or say("nothing"),
            after=difference.after or say("nothing"),
        )
        for difference in one.differences
    )
    return say("“{title}”: {fields}", title=title, fields=fields)

"""A box for the town's own words, saved by a button and never over somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import PlanError
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import (
    conflict_on,
    count_saves,
    draw_anew,
    draw_conflict,
    make_record,
    note_done,
    save,
)
from atlas.text import say
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.kinds.board_note import BoardNote
    from atlas.plan.records.versions import Kept


def draw_note(
    atlas: Atlas, place: str, about: str, entry: str, label: str, notes: Sequence[Kept[BoardNote]]
) -> None:
    """Draw the box of one question; when it is emptied and saved, the note is removed.

    Two people who answer the same question at once both are kept: each answer has its box.
    """
    mine = [one for one in notes if (one.record.about, one.record.entry) == (about, entry)]
    boxes: list[Kept[BoardNote] | None] = [*mine] or [None]
    for kept in boxes:
        _draw_box(atlas, place, about, entry, label, kept)


def _draw_box(
    atlas: Atlas, place: str, about: str, entry: str, label: str, kept: Kept[BoardNote] | None
) -> None:
    from atlas.plan.records.kinds.board_note import KIND  # noqa: PLC0415 - when seen

    draft = f"{place}/board_note/{about}/{entry}/{kept.id if kept else 'new'}"
    # The box is the same while something is typed, and begins anew with what is saved.
    first: Kept[BoardNote] | None = Typed(draft, "", kept).seen_first
    which = f"{first.id}_{first.version}" if first else "new"
    key = f"atlas_plan_note_{about}_{entry}_{which}_{count_saves()}"
    typed = Typed(draft, key, kept)
    typed.open("words")
    with st.container(key=key):
        begins = first.record.words if first else ""
        words = typed.ask(st.text_area, "words", label, begins, max_chars=5000, height=90)
        typed.warn()
        is_saved = st.button(say("Save these words"), key=f"{key}_save")
    waiting = conflict_on(kept.id) if kept else None
    if waiting is not None and draw_conflict(atlas, KIND, waiting):
        typed.drop()
        draw_anew()
    if not is_saved:
        return
    if not words.strip():
        if first is not None:
            _remove(first)
            typed.drop()
            draw_anew()
        return
    try:
        record = make_record(KIND, about=about, entry=entry, words=words)
    except PlanError as error:
        draw_faults(error.faults)
        return
    saved = save(place, first, record)
    if saved is not None:
        typed.drop()
        note_done(say("Your words are saved."))
        draw_anew()
    st.rerun()


def _remove(kept: Kept[BoardNote]) -> None:
    """Remove words; those that somebody else has changed meanwhile stay, and are drawn."""
    from atlas.plan.records.versions import ChangedMeanwhile  # noqa: PLC0415 - with the database alone

    try:
        plans().remove(kept, by=writer())
    except ChangedMeanwhile as error:
        note_done(error.faults[0].what)

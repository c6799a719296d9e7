"""Tell what changed in the plan, when and by whom, and undo it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.permission import is_read_only
from atlas.plan.records.record import find_kinds
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import act, draw_acted, note_done
from atlas.plan.views.fields import compare_records, title_record
from atlas.plan.views.words import format_ago
from atlas.text import say, to_say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Change

UNDOING = "undo"
FEW, MANY = 6, 100
# By what was done, and whether it is known by whom.
CHANGED = {
    ("added", False): to_say("“{title}” was added {when}"),
    ("added", True): to_say("“{title}” was added {when} by {by}"),
    ("changed", False): to_say("“{title}” was changed {when}"),
    ("changed", True): to_say("“{title}” was changed {when} by {by}"),
    ("removed", False): to_say("“{title}” was removed {when}"),
    ("removed", True): to_say("“{title}” was removed {when} by {by}"),
}


def draw_history(atlas: Atlas, place: str, word: str) -> None:
    """Draw the newest changes to one kind of record; the last one of each can be undone."""
    kind = find_kinds()[word]
    changes = [one for one in plans().history(place) if one.kind == word]
    draw_acted(UNDOING)
    if not changes:
        return
    draw_html('<div class="ab"><h2>{}</h2></div>', say("What changed"))
    # A later change of the same record stands in the way of undoing an earlier one.
    newest = {one.id: one.number for one in reversed(changes)}

    def draw(some: Sequence[Change]) -> None:
        for one in some:
            _draw_change(atlas, kind, one, is_last=newest[one.id] == one.number)

    with st.container(key="atlas_plan_history"):
        draw(changes[:FEW])
        if len(changes) > FEW:
            with st.expander(say("Earlier changes: {count}", count=len(changes) - FEW)):
                draw(changes[FEW:MANY])


def _draw_change(atlas: Atlas, kind: KindSpec, change: Change, *, is_last: bool) -> None:
    with st.container(
        key=f"atlas_plan_change_row_{change.number}", horizontal=True, vertical_alignment="center"
    ):
        draw_html('<p class="pl-change">{}</p>', _describe(atlas, kind, change))
        was_erased = change.before is None and change.after is None
        if is_last and not (was_erased or is_read_only()):
            st.button(
                say("Undo"), key=f"atlas_plan_undo_{change.number}", on_click=partial(_undo, change)
            )


def _undo(change: Change) -> None:
    told = say("The change was undone. This is also a change and can be undone.")
    undo = partial(plans().undo, change, by=writer())
    act(undo, then=partial(note_done, told), where=UNDOING)


def _describe(atlas: Atlas, kind: KindSpec, change: Change) -> str:
    """Return one change as HTML: what, when, by whom, and the fields that changed."""
    record = change.after or change.before
    title = title_record(atlas, kind, record) if isinstance(record, kind.record) else kind.title
    when = format_ago(change.at, datetime.now(UTC))
    said = say(CHANGED[change.what, bool(change.by)], title=title, when=when, by=change.by)
    if isinstance(change.before, kind.record) and isinstance(change.after, kind.record):
        fields = [
            say("{field}: “{before}” became “{after}”", field=name, before=one, after=other)
            for name, one, other in compare_records(atlas, kind, change.before, change.after)
        ]
        said += fill_html('<span class="ap-small">{}</span>', "; ".join(fields))
    return said

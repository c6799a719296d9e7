"""Tell what changed in the plan, when and by whom, and undo it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.permission import is_read_only
from atlas.plan.ui.acting import act, draw_acted
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import note_done
from atlas.plan.views.fields import compare_records, title_record
from atlas.plan.views.words import format_ago
from atlas.text import say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Change

UNDOING = "undo"
FEW, MANY = 6, 100


def draw_history(atlas: Atlas, place: str, word: str) -> None:
    """Draw the newest changes to one kind of record; the last one of each can be undone."""
    from atlas.plan.records.record import find_kinds  # noqa: PLC0415 - when seen

    kind = find_kinds()[word]
    changes = [one for one in plans().history(place) if one.kind == word]
    draw_acted(UNDOING)
    if not changes:
        return
    draw_html('<div class="ab"><h2>{}</h2></div>', say("What changed"))
    # A later change of the same record stands in the way of undoing an earlier one.
    seen: set[str] = set()
    can_undo = [not (one.id in seen or seen.add(one.id)) for one in changes]  # type: ignore[func-returns-value] # set.add says nothing
    rows = list(zip(changes, can_undo, strict=True))
    now = datetime.now(UTC)
    with st.container(key="atlas_plan_history"):
        for change, is_last in rows[:FEW]:
            _draw_change(atlas, kind, change, now, is_last=is_last)
        if len(rows) > FEW:
            with st.expander(say("Earlier changes: {count}", count=len(rows) - FEW)):
                for change, is_last in rows[FEW:MANY]:
                    _draw_change(atlas, kind, change, now, is_last=is_last)


def _draw_change(
    atlas: Atlas, kind: KindSpec, change: Change, now: datetime, *, is_last: bool
) -> None:
    with st.container(
        key=f"atlas_plan_change_row_{change.number}", horizontal=True, vertical_alignment="center"
    ):
        draw_html('<p class="pl-change">{}</p>', _describe(atlas, kind, change, now))
        was_erased = change.before is None and change.after is None
        if is_last and not (was_erased or is_read_only()):
            st.button(
                say("Undo"),
                key=f"atlas_plan_undo_{change.number}",
                on_click=partial(_undo, change),
            )


def _undo(change: Change) -> None:
    told = say("The change is undone. That is a change too, and can be undone.")
    undo = partial(plans().undo, change, by=writer())
    act(undo, then=partial(note_done, told), where=UNDOING)


def _describe(atlas: Atlas, kind: KindSpec, change: Change, now: datetime) -> str:
    """Return one change as HTML: what, when, by whom, and the fields that changed."""
    record = change.after or change.before
    title = title_record(atlas, kind, record) if isinstance(record, kind.record) else kind.title
    slots = {"title": title, "when": format_ago(change.at, now), "by": change.by}
    told = {
        "added": say("“{title}” was added {when}", **slots),
        "changed": say("“{title}” was changed {when}", **slots),
        "removed": say("“{title}” was removed {when}", **slots),
    }
    by_whom = {
        "added": say("“{title}” was added {when} by {by}", **slots),
        "changed": say("“{title}” was changed {when} by {by}", **slots),
        "removed": say("“{title}” was removed {when} by {by}", **slots),
    }
    said = (by_whom if change.by else told)[change.what]
    if isinstance(change.before, kind.record) and isinstance(change.after, kind.record):
        fields = [
            say("{field}: “{before}” became “{after}”", field=name, before=one, after=other)
            for name, one, other in compare_records(atlas, kind, change.before, change.after)
        ]
        said += fill_html('<span class="ap-small">{}</span>', "; ".join(fields))
    return said

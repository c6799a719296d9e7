"""Add, change and remove the entries of a simple list, by one small form for any kind of record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.permission import is_read_only
from atlas.plan.records.personal import find_personal
from atlas.plan.records.record import find_kinds
from atlas.plan.ui.drafts import Typed, warn_waiting
from atlas.plan.ui.form import Form
from atlas.plan.ui.saving import (
    count_saves,
    draw_acted,
    draw_anew,
    draw_conflict,
    draw_removal,
    note_done,
)
from atlas.plan.views.fields import title_record
from atlas.quantities import format_list
from atlas.text import ENGLISH, say
from atlas.ui.messages import draw_notices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept

NOT_ASKED = ("category", "area", "areas")


def draw_entries(
    atlas: Atlas,
    place: str,
    kept: Sequence[Kept[Any]],
    *,
    word: str,
    name: str,
    add: str,
    begins: Mapping[str, object],
    choices: Mapping[str, Mapping[str, str]] | None = None,
    for_good: bool = False,
    said: Sequence[str] = (),
) -> None:
    """Draw a form to add an entry, and one for each entry that is kept.

    Parameters
    ----------
    atlas, place
        The open place, and its word.
    kept
        The entries of this list.
    word
        The kind of record.
    name
        Tells this list from others on the page.
    add
        What the box says that opens the form.
    begins
        What fields of a new entry begin with; category, area and areas are not asked.
    choices
        What a field may be, by field: its values with their words.
    for_good
        Whether what is removed is erased from the history too.
    said
        The fields that hold somebody's words: what in them may tell who a person is is asked
        about before they are kept.
    """
    if is_read_only():
        return
    kind, about = find_kinds()[word], f"{place}/{word}/"
    # One that was saved from is another afterwards: it is shut, and what was saved is seen.
    saves = count_saves()

    def draw_form(own: str, one: Kept[Any] | None) -> Typed:
        # The controls are the same while something is typed, and begin anew with what is saved.
        first: Kept[Any] | None = Typed(about + own, "", one).seen_first
        key = f"atlas_plan_entry_{own}_{first.version if first else 'new'}_{saves}"
        form = Form(kind, Typed(about + own, key, one), dict(first.record) if first else begins)
        fixed = {field: form.initial(field) for field in begins if field in NOT_ASKED}
        _draw_form(atlas, place, form, first, fixed, choices or {}, said)
        return form.typed

    draw_acted(name)
    with st.container(key=f"atlas_plan_entries_{name}", horizontal=True, gap="small"):
        with st.popover(add, key=f"atlas_plan_add_{name}_{saves}"):
            typed = [draw_form(f"{word}_{name}", None)]
        for one in kept:
            title = title_record(atlas, kind, one.record)
            changing = say("Change “{title}”", title=title[:40])
            with st.popover(changing, key=f"atlas_plan_change_{one.id}_{saves}"):
                typed.append(draw_form(one.id, one))
                told = say("“{title}” was removed. “Undo” restores it.", title=title)
                if for_good:
                    told = say(
                        "These words were deleted permanently, also from the list of changes."
                    )
                key = f"atlas_plan_remove_{one.id}"
                draw_removal(one, key, told=told, for_good=for_good, where=name)
    if any(one.is_begun for one in typed):
        warn_waiting()
    for one, own in zip(kept, typed[1:], strict=True):
        if draw_conflict(atlas, kind, one):
            own.drop()
            draw_anew()


def _draw_form(
    atlas: Atlas,
    place: str,
    form: Form,
    kept: Kept[Any] | None,
    fixed: Mapping[str, object],
    choices: Mapping[str, Mapping[str, str]],
    said: Sequence[str],
) -> None:
    kind, key = form.kind, form.typed.key
    form.typed.open(next(field for field in kind.record.model_fields if field not in fixed))
    with st.container(key=key):
        fields = {
            field: fixed[field] if field in fixed else form.ask(field, choices=choices.get(field))
            for field in kind.record.model_fields
        }
        form.typed.warn()
        # Above the button: below it the popover may end.
        told = st.container()
        is_saved = st.button(say("Save"), type="primary", key=f"{key}_save")
        with told:
            text = "\n".join(str(fields[field] or "") for field in said)
            if _ask_again(atlas, key, text, is_saved=is_saved):
                form.keep(place, kept, fields, partial(_note_saved, atlas, form))


def _ask_again(atlas: Atlas, key: str, text: str, *, is_saved: bool) -> bool:
    """Warn of what in a text may tell who a person is; return whether it is to be kept now."""
    asked = f"{key}_asked"
    if not (is_saved or asked in st.session_state):
        return False
    # The names of the place are those of no person.
    areas = atlas.store.areas
    columns = [name for name in ("name", "ward", "neighbourhood", "authority") if name in areas]
    places = {str(name) for column in columns for name in areas[column].unique()}
    is_german = atlas.speech.code != ENGLISH.code
    found = find_personal(text, places=[atlas.name, *places], german=is_german) if text else []
    if not found:
        return is_saved
    st.session_state[asked] = True
    warning = say(
        "This may identify somebody: {found}. Remove it, or save the words as they are.",
        found=format_list([say("“{name}”", name=one.text) for one in found]),
    )
    draw_notices([warning])
    return bool(st.button(say("Save it as it is"), key=f"{key}_sure"))


def _note_saved(atlas: Atlas, form: Form, saved: Kept[Any]) -> None:
    note_done(say("“{title}” is saved.", title=title_record(atlas, form.kind, saved.record)))

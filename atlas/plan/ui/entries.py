"""Add, change and remove the entries of a simple list, by one small form for any kind of record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import PlanError
from atlas.permission import is_read_only
from atlas.plan.records.shapes import find_forms
from atlas.plan.ui.acting import act, draw_acted
from atlas.plan.ui.drafts import Typed, drafts_of, drop_draft, warn_waiting
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
from atlas.plan.views.fields import title_record
from atlas.text import day_order, say
from atlas.ui.messages import draw_faults, draw_notices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Kept

LONG = {"words", "note"}
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
    check: Callable[[Mapping[str, object]], str] | None = None,
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
    check
        Says what somebody should look at before fields are kept, or nothing.
    """
    from atlas.plan.records.record import find_kinds  # noqa: PLC0415 - when seen

    if is_read_only():
        return
    kind = find_kinds()[word]
    fixed = {key: value for key, value in begins.items() if key in NOT_ASKED}
    choices = choices or {}
    draw_acted(name)
    with st.container(key=f"atlas_plan_entries_{name}", horizontal=True, gap="small"):
        # One that was saved from is another afterwards: it is shut, and what was saved is seen.
        saves = count_saves()
        with st.popover(add, key=f"atlas_plan_add_{name}_{saves}"):
            _draw_form(atlas, kind, place, None, f"{word}_{name}", begins, fixed, choices, check)
        for one in kept:
            title = title_record(atlas, kind, one.record)
            changing = say("Change “{title}”", title=title[:40])
            with st.popover(changing, key=f"atlas_plan_change_{one.id}_{saves}"):
                own = {key: getattr(one.record, key) for key in fixed}
                _draw_form(atlas, kind, place, one, one.id, own, own, choices, check)
                st.button(
                    say("Remove for good") if for_good else say("Remove"),
                    key=f"atlas_plan_remove_{one.id}",
                    on_click=partial(_remove, one, title, name, for_good=for_good),
                )
    mine = {f"{word}_{name}", *(one.id for one in kept)}
    if mine & set(drafts_of(f"{place}/{word}/")):
        warn_waiting()
    for one in kept:
        waiting = conflict_on(one.id)
        if waiting is not None and draw_conflict(atlas, kind, waiting):
            drop_draft(f"{place}/{word}/{one.id}")
            draw_anew()


def _draw_form(
    atlas: Atlas,
    kind: KindSpec,
    place: str,
    kept: Kept[Any] | None,
    name: str,
    begins: Mapping[str, Any],
    fixed: Mapping[str, object],
    choices: Mapping[str, Mapping[str, str]],
    check: Callable[[Mapping[str, object]], str] | None,
) -> None:
    draft = f"{place}/{kind.word}/{name}"
    # The controls are the same while something is typed, and begin anew with what is saved.
    first: Kept[Any] | None = Typed(draft, "", kept).seen_first
    if first is not None:
        begins = first.record.model_dump()
    key = f"atlas_plan_entry_{name}_{first.version if first else 'new'}_{count_saves()}"
    typed = Typed(draft, key, kept)
    typed.open(next(field for field in kind.record.model_fields if field not in fixed))
    with st.container(key=key):
        fields = dict(fixed)
        for field in kind.record.model_fields:
            value, control = typed.begin(field, begins.get(field)), typed.control(field)
            if field in choices:
                fields[field] = _choose(kind, field, value, choices[field], control)
            elif field not in fixed:
                fields[field] = _ask(kind, field, value, control)
        typed.warn()
        # Above the button: below it the popover may end.
        told = st.container()
        is_saved = st.button(say("Save"), type="primary", key=f"{key}_save")
        with told:
            is_sure = (
                _ask_again(key, partial(check, fields), is_saved=is_saved) if check else is_saved
            )
    if not is_sure:
        return
    try:
        record = make_record(kind, **fields)
    except PlanError as error:
        with told:
            draw_faults(error.faults)
        return
    if save(place, first, record) is None:
        st.rerun()
    typed.drop()
    note_done(say("“{title}” is saved.", title=title_record(atlas, kind, record)))
    draw_anew()


def _ask_again(key: str, check: Callable[[], str] | None, *, is_saved: bool) -> bool:
    """Say what should be looked at before it is kept; return whether it is to be kept now."""
    asked = f"{key}_asked"
    if not (is_saved or asked in st.session_state):
        return False
    warning = check() if check else ""
    if not warning:
        return is_saved
    st.session_state[asked] = True
    draw_notices([warning])
    return bool(st.button(say("Keep it as it is"), key=f"{key}_sure"))


def _choose(
    kind: KindSpec, field: str, value: object, words: Mapping[str, str], control: Mapping[str, Any]
) -> str:
    """Draw the choice of one of some values; what is kept stays one of them."""
    known = {**words, **({str(value): str(value)} if value and value not in words else {})}
    options = list(known)
    chosen: str = st.selectbox(
        kind.call(field),
        options,
        index=options.index(str(value)) if value in known else 0,
        format_func=lambda one: known[one],
        **control,
    )
    return chosen


def _ask(
    kind: KindSpec,
    field: str,
    value: Any,  # noqa: ANN401 - any field
    control: Mapping[str, Any],
) -> object:
    """Draw the control that a field needs; return what it holds."""
    form, words, _ = find_forms(kind.record)[field]
    label = kind.call(field)
    if form == "choice":
        chosen = value if value in words else kind.record.model_fields[field].default
        return st.selectbox(
            label,
            words,
            index=words.index(chosen) if chosen in words else 0,
            format_func=lambda word: kind.call(field, word),
            **control,
        )
    if form == "day":
        return st.date_input(label, value, format=day_order(), **control)
    if field in LONG:
        return st.text_area(label, value or "", max_chars=5000, height=90, **control)
    return st.text_input(label, value or "", **control)


def _remove(one: Kept[Any], title: str, name: str, *, for_good: bool) -> None:
    work = plans().erase if for_good else plans().remove
    told = (
        say("These words are removed for good, from the list of changes too.")
        if for_good
        else say("“{title}” is removed. “Undo” brings it back.", title=title)
    )
    act(partial(work, one, by=writer()), then=partial(note_done, told), where=name)

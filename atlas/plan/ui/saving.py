"""Save and remove what is asked for; where somebody else was faster, show both versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import streamlit as st
from pydantic import ValidationError

from atlas.errors import AtlasError, Fault, PlanError
from atlas.markup import fill_html
from atlas.plan.records.versions import ChangedMeanwhile
from atlas.plan.ui.opened import plans, writer
from atlas.plan.views.fields import compare_records
from atlas.plan.views.table import render_table
from atlas.text import say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.versions import Kept

CONFLICT, DONE, SAVES = "atlas_plan_conflict", "atlas_plan_done", "atlas_plan_saves"
FAULTS = "atlas_plan_faults"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved meanwhile, and what was to be saved here."""

    identity: str
    place: str
    theirs: Kept[Any] | None
    ours: Record


def make_record(kind: KindSpec, **fields: object) -> Record:
    """Return a record of what was entered.

    Raises
    ------
    PlanError
        With every field that cannot be kept as it is, in plain words.
    """
    try:
        return kind.record.model_validate(fields)
    except ValidationError as error:
        raise PlanError([_describe(kind, one) for one in error.errors()]) from None


def _describe(kind: KindSpec, detail: Any) -> Fault:  # noqa: ANN401 - pydantic's own
    field = str(detail["loc"][0]) if detail["loc"] else ""
    name = kind.call(field) if field else say(kind.title)
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        what = str(context.get("error", detail["msg"]))
    elif detail["type"] == "string_too_long":
        what = say(
            "{field}: this is longer than {most} characters.",
            field=name,
            most=context["max_length"],
        )
    elif detail["type"] in ("missing", "string_too_short"):
        what = say("{field}: this is empty but is needed.", field=name)
    else:
        what = say("{field}: this cannot be saved as it is.", field=name)
    return Fault(name, what, remedy=say("What you entered is still here: change it and save."))


def save(place: str, kept: Kept[Any] | None, record: Record) -> Kept[Any] | None:
    """Keep a record, new or in place of another.

    Returns
    -------
    Kept or None
        None where somebody else has changed or removed it meanwhile: nothing is overwritten,
        and `draw_conflict` shows both.
    """
    try:
        if kept is None:
            return plans().add(place, record, by=writer())
        return plans().change(kept, record, by=writer())
    except ChangedMeanwhile as error:
        st.session_state[CONFLICT] = Conflict(kept.id if kept else "", place, error.theirs, record)
        return None


def count_saves() -> int:
    """Return how often something was saved: controls named by it begin anew after each."""
    return int(st.session_state.get(SAVES, 0))


def draw_anew() -> NoReturn:
    """Draw the page once more, with controls that begin anew."""
    st.session_state[SAVES] = count_saves() + 1
    st.rerun()


def note_done(text: str) -> None:
    """Remember what to say at the top of the part once it is drawn anew."""
    st.session_state[DONE] = text


def draw_done() -> None:
    """Say what was done last, once."""
    text = st.session_state.pop(DONE, "")
    if text:
        draw_html('<p class="ap-now" role="status">{}</p>', text)


@dataclass(frozen=True, slots=True)
class Decision:
    """That a person has chosen, and what was saved if they chose their own version."""

    saved: Kept[Any] | None = None


def draw_conflict(atlas: Atlas, kind: KindSpec, kept: Kept[Any] | None) -> Decision | None:
    """Show both versions of a record on which two differ, if so, and let the person choose.

    Returns
    -------
    Decision or None
        None as long as there is none to take.
    """
    conflict: Conflict | None = st.session_state.get(CONFLICT)
    if conflict is None or kept is None or conflict.identity != kept.id:
        return None
    theirs = conflict.theirs
    with st.container(key="atlas_plan_conflict_box"):
        if theirs is None:
            told = say(
                "Somebody else has removed this in the meantime. Nothing was overwritten, and "
                "what you entered is still here."
            )
            draw_html('<div class="ap-now" role="alert">{}</div>', told)
        else:
            draw_markup(_compare(atlas, kind, theirs, conflict.ours))
        with st.container(horizontal=True, gap="small"):
            mine = say("Keep mine") if theirs else say("Add mine again")
            if st.button(mine, key="atlas_plan_keep_mine", type="primary"):
                return Decision(_keep_mine(conflict))
            if st.button(say("Use theirs"), key="atlas_plan_take_theirs"):
                st.session_state.pop(CONFLICT)
                return Decision()
    return None


def _keep_mine(conflict: Conflict) -> Kept[Any] | None:
    st.session_state.pop(CONFLICT)
    # Theirs may have changed once more: then this is a conflict anew, and not an overwriting.
    saved = save(conflict.place, conflict.theirs, conflict.ours)
    if saved is not None:
        note_done(say("Your version was saved. The other one is in the list of changes."))
    return saved


def _compare(atlas: Atlas, kind: KindSpec, theirs: Kept[Any], ours: Record) -> Markup:
    who = say("Somebody else ({by})", by=theirs.by) if theirs.by else say("Somebody else")
    told = say(
        "Somebody else has changed this since you opened it. Nothing was overwritten. These are "
        "the fields in which the two versions differ."
    )
    rows = compare_records(atlas, kind, theirs.record, ours)
    table = render_table(say("What changed"), [say("Field"), who, say("You")], rows, look="pl-both")
    return fill_html('<div class="ap-now" role="alert">{}</div>{}', told, table)


def act(
    work: Callable[[], object], *, then: Callable[[], object] | None = None, where: str = ""
) -> None:
    """Do something inside a callback, and then something more if it was done.

    A callback has nowhere to draw: what went wrong waits for `draw_acted`, `where` it is asked.
    """
    try:
        work()
    except AtlasError as error:
        st.session_state[f"{FAULTS}_{where}"] = list(error.faults)
    else:
        if then is not None:
            then()


def draw_acted(where: str = "") -> None:
    """Tell once what could not be done."""
    faults: list[Fault] = st.session_state.pop(f"{FAULTS}_{where}", [])
    draw_faults(faults)


def draw_removal(
    kept: Kept[Any],
    key: str,
    *,
    about: str | None = None,
    told: str = "",
    for_good: bool = False,
    where: str = "",
) -> None:
    """Draw the button that removes a record, or erases it from the history too `for_good`.

    `about` says by the button what it removes, and `told` once it is done.
    """

    def remove() -> None:
        work = plans().erase if for_good else plans().remove
        act(partial(work, kept, by=writer()), then=partial(note_done, told), where=where)

    label = say("Delete permanently") if for_good else say("Remove")
    st.button(label, key=key, help=about, on_click=remove)

"""Track what the development council recommends: when it is answered, how, and what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.permission import is_read_only
from atlas.plan.ui.acting import act
from atlas.plan.ui.drafts import Typed, warn_waiting
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import conflict_on, draw_conflict, make_record, save
from atlas.plan.views.words import format_due
from atlas.text import day_order, format_day, say
from atlas.ui.html import draw_html
from atlas.ui.state import choose_part

if TYPE_CHECKING:
    from datetime import date

    from atlas.facade import Atlas
    from atlas.plan.records.kinds.recommendation import Recommendation
    from atlas.plan.records.versions import Kept

# A council that meets every month or two can answer in three.
USUAL_DAYS = 90


def draw_recommendations(atlas: Atlas, place: str) -> None:
    """Draw every recommendation with its reply, and room for a new one."""
    from atlas.plan.records.kinds.recommendation import Recommendation  # noqa: PLC0415 - when seen

    today = datetime.now(UTC).date()
    lead = say(
        "Each is owed an answer by a day. What is accepted can become an action of the plan, and "
        "what is declined needs the reason."
    )
    draw_html('<div class="ab"><h2>{}</h2><p>{}</p></div>', say("3. Recommendations"), lead)
    kept = plans().list(place, Recommendation)
    # What is overdue and what is due next comes first.
    kept.sort(key=lambda one: (one.record.status != "waiting", str(one.record.due or "9999")))
    for one in kept:
        _draw_one(atlas, place, one, today)
    if not is_read_only():
        _draw_new(place, today)


def _draw_one(atlas: Atlas, place: str, kept: Kept[Recommendation], today: date) -> None:
    from atlas.plan.records.kinds.recommendation import KIND  # noqa: PLC0415 - when seen

    record = kept.record
    is_late = record.status == "waiting" and record.due is not None and record.due < today
    with st.container(key=f"atlas_rec_{kept.id}", border=True):
        waiting = conflict_on(kept.id)
        if waiting is not None and draw_conflict(atlas, KIND, waiting):
            _type_reply(place, kept).drop()
            st.rerun()
        handed = say("Handed over on {day}.", day=format_day(record.made))
        due = format_due(record, today)
        reply = fill_html("<p>{}</p>", record.reply) if record.reply else ""
        draw_html(
            '<div class="ab"><p><b>{}</b></p><p class="sc-note">{}. {}</p>{}</div>',
            record.text,
            fill_html("<b>{}</b>", due) if is_late else due,
            handed,
            reply,
        )
        if is_read_only():
            return
        with st.container(horizontal=True, gap="small"):
            with st.popover(say("Reply")):
                _draw_reply(place, kept)
            _draw_action(place, kept)
            st.button(
                say("Remove"),
                key=f"atlas_rec_remove_{kept.id}",
                help=say("Remove this recommendation"),
                on_click=partial(act, lambda: plans().remove(kept, by=writer())),
            )
        if _type_reply(place, kept).is_begun:
            warn_waiting()


def _type_reply(place: str, kept: Kept[Recommendation]) -> Typed:
    about = f"{place}/recommendation/{kept.id}"
    # The controls are the same while something is typed, and begin anew with what is saved.
    version = Typed(about, "", kept).seen_first.version
    return Typed(about, f"atlas_rec_{kept.id}_{version}", kept)


def _draw_reply(place: str, kept: Kept[Recommendation]) -> None:
    from atlas.plan.records.kinds.recommendation import KIND  # noqa: PLC0415 - when seen

    record = kept.record
    typed = _type_reply(place, kept)
    key = typed.key
    typed.open("reply")
    statuses = ["waiting", "accepted", "in_part", "declined"]

    def keep() -> None:
        changes = {
            "status": st.session_state[f"{key}_status"],
            "reply": st.session_state[f"{key}_reply"],
            "due": st.session_state[f"{key}_due"],
        }

        def work() -> None:
            changed = make_record(KIND, **{**record.model_dump(), **changes})
            if save(place, typed.seen_first, changed) is not None:
                typed.drop()

        act(work)

    st.selectbox(
        KIND.call("status"),
        statuses,
        index=statuses.index(typed.begin("status", record.status)),
        format_func=lambda one: KIND.call("status", one),
        **typed.control("status"),
    )
    typed.ask(st.text_area, "reply", KIND.call("reply"), record.reply, max_chars=5000)
    typed.ask(st.date_input, "due", KIND.call("due"), record.due, format=day_order())
    typed.warn()
    st.button(say("Save the reply"), key=f"{key}_save", type="primary", on_click=keep)


def _draw_action(place: str, kept: Kept[Recommendation]) -> None:
    """Draw the way into the plan, or to the action that it became."""
    record = kept.record
    if record.action and plans().find(record.action) is not None:
        st.button(
            say("See the action in the plan"),
            key=f"atlas_rec_see_{kept.id}",
            on_click=partial(choose_part, "actions"),
        )
        return
    st.button(
        say("Make it an action"),
        key=f"atlas_rec_act_{kept.id}",
        disabled=record.status == "declined",
        on_click=partial(act, lambda: make_action(place, kept)),
    )


def make_action(place: str, kept: Kept[Recommendation]) -> None:
    """Put a recommendation into the plan as an action of the town's own, each knowing the other."""
    from atlas.plan.records.kinds.planned_action import PlannedAction  # noqa: PLC0415 - when seen

    record = kept.record
    note = say(
        "From a recommendation of the development council, handed over on {day}. It stands in the "
        "part Development council.",
        day=format_day(record.made),
    )
    added = plans().add(place, PlannedAction(title=record.text, note=note), by=writer())
    save(place, kept, record.model_copy(update={"action": added.id}))


def _draw_new(place: str, today: date) -> None:
    typed = Typed(f"{place}/recommendation/new", f"atlas_rec_{place}")
    typed.open("text")

    def clear() -> None:
        typed.drop()
        st.session_state[f"{typed.key}_text"] = ""

    def add() -> None:
        from atlas.plan.records.kinds.recommendation import KIND  # noqa: PLC0415 - when seen

        state = st.session_state
        fields = {name: state[f"{typed.key}_{name}"] for name in ("text", "made", "due")}
        act(lambda: plans().add(place, make_record(KIND, **fields), by=writer()), then=clear)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed.ask(st.text_input, "text", say("New recommendation"), "", max_chars=300, width=420)
        for name, label, day in (
            ("made", say("Handed over"), today),
            ("due", say("Reply due"), today + timedelta(days=USUAL_DAYS)),
        ):
            typed.ask(st.date_input, name, label, day, format=day_order(), width=150)
        st.button(say("Add recommendation"), key=f"{typed.key}_add", on_click=add)
    typed.warn()

"""Ask the questions of the self-check, and keep each answer as it is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html
from atlas.plan.records.kinds.self_check_answer import KIND, SelfCheckAnswer
from atlas.plan.records.self_check import in_order, keep_latest
from atlas.plan.records.shapes import find_forms
from atlas.plan.ui.form import choose_named
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import act, draw_conflict, make_record, save
from atlas.text import say
from atlas.ui.html import draw_html
from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import SelfCheckField
    from atlas.definitions.taking_part import FieldQuestion
    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept

ROLE, SHEET, FIELD = "atlas_check_role", "atlas_check_sheet", "atlas_check_field"
# What was chosen as proven and is kept as in place until it says what proves it, by its key.
WAITING = "atlas_check_waiting"
MOST_SHEETS = 99
MOVED = "atlas_check_moved"
TO_FIELD = (
    "{const head = document.querySelector('#atlas-check-field h2');"
    "head.tabIndex = -1; head.focus({preventScroll: true}); head.scrollIntoView();}"
)


def draw_answers(atlas: Atlas, place: str, year: int) -> None:
    """Draw whose answers these are, the fields to go through, and the questions of one field."""
    latest = keep_latest(plans().list(place, SelfCheckAnswer))
    every = [one for one in latest if one.record.year == year]
    with st.container(key="atlas_check_who", horizontal=True, vertical_alignment="bottom"):
        role = _choose_role(atlas)
        sheet = _choose_sheet(every, role)
    given = {
        one.record.question: one
        for one in every
        if one.record.role == role and one.record.sheet == sheet
    }
    fields = in_order(atlas.definitions.selfcheck)
    _draw_progress(fields, given)
    field = _choose_field(fields, given)
    head = fill_html("<h2>{}</h2><p>{}</p>", field.name, field.summary)
    draw_html('<div class="ab sc-field" id="atlas-check-field">{}</div>', head)
    if st.session_state.pop(MOVED, False):
        # Whoever goes on from below the last question begins with the first of the next field.
        draw_html("<script>{}</script>", TO_FIELD)
    for number, question in enumerate(field.questions, 1):
        name = f"{field.id}.{question.id}"
        asked = {"year": year, "role": role, "sheet": sheet, "question": name}
        Ask(atlas, place, asked, given.get(name)).draw(number, question)
    _draw_steps(fields, field)
    if given:
        _draw_removal(list(given.values()))


def _choose_role(atlas: Atlas) -> str:
    roles = sorted(atlas.definitions.respondents.values(), key=lambda one: one.order)
    names = {one.id: one.name for one in roles}
    told = say("A role, never a name. If several people have the same role, each fills in a sheet.")
    return choose_named(say("You answer as"), names, key=ROLE, help=told, width=300)


def _choose_sheet(every: list[Kept[SelfCheckAnswer]], role: str) -> int:
    """Choose an answer sheet of the role; behind the last one waits an empty one."""
    used = sorted({one.record.sheet for one in every if one.record.role == role})
    following = min(MOST_SHEETS, max(used, default=0) + 1)
    numbers = list(dict.fromkeys([*(used or [1]), following]))

    def name(number: int) -> str:
        if number in used or number == 1:
            return say("Sheet {number}", number=number)
        return say("Sheet {number}, new", number=number)

    key = f"{SHEET}_{role}"
    if st.session_state.get(key) not in numbers:
        st.session_state[key] = numbers[0]
    return st.selectbox(say("Answer sheet"), numbers, format_func=name, key=key, width=180)


def _draw_progress(fields: list[SelfCheckField], given: dict[str, Kept[SelfCheckAnswer]]) -> None:
    asked = sum(len(one.questions) for one in fields)
    told = say("{given} of {asked} questions answered on this sheet", given=len(given), asked=asked)
    draw_html(
        '<div class="ab sc-progress"><div class="at-progress" role="progressbar" '
        'aria-label="{}" aria-valuemin="0" aria-valuemax="{}" aria-valuenow="{}"><i '
        'style="width:{:.0f}%"></i></div><p role="status">{}</p></div>',
        told,
        asked,
        len(given),
        100 * len(given) / asked,
        told,
    )


def _choose_field(
    fields: list[SelfCheckField], given: dict[str, Kept[SelfCheckAnswer]]
) -> SelfCheckField:
    by_id = {one.id: one for one in fields}

    def name(identity: str) -> str:
        field = by_id[identity]
        done = sum(f"{identity}.{one.id}" in given for one in field.questions)
        asked = len(field.questions)
        return say("{field} {done}/{asked}", field=field.short, done=done, asked=asked)

    if st.session_state.get(FIELD) not in by_id:
        st.session_state[FIELD] = fields[0].id
    chosen = st.segmented_control(
        say("Field"), list(by_id), format_func=name, key=FIELD, required=True
    )
    return by_id[str(chosen)]


def _draw_steps(fields: list[SelfCheckField], field: SelfCheckField) -> None:
    place = fields.index(field)

    def go(step: int) -> None:
        st.session_state[FIELD] = fields[place + step].id
        st.session_state[MOVED] = True

    with st.container(key="atlas_check_steps", horizontal=True, gap="small"):
        if place > 0:
            st.button(
                say("Back to {field}", field=fields[place - 1].name),
                key="atlas_check_back",
                on_click=partial(go, -1),
            )
        if place < len(fields) - 1:
            st.button(
                say("Next: {field}", field=fields[place + 1].name),
                key="atlas_check_on",
                type="primary",
                on_click=partial(go, 1),
            )


def _draw_removal(kept: list[Kept[SelfCheckAnswer]]) -> None:
    """Draw the way to take a whole sheet away, such as one that was only tried."""

    def remove() -> None:
        for one in kept:
            plans().remove(one, by=writer())

    with st.popover(say("Remove this sheet")):
        st.markdown(
            say(
                "This removes all {count} answers on this sheet. They stay in the list of "
                "changes, where each can be restored.",
                count=len(kept),
            )
        )
        st.button(say("Remove the answers"), key="atlas_check_remove", on_click=lambda: act(remove))


@dataclass(frozen=True, slots=True)
class Ask:
    """One question on one sheet, and what is kept of it."""

    atlas: Atlas
    place: str
    asked: Mapping[str, object]
    kept: Kept[SelfCheckAnswer] | None

    @property
    def key(self) -> str:
        """The key of its answers, with which those of its other controls begin."""
        return "_".join(["atlas_check", self.place, *map(str, self.asked.values())])

    @property
    def waiting(self) -> dict[str, str]:
        """What waits for its evidence, by key."""
        waiting: dict[str, str] = st.session_state.setdefault(WAITING, {})
        return waiting

    def draw(self, number: int, question: FieldQuestion) -> None:
        """Draw the question, its answers, and room for evidence."""
        record = self.kept.record if self.kept else None
        answer = self.waiting.get(self.key) or (record.answer if record else None)
        with st.container(key=f"{self.key}_box"):
            if draw_conflict(self.atlas, KIND, self.kept):
                st.rerun(scope="fragment")
            set_widget(self.key, answer)
            st.radio(
                f"{number}. {question.text}",
                find_forms(SelfCheckAnswer)["answer"][1],
                format_func=partial(KIND.call, "answer"),
                index=None,
                horizontal=True,
                key=self.key,
                on_change=self._keep_answer,
            )
            if answer in ("started", "in_place", "proven"):
                self._draw_evidence(question, record.evidence if record else "")
            else:
                proof = say("What would prove it: {proof}", proof=question.proof)
                draw_html('<div class="ab"><p class="sc-proof">{}</p></div>', proof)

    def _draw_evidence(self, question: FieldQuestion, evidence: str) -> None:
        key = f"{self.key}_evidence"
        is_waiting = self.key in self.waiting
        if not is_waiting or key not in st.session_state:
            set_widget(key, evidence)
        st.text_input(
            say("What proves it: a text or a link")
            if is_waiting or (self.kept and self.kept.record.answer == "proven")
            else say("What you can show for it, if anything"),
            key=key,
            max_chars=2000,
            placeholder=question.proof,
            on_change=self._keep_answer,
        )
        if is_waiting:
            told = say("Saved as “In place” until you enter here what proves it.")
            draw_html('<p class="ap-now" role="status">{}</p>', told)

    def _keep_answer(self) -> None:
        """Keep what the controls say now; what is not yet proven is in place until it is."""
        answer = st.session_state.get(self.key)
        before = self.kept.record.evidence if self.kept else ""
        evidence = str(st.session_state.get(f"{self.key}_evidence", before)).strip()
        if answer is None:
            return
        if answer == "proven" and not evidence:
            self.waiting[self.key] = answer
            answer = "in_place"
        else:
            self.waiting.pop(self.key, None)

        def keep() -> None:
            record = make_record(KIND, **self.asked, answer=answer, evidence=evidence)
            save(self.place, self.kept, record)

        act(keep)

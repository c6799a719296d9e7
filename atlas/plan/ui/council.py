"""Development council: who has a seat, which question it works on, and what it recommends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.permission import is_read_only
from atlas.plan.records.council import describe_balance, try_question, weigh_seats
from atlas.plan.records.kinds import council_question, council_seat, recommendation
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.kinds.recommendation import Recommendation
from atlas.plan.ui import PartSpec
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.drafts import Typed, warn_waiting
from atlas.plan.ui.form import Form
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import act, draw_acted, draw_conflict, draw_removal, make_record, save
from atlas.plan.views.words import format_due
from atlas.text import format_day, say, to_say
from atlas.ui.html import draw_html
from atlas.ui.state import choose_part

if TYPE_CHECKING:
    from datetime import date

    from atlas.definitions import DevelopmentCouncil
    from atlas.facade import Atlas
    from atlas.plan.records.council import Finding
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "council",
    to_say("Development council"),
    to_say(
        "People from all parts of the town work on one question about its future and make "
        "recommendations; the elected council answers."
    ),
    60,
)
# A council that meets every month or two can answer in three.
USUAL_DAYS = 90


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    place = selection.place
    council = next(iter(opened.atlas.definitions.councils.values()), None)
    if council is None:
        st.info(say("No kind of development council is defined."), icon=":material/help:")
        return
    draw_acted()
    draw_html(
        '<div class="ab"><p>{}</p><p class="sc-note">{}</p></div>', council.summary, council.note
    )
    _draw_seats(place, council)
    _draw_questions(place, council)
    _draw_recommendations(opened.atlas, place)


def _draw_seats(place: str, council: DevelopmentCouncil) -> None:
    # Plotly is loaded by who looks at this part.
    from atlas.plan.views.council import describe_seats, draw_seats  # noqa: PLC0415 - as above

    kept = plans().list(place, council_seat.CouncilSeat)
    spread = weigh_seats([one.record for one in kept], council)
    names = {one.id: one.name for one in council.sectors}
    told = repeat_html("<li>{}</li>", describe_balance(spread, names))
    head = say("1. Seats")
    draw_html('<div class="ab"><h2>{}</h2><ul class="sc-told">{}</ul></div>', head, told)
    if kept:
        figure = draw_seats(spread, council)
        draw_chart(figure, "atlas_council_seats", describe_seats(spread, council))
        how = say(
            "The number beside each bar is its seats. The pale band is the share that usually "
            "fits; it is our own guide, not a rule."
        )
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', how)
    with st.container(key="atlas_seats", gap="small"):
        for sector in council.sectors:
            for one in kept:
                if one.record.sector == sector.id:
                    _draw_seat(one, sector.name)
    if not is_read_only():
        _draw_new_seat(place, council)


def _draw_seat(kept: Kept[council_seat.CouncilSeat], sector: str) -> None:
    with st.container(key=f"atlas_seat_{kept.id}", horizontal=True, vertical_alignment="center"):
        seats = kept.record.seats
        number = say("1 seat") if seats == 1 else say("{seats} seats", seats=seats)
        draw_html(
            '<div class="ab sc-line"><b>{}</b> {} <span class="sc-note">{}</span></div>',
            kept.record.body,
            number,
            sector,
        )
        if not is_read_only():
            about = say("Remove the seats of {body}", body=kept.record.body)
            draw_removal(kept, f"atlas_seat_remove_{kept.id}", about=about)


def _draw_new_seat(place: str, council: DevelopmentCouncil) -> None:
    names = {one.id: one.name for one in council.sectors}
    typed = Typed(f"{place}/council_seat/new", f"atlas_seat_{place}")
    form = Form(council_seat.KIND, typed)
    typed.open("body")

    def add() -> None:
        # The next seats are often of the same part, so this stays.
        form.add(place, "body", form.held("sector", "body", "seats"), stays=("sector", "seats"))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        form.ask("sector", say("Part of the town"), names, width=260)
        whose = say("Whose seats: an organisation or a group, no names of people")
        form.ask("body", whose, max_chars=300, width=360)
        form.ask("seats", min_value=1, max_value=50, width=110)
        st.button(say("Add seats"), key=f"{typed.key}_add", on_click=add)
    typed.warn()
    with st.expander(say("Who belongs to which part")):
        glosses = [(one.name, one.gloss) for one in council.sectors]
        terms = repeat_html("<dt>{}</dt><dd>{}</dd>", glosses)
        draw_html('<div class="ab"><dl>{}</dl></div>', terms)


def _draw_questions(place: str, council: DevelopmentCouncil) -> None:
    draw_html(
        '<div class="ab"><h2>{}</h2><p>{}</p><p class="sc-note">{}</p><ul '
        'class="sc-note">{}</ul><p class="sc-note">{}</p></div>',
        say("2. The question"),
        say(
            "One question about the future that people from all parts of the town can work on "
            "together."
        ),
        say("Ways to begin:"),
        repeat_html("<li>{}</li>", council.question_starts),
        say("For example: {question}", question=council.question_example),
    )
    for one in plans().list(place, council_question.CouncilQuestion):
        _draw_question(council, one)
    if not is_read_only():
        _draw_new_question(place, council)


def _draw_new_question(place: str, council: DevelopmentCouncil) -> None:
    typed = Typed(f"{place}/council_question/new", f"atlas_question_{place}")
    typed.open("text")
    form = Form(council_question.KIND, typed)

    def hold() -> None:
        typed.control("text")["on_change"]()
        # What is tested is the text: where there is none, nothing is begun.
        if not form.held("text")["text"].strip():
            typed.drop()

    text = form.ask("text", say("Your question"), max_chars=300, on_change=hold).strip()
    if not text:
        return
    fields = {"text": text, "met": _draw_tests(council, text, typed)}
    keep = partial(form.add, place, "text", fields)
    typed.warn()
    st.button(say("Save this question"), key=f"{typed.key}_keep", type="primary", on_click=keep)


def _draw_tests(council: DevelopmentCouncil, text: str, typed: Typed) -> list[str]:
    """Draw what the tests say of a text; return those that a person says are met."""
    met = []
    for test, found in zip(council.tests, try_question(text, council, met=()), strict=True):
        if found.by_text:
            draw_html(
                '<div class="ab sc-test {}"><p><b>{}</b> {} <span class="sc-note">{}</span></p>'
                "</div>",
                "sc-yes" if found.met else "sc-not",
                say("Yes") if found.met else say("Not yet"),
                test.text,
                test.why,
            )
        elif typed.ask(st.checkbox, f"met_{test.id}", test.text, otherwise=False, help=test.why):
            met.append(test.id)
    return met


def _draw_question(
    council: DevelopmentCouncil, kept: Kept[council_question.CouncilQuestion]
) -> None:
    found = try_question(kept.record.text, council, met=kept.record.met)
    with st.container(key=f"atlas_question_{kept.id}", border=True):
        draw_html(
            '<div class="ab"><p><b>{}</b></p><p class="sc-note">{}</p></div>',
            kept.record.text,
            _describe_tests(council, found),
        )
        if not is_read_only():
            about = say("Remove this question")
            draw_removal(kept, f"atlas_question_remove_{kept.id}", about=about)


def _describe_tests(council: DevelopmentCouncil, found: list[Finding]) -> str:
    by_id = {one.id: one.text for one in council.tests}
    left = [by_id[one.test] for one in found if not one.met]
    count = len(found)
    if not left:
        return say("Meets all {count} tests of a good question.", count=count)
    met, tests = count - len(left), " ".join(left)
    return say(
        "Meets {met} of {count} tests. Still open: {tests}", met=met, count=count, tests=tests
    )


def _draw_recommendations(atlas: Atlas, place: str) -> None:
    """Draw every recommendation with its reply, and room for a new one."""
    today = datetime.now(UTC).date()
    lead = say(
        "Each needs a reply by a set day. If accepted, it can become an action in the plan; if "
        "declined, the reason is needed."
    )
    draw_html('<div class="ab"><h2>{}</h2><p>{}</p></div>', say("3. Recommendations"), lead)
    kept = plans().list(place, Recommendation)
    # What is overdue and what is due next comes first.
    kept.sort(key=lambda one: (one.record.status != "waiting", str(one.record.due or "9999")))
    for one in kept:
        _draw_recommendation(atlas, place, one, today)
    if not is_read_only():
        _draw_new_recommendation(place, today)


def _draw_recommendation(atlas: Atlas, place: str, kept: Kept[Recommendation], today: date) -> None:
    record = kept.record
    is_late = record.status == "waiting" and record.due is not None and record.due < today
    form = _form_reply(place, kept)
    with st.container(key=f"atlas_rec_{kept.id}", border=True):
        if draw_conflict(atlas, recommendation.KIND, kept):
            form.typed.drop()
            st.rerun()
        due = format_due(record, today)
        draw_html(
            '<div class="ab"><p><b>{}</b></p><p class="sc-note">{}. {}</p>{}</div>',
            record.text,
            fill_html("<b>{}</b>", due) if is_late else due,
            say("Handed over on {day}.", day=format_day(record.made)),
            fill_html("<p>{}</p>", record.reply) if record.reply else "",
        )
        if is_read_only():
            return
        with st.container(horizontal=True, gap="small"):
            with st.popover(say("Reply")):
                _draw_reply(place, kept, form)
            _draw_action(place, kept)
            about = say("Remove this recommendation")
            draw_removal(kept, f"atlas_rec_remove_{kept.id}", about=about)
        if form.typed.is_begun:
            warn_waiting()


def _form_reply(place: str, kept: Kept[Recommendation]) -> Form:
    about = f"{place}/recommendation/{kept.id}"
    # The controls are the same while something is typed, and begin anew with what is saved.
    version = Typed(about, "", kept).seen_first.version
    return Form(
        recommendation.KIND, Typed(about, f"atlas_rec_{kept.id}_{version}", kept), dict(kept.record)
    )


def _draw_reply(place: str, kept: Kept[Recommendation], form: Form) -> None:
    typed = form.typed
    typed.open("reply")

    def keep() -> None:
        changed = dict(kept.record) | form.held("status", "reply", "due")
        if save(place, typed.seen_first, make_record(recommendation.KIND, **changed)) is not None:
            typed.drop()

    form.ask("status")
    form.ask("reply", height=None)
    form.ask("due")
    typed.warn()
    save_it = partial(act, keep)
    st.button(say("Save the reply"), key=f"{typed.key}_save", type="primary", on_click=save_it)


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
        on_click=partial(act, lambda: _make_action(place, kept)),
    )


def _make_action(place: str, kept: Kept[Recommendation]) -> None:
    """Put a recommendation into the plan as an action of the town's own, each knowing the other."""
    record = kept.record
    note = say(
        "From a recommendation of the development council, handed over on {day}. See the part "
        "Development council.",
        day=format_day(record.made),
    )
    added = plans().add(place, PlannedAction(title=record.text, note=note), by=writer())
    save(place, kept, record.model_copy(update={"action": added.id}))


def _draw_new_recommendation(place: str, today: date) -> None:
    typed = Typed(f"{place}/recommendation/new", f"atlas_rec_{place}")
    form = Form(
        recommendation.KIND, typed, {"made": today, "due": today + timedelta(days=USUAL_DAYS)}
    )
    typed.open("text")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form.ask("text", say("New recommendation"), max_chars=300, width=420)
        form.ask("made", width=150)
        form.ask("due", width=150)
        st.button(
            say("Add recommendation"),
            key=f"{typed.key}_add",
            on_click=lambda: form.add(place, "text", form.held("text", "made", "due")),
        )
    typed.warn()

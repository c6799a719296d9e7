"""Development council: who has a seat, which question it works on, and what it recommends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import repeat_html
from atlas.permission import is_read_only
from atlas.plan.records.council import describe_balance, try_question, weigh_seats
from atlas.plan.ui import PartSpec
from atlas.plan.ui.acting import act, draw_acted
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.recommendations import draw_recommendations
from atlas.plan.ui.saving import make_record
from atlas.text import say, to_say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from atlas.definitions import DevelopmentCouncil
    from atlas.plan.records.council import Finding
    from atlas.plan.records.kinds.council_question import CouncilQuestion
    from atlas.plan.records.kinds.council_seat import CouncilSeat
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "council",
    to_say("Development council"),
    to_say(
        "People from all parts of the town work on one question about its future and "
        "recommend; the elected council answers."
    ),
    60,
)


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
    draw_recommendations(opened.atlas, place)


def _draw_seats(place: str, council: DevelopmentCouncil) -> None:
    from atlas.plan.records.kinds.council_seat import CouncilSeat  # noqa: PLC0415 - when seen
    from atlas.plan.views.council import describe_seats, draw_seats  # noqa: PLC0415 - as above

    kept = plans().list(place, CouncilSeat)
    spread = weigh_seats([one.record for one in kept], council)
    names = {one.id: one.name for one in council.sectors}
    told = repeat_html("<li>{}</li>", describe_balance(spread, names))
    head = say("1. Seats")
    draw_html('<div class="ab"><h2>{}</h2><ul class="sc-told">{}</ul></div>', head, told)
    if kept:
        figure = draw_seats(spread, council)
        draw_chart(figure, "atlas_council_seats", describe_seats(spread, council))
        how = say(
            "The number beside each bar is its seats. The pale span is the share that usually "
            "fits; it is a guide of our own and no rule."
        )
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', how)
    with st.container(key="atlas_seats", gap="small"):
        for sector in council.sectors:
            for one in kept:
                if one.record.sector == sector.id:
                    _draw_seat(one, sector.name)
    if not is_read_only():
        _draw_new_seat(place, council)


def _draw_seat(kept: Kept[CouncilSeat], sector: str) -> None:
    with st.container(key=f"atlas_seat_{kept.id}", horizontal=True, vertical_alignment="center"):
        seats = kept.record.seats
        number = say("1 seat") if seats == 1 else say("{seats} seats", seats=seats)
        draw_html(
            '<div class="ab sc-line"><b>{}</b> {} <span class="sc-note">{}</span></div>',
            kept.record.body,
            number,
            sector,
        )
        if is_read_only():
            return
        st.button(
            say("Remove"),
            key=f"atlas_seat_remove_{kept.id}",
            help=say("Remove the seats of {body}", body=kept.record.body),
            on_click=lambda: act(lambda: plans().remove(kept, by=writer())),
        )


def _draw_new_seat(place: str, council: DevelopmentCouncil) -> None:
    names = {one.id: one.name for one in council.sectors}
    glosses = repeat_html(
        "<dt>{}</dt><dd>{}</dd>", ((one.name, one.gloss) for one in council.sectors)
    )

    typed = Typed(f"{place}/council_seat/new", f"atlas_seat_{place}")
    typed.open("body")

    def add() -> None:
        from atlas.plan.records.kinds.council_seat import KIND  # noqa: PLC0415 - when seen

        state = st.session_state
        fields = {name: state[f"{typed.key}_{name}"] for name in ("sector", "body", "seats")}

        def clear() -> None:
            typed.drop()
            # The next seats are often of the same part, so this stays.
            state.update({f"{typed.key}_{name}": one for name, one in fields.items()})
            state[f"{typed.key}_body"] = ""

        act(lambda: plans().add(place, make_record(KIND, **fields), by=writer()), then=clear)

    sectors = list(names)
    sector = typed.begin("sector", sectors[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Part of the town"),
            sectors,
            index=sectors.index(sector),
            format_func=names.__getitem__,
            width=260,
            **typed.control("sector"),
        )
        whose = say("Whose seats: an organisation or a group, no names")
        typed.ask(st.text_input, "body", whose, "", max_chars=300, width=360)
        st.number_input(
            say("Seats"),
            min_value=1,
            max_value=50,
            value=typed.begin("seats", "min"),
            width=110,
            **typed.control("seats"),
        )
        st.button(say("Add seats"), key=f"{typed.key}_add", on_click=add)
    typed.warn()
    with st.expander(say("Who belongs to which part")):
        draw_html('<div class="ab"><dl>{}</dl></div>', glosses)


def _draw_questions(place: str, council: DevelopmentCouncil) -> None:
    from atlas.plan.records.kinds.council_question import CouncilQuestion  # noqa: PLC0415 - when seen

    starts = repeat_html("<li>{}</li>", council.question_starts)
    lead = say("One question, about the future, on which people of all parts can work together.")
    begin = say("Ways to begin:")
    example = say("For example: {question}", question=council.question_example)
    draw_html(
        '<div class="ab"><h2>{}</h2><p>{}</p><p class="sc-note">{}</p><ul '
        'class="sc-note">{}</ul><p class="sc-note">{}</p></div>',
        say("2. The question"),
        lead,
        begin,
        starts,
        example,
    )
    for one in plans().list(place, CouncilQuestion):
        _draw_question(council, one)
    if not is_read_only():
        _draw_new_question(place, council)


def _draw_new_question(place: str, council: DevelopmentCouncil) -> None:
    typed = Typed(f"{place}/council_question/new", f"atlas_question_{place}")
    typed.open("text")
    control, state = typed.control("text"), st.session_state

    def hold() -> None:
        control["on_change"]()
        # What is tested is the text: where there is none, nothing is begun.
        if not state[control["key"]].strip():
            typed.drop()

    st.text_input(
        say("Your question"),
        typed.begin("text", ""),
        max_chars=300,
        key=control["key"],
        on_change=hold,
    )
    text = str(state[control["key"]]).strip()
    if not text:
        return
    met = _draw_tests(council, text, typed)

    def clear() -> None:
        typed.drop()
        state[control["key"]] = ""

    def keep() -> None:
        from atlas.plan.records.kinds.council_question import KIND  # noqa: PLC0415 - when seen

        act(
            lambda: plans().add(place, make_record(KIND, text=text, met=met), by=writer()),
            then=clear,
        )

    typed.warn()
    st.button(say("Keep this question"), key=f"{typed.key}_keep", type="primary", on_click=keep)


def _draw_tests(council: DevelopmentCouncil, text: str, typed: Typed) -> list[str]:
    """Draw what the tests say of a text; return those that a person says are met."""
    met = []
    for test, found in zip(council.tests, try_question(text, council, met=()), strict=True):
        if found.by_text:
            verdict = say("Yes") if found.met else say("Not yet")
            mark = "sc-yes" if found.met else "sc-not"
            draw_html(
                '<div class="ab sc-test {mark}"><p><b>{verdict}</b> {text} <span '
                'class="sc-note">{why}</span></p></div>',
                mark=mark,
                verdict=verdict,
                text=test.text,
                why=test.why,
            )
            continue
        asked = f"met_{test.id}"
        if typed.ask(st.checkbox, asked, test.text, otherwise=False, help=test.why):
            met.append(test.id)
    return met


def _draw_question(council: DevelopmentCouncil, kept: Kept[CouncilQuestion]) -> None:
    record = kept.record
    found = try_question(record.text, council, met=record.met)
    told = _describe_tests(council, found)
    with st.container(key=f"atlas_question_{kept.id}", border=True):
        draw_html(
            '<div class="ab"><p><b>{}</b></p><p class="sc-note">{}</p></div>', record.text, told
        )
        if is_read_only():
            return
        st.button(
            say("Remove"),
            key=f"atlas_question_remove_{kept.id}",
            help=say("Remove this question"),
            on_click=partial(act, lambda: plans().remove(kept, by=writer())),
        )


def _describe_tests(council: DevelopmentCouncil, found: list[Finding]) -> str:
    by_id = {one.id: one.text for one in council.tests}
    opened = [by_id[one.test] for one in found if not one.met]
    if not opened:
        return say("Meets all {count} tests of a good question.", count=len(found))
    return say(
        "Meets {met} of {count} tests. Still open: {tests}",
        met=len(found) - len(opened),
        count=len(found),
        tests=" ".join(opened),
    )

"""Self-check: seven fields answered in several roles, what comes of it, and a pack for paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.paths import name_in_files
from atlas.permission import is_read_only
from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
from atlas.plan.records.self_check import SAME, find_gaps, keep_latest, pull_actions, view_by_role
from atlas.plan.ui import PartSpec
from atlas.plan.ui.form import choose_view
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_acted
from atlas.plan.ui.self_check_answers import draw_answers
from atlas.text import say, speaking, to_say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_safely

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "self-check",
    to_say("Self-check"),
    to_say(
        "How open is the town? Several roles answer the same plain questions; talk about where "
        "the answers differ."
    ),
    40,
)
VIEW, YEAR = "atlas_check_view", "atlas_check_year"


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    atlas, place = opened.atlas, selection.place
    views = {"answer": say("Answer"), "result": say("Result"), "pack": say("Workshop pack")}
    if is_read_only():
        views.pop("answer")
    with st.container(key="atlas_check_top", horizontal=True, vertical_alignment="bottom"):
        year = _choose_year(place)
        view = choose_view(say("What to do"), views, VIEW)
    if view == "answer":
        _draw_note(atlas)
        _draw_answers(atlas, place, year)
        return
    answers = list_answers(place)
    if view == "result":
        # Charts are loaded by those who look at them.
        from atlas.plan.ui.self_check_result import draw_result  # noqa: PLC0415 - as above

        draw_safely(partial(draw_result, atlas, answers, year))
    else:
        draw_safely(partial(_draw_pack, atlas, answers, year))


# Saving an answer draws the questions alone again, not the page around them.
@st.fragment
def _draw_answers(atlas: Atlas, place: str, year: int) -> None:
    draw_acted()
    draw_safely(partial(draw_answers, atlas, place, year))


def _draw_note(atlas: Atlas) -> None:
    fields = atlas.definitions.selfcheck.values()
    notes = " ".join(dict.fromkeys(one.note for one in fields))
    questions = sum(len(one.questions) for one in fields)
    length = say(
        "{fields} fields, {questions} questions: under an hour for one person. You can stop and "
        "continue at any time. Every answer is saved as soon as you give it.",
        fields=len(fields),
        questions=questions,
    )
    draw_html('<div class="ab"><p>{}</p><p class="sc-note">{}</p></div>', length, notes)


def list_answers(place: str) -> list[SelfCheckAnswer]:
    """Return the answers of a place, each question of a sheet once: the latest."""
    return [one.record for one in keep_latest(plans().list(place, SelfCheckAnswer))]


def _choose_year(place: str) -> int:
    this_year = datetime.now(UTC).year
    years = sorted({this_year, *(one.year for one in list_answers(place))}, reverse=True)
    chosen = st.selectbox(say("Year"), years, key=YEAR, width=120)
    return int(chosen or this_year)


def _draw_pack(atlas: Atlas, answers: list[SelfCheckAnswer], year: int) -> None:
    told = say(
        "A pack to print for a moderated workshop of two hours: the agenda, a page of questions "
        "with room to write for each field, the result where there is one, and a page for what "
        "is agreed."
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    has_answers = any(one.year == year for one in answers)
    with st.container(horizontal=True, gap="small"):
        _draw_download(atlas, say("Blank pack (PDF)"), [], None)
        if has_answers:
            label = say("Pack with the result of {year} (PDF)", year=year)
            _draw_download(atlas, label, answers, year)
    if not has_answers:
        hint = say(
            "Once there are answers for {year}, the pack can include their result.", year=year
        )
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', hint)


def _draw_download(
    atlas: Atlas, label: str, answers: list[SelfCheckAnswer], year: int | None
) -> None:
    st.download_button(
        label,
        data=partial(_write_pack, atlas, answers, year),
        file_name=f"{name_in_files(atlas.store.place)}_workshop_{year or 'blank'}.pdf",
        mime="application/pdf",
        key="atlas_check_pack" if year else "atlas_check_blank",
        on_click="ignore",
    )


def _write_pack(atlas: Atlas, answers: list[SelfCheckAnswer], year: int | None) -> bytes:
    # Letters and layout are loaded by the first who prints, not by everybody who looks.
    from atlas.plan.views.self_check import list_gaps, ring_roles  # noqa: PLC0415
    from atlas.plan.views.workshop_pack import WorkshopPack, write_pack  # noqa: PLC0415

    layers = atlas.definitions
    fields, roles = layers.selfcheck, layers.respondents
    pack = WorkshopPack(atlas.name, year, fields, roles)
    # Asked for by the browser, apart from the page and its language.
    with speaking(atlas.speech):
        if year is not None:
            gaps = find_gaps(view_by_role(answers, fields, year=year))
            pulled = pull_actions(answers, fields, year=year, known=layers.actions)
            pack = replace(
                pack,
                rings=ring_roles(answers, fields, roles, year=year),
                gaps=list_gaps([gap for gap in gaps if gap.steps >= SAME], fields, roles),
                actions=[layers.actions[one.action].name for one in pulled],
            )
        return write_pack(pack)

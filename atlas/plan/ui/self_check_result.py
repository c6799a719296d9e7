"""Show what came of the self-check: a radar by role or year, the gaps, and fitting actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.plan.records.self_check import (
    SAME,
    find_gaps,
    in_order,
    pull_actions,
    view_by_role,
    view_together,
)
from atlas.plan.ui.chart import draw_chart
from atlas.plan.ui.form import choose_view
from atlas.plan.views.self_check import (
    describe_gaps,
    describe_radar,
    draw_gaps,
    draw_radar,
    format_mean,
    list_gaps,
    make_table,
    ring_roles,
    ring_years,
)
from atlas.plan.views.table import render_table
from atlas.text import lower_inside, say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.state import choose_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.facade import Atlas
    from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
    from atlas.plan.records.self_check import Pulled, View

LINES = "atlas_check_lines"
MOST_ACTIONS = 6


def draw_result(atlas: Atlas, answers: Sequence[SelfCheckAnswer], year: int) -> None:
    """Draw the result of one year, or of several laid over one another."""
    layers = atlas.definitions
    by_role = view_by_role(answers, layers.selfcheck, year=year)
    if not by_role:
        st.info(
            say("Nobody has answered in {year} yet. Begin under “Answer”.", year=year),
            icon=":material/edit_note:",
        )
        return
    years = sorted({one.year for one in answers})
    _draw_radar(atlas, answers, year, years)
    _draw_gaps(atlas, by_role)
    _draw_low(atlas, answers, year, view_together(by_role))
    _draw_proofs(atlas, answers, year)


def _draw_radar(
    atlas: Atlas, answers: Sequence[SelfCheckAnswer], year: int, years: Sequence[int]
) -> None:
    layers = atlas.definitions
    heads = {
        "roles": say("How each role sees it, {year}", year=year),
        "years": say("How it has changed: all roles together, by year"),
    }
    shown = "roles"
    if len(years) > 1:
        names = {"roles": say("A line for each role"), "years": say("A line for each year")}
        shown = choose_view(say("Lines of the chart"), names, LINES, label_visibility="collapsed")
    draw_html('<div class="ab"><h2>{}</h2></div>', heads[shown])
    rings = (
        ring_years(answers, layers.selfcheck, years)
        if shown == "years"
        else ring_roles(answers, layers.selfcheck, layers.respondents, year=year)
    )
    told = describe_radar(rings, layers.selfcheck)
    draw_chart(draw_radar(rings, layers.selfcheck), f"atlas_check_radar_{shown}", told)
    how = say(
        "Each field is placed at the average of its answers: not yet, started, in place or "
        "proven. “Don't know” is counted separately and never as “not yet”; where a role knows "
        "nothing about a field, its line has a gap. For all roles together, each role counts "
        "once, however many sheets it filled in."
    )
    table = make_table(rings, layers.selfcheck, heads[shown])
    draw_html('<div class="ab"><p class="sc-note">{}</p>{}</div>', how, table)


def _draw_gaps(atlas: Atlas, by_role: Mapping[str, Mapping[str, View]]) -> None:
    layers = atlas.definitions
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Where views differ"))
    if len(by_role) < 2:
        told = say(
            "Only one role has answered so far. Ask another, such as a migrant organisation, "
            "then talk about where the answers differ."
        )
        draw_html('<div class="ab"><p>{}</p></div>', told)
        return
    gaps = find_gaps(by_role)
    parted = [one for one in gaps if one.steps >= SAME]
    wide = list_gaps(parted, layers.selfcheck, layers.respondents)
    close = [layers.selfcheck[one.field].name for one in gaps if one.steps < SAME]
    lines = repeat_html("<li>{}</li>", wide)
    told = fill_html("<ul>{}</ul>", lines) if lines else ""
    if close:
        same = say("Rated about the same by all who answered: {fields}.", fields="; ".join(close))
        told += fill_html("<p>{}</p>", same)
    draw_html('<div class="ab">{}</div>', told)
    figure = draw_gaps(by_role, layers.selfcheck, layers.respondents)
    draw_chart(figure, "atlas_check_gaps", describe_gaps())


def _draw_low(
    atlas: Atlas, answers: Sequence[SelfCheckAnswer], year: int, together: Mapping[str, View]
) -> None:
    layers = atlas.definitions
    pulled = pull_actions(answers, layers.selfcheck, year=year, known=layers.actions)
    draw_html('<div class="ab"><h2>{}</h2></div>', say("What you could start with"))
    if not pulled:
        told = say("No field is rated low by all roles together, so nothing is suggested here.")
        draw_html('<div class="ab"><p>{}</p></div>', told)
        return
    low = [
        say(
            "{field} ({mean})",
            field=one.name,
            mean=lower_inside(format_mean(together[one.id].mean)),
        )
        for one in in_order(layers.selfcheck)
        if any(name.startswith(f"{one.id}.") for action in pulled for name in action.questions)
    ]
    told = say(
        "Rated low by all roles together: {fields}. These actions from the atlas fit the lowest "
        "answers; they are suggestions, and you decide.",
        fields="; ".join(low),
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    for one in pulled[:MOST_ACTIONS]:
        _draw_action(atlas, one)


def _draw_action(atlas: Atlas, pulled: Pulled) -> None:
    action = atlas.definitions.actions[pulled.action]
    fields, texts = atlas.definitions.selfcheck, _name_questions(atlas)
    asked = [
        say("{field}: {question}", field=fields[name.split(".")[0]].name, question=texts[name])
        for name in pulled.questions
    ]
    with st.container(
        key=f"atlas_check_action_{action.id}", horizontal=True, vertical_alignment="center"
    ):
        draw_html(
            '<div class="ab sc-card"><h3>{}</h3><p>{}</p><p class="sc-note">{}</p></div>',
            action.name,
            action.summary,
            say("Low answers to: {questions}", questions=" ".join(asked)),
        )
        st.button(
            say("Add to the plan"),
            key=f"atlas_check_add_{action.id}",
            on_click=partial(choose_part, "actions", action=action.id),
        )


def _name_questions(atlas: Atlas) -> dict[str, str]:
    """Return the text of each question, in the order of the fields."""
    return {
        f"{field.id}.{question.id}": question.text
        for field in in_order(atlas.definitions.selfcheck)
        for question in field.questions
    }


def _draw_proofs(atlas: Atlas, answers: Sequence[SelfCheckAnswer], year: int) -> None:
    """Draw what was given as evidence, by question."""
    roles = atlas.definitions.respondents
    rows = [
        (text, roles[one.role].name, one.evidence)
        for name, text in _name_questions(atlas).items()
        for one in answers
        if (one.year, one.question) == (year, name) and one.evidence and one.role in roles
    ]
    if not rows:
        return
    heads = (say("Question"), say("Role"), say("What can be shown for it"))
    with st.expander(say("What was given as evidence ({count})", count=len(rows))):
        draw_markup(render_table(say("What was given as evidence"), heads, rows))

"""Show the plan as a board: five themes as columns, five principles asked of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, join_html, repeat_html
from atlas.permission import is_read_only
from atlas.plan.records.coverage import call_action, theme_of_action
from atlas.plan.ui import PartSpec
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.notes import draw_note
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_done
from atlas.plan.views.cards import format_areas
from atlas.plan.views.words import describe_answer
from atlas.text import say, to_say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.definitions.model import Theme
    from atlas.facade import Atlas
    from atlas.plan.records.kinds.board_note import BoardNote
    from atlas.plan.records.kinds.planned_action import PlannedAction
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "board",
    to_say("Board"),
    to_say(
        "The plan under the five themes of the Inclusive Cities framework, and its five "
        "principles as questions to the whole plan. Nothing is scored."
    ),
    20,
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    from atlas.plan.records.kinds.board_note import BoardNote  # noqa: PLC0415 - when seen
    from atlas.plan.records.kinds.planned_action import KIND, PlannedAction  # noqa: PLC0415 - as above

    atlas, place = opened.atlas, selection.place
    draw_done()
    planned = [one.record for one in plans().list(place, PlannedAction)]
    notes = plans().list(place, BoardNote)
    themes = sorted(atlas.definitions.themes.values(), key=lambda one: one.order)
    columns = join_html(_write_column(atlas, KIND, theme, planned, notes) for theme in themes)
    draw_html('<div class="pl-board ap">{}</div>', columns)
    _draw_homeless(atlas, planned)
    head = say("What would good look like here?")
    told = say(
        "The framework describes what good looks like in each theme; those texts could not be "
        "read. What counts is what your town says. Answer in your own words."
    )
    draw_html('<div class="ab"><h2>{}</h2><p>{}</p></div>', head, told)
    for theme in [] if is_read_only() else themes:
        with st.expander(theme.name):
            draw_note(
                atlas, place, "theme", theme.id, say("What would good look like here?"), notes
            )
    _draw_questions(atlas, place, planned, notes)
    draw_history(atlas, place, "board_note")


def _write_column(
    atlas: Atlas,
    kind: KindSpec,
    theme: Theme,
    planned: Sequence[PlannedAction],
    notes: Sequence[Kept[BoardNote]],
) -> Markup:
    inside = [one for one in planned if theme_of_action(atlas.definitions, one) == theme.id]
    items = repeat_html(
        '<li class="pl-slip"><b>{}</b><span>{}</span><span>{}{}</span></li>',
        (
            (
                call_action(atlas.definitions, one),
                format_areas(atlas, one.areas),
                kind.call("status", one.status),
                " · " + one.owner if one.owner else "",
            )
            for one in inside
        ),
    )
    if not items:
        items = fill_html('<li class="pl-empty">{}</li>', say("No action in the plan yet."))
    said = repeat_html(
        '<p class="pl-good">{}</p>',
        (
            one.record.words
            for one in notes
            if (one.record.about, one.record.entry) == ("theme", theme.id)
        ),
    )
    return fill_html(
        '<section><h3 title="{name}">{short}</h3>{said}<ul>{items}</ul></section>',
        name=theme.name,
        short=theme.short,
        said=said,
        items=items,
    )


def _draw_homeless(atlas: Atlas, planned: Sequence[PlannedAction]) -> None:
    """Name the actions that stand in no column, since nobody said their theme."""
    titles = [
        call_action(atlas.definitions, one)
        for one in planned
        if theme_of_action(atlas.definitions, one) not in atlas.definitions.themes
    ]
    if titles:
        told = say("In no column, since no theme was said: {titles}.", titles="; ".join(titles))
        draw_html('<div class="ab"><p>{}</p></div>', told)


def _draw_questions(
    atlas: Atlas,
    place: str,
    planned: Sequence[PlannedAction],
    notes: Sequence[Kept[BoardNote]],
) -> None:
    """Draw each principle: its question, what the plan answers, and a box for the town's words."""
    from atlas.plan.records.coverage import ask_principles  # noqa: PLC0415 - when seen

    titles = [call_action(atlas.definitions, one) for one in planned]
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Five questions to the whole plan"))
    for answer in ask_principles(atlas.definitions, planned):
        principle = answer.principle
        items = repeat_html("<li>{}</li>", describe_answer(atlas.definitions, answer, titles))
        said = repeat_html(
            '<p class="pl-good">{}</p>',
            (
                one.record.words
                for one in notes
                if (one.record.about, one.record.entry) == ("principle", principle.id)
            ),
        )
        draw_html(
            '<section class="ab"><h3>{question}</h3><p class="pl-summary">{name}</p><ul>'
            "{items}</ul>{said}</section>",
            question=principle.question,
            name=principle.name,
            items=items,
            said=said,
        )
        if is_read_only():
            continue
        with st.expander(say("What the plan does not show: in your own words")):
            draw_note(atlas, place, "principle", principle.id, principle.question, notes)

"""Show the plan as a board: five themes as columns, five principles asked of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, join_html, repeat_html
from atlas.permission import is_read_only
from atlas.plan.records.coverage import ask_principles, call_action, theme_of_action
from atlas.plan.records.kinds import board_note
from atlas.plan.records.kinds.board_note import BoardNote
from atlas.plan.records.kinds.planned_action import KIND, PlannedAction
from atlas.plan.records.versions import ChangedMeanwhile
from atlas.plan.ui import PartSpec
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.form import Form
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import count_saves, draw_anew, draw_conflict, draw_done, note_done
from atlas.plan.views.cards import format_areas
from atlas.plan.views.words import describe_answer
from atlas.text import say, to_say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.definitions.model import Theme
    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "board",
    to_say("Board"),
    to_say(
        "The plan under the five themes of the Inclusive Cities framework, and its five "
        "principles as questions about the whole plan. Nothing is scored."
    ),
    20,
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    atlas, place = opened.atlas, selection.place
    draw_done()
    planned = [one.record for one in plans().list(place, PlannedAction)]
    notes = plans().list(place, BoardNote)
    themes = sorted(atlas.definitions.themes.values(), key=lambda one: one.order)
    columns = join_html(_write_column(atlas, theme, planned, notes) for theme in themes)
    draw_html('<div class="pl-board ap">{}</div>', columns)
    # Some stand in no column, since nobody said their theme.
    titles = [
        call_action(atlas.definitions, one)
        for one in planned
        if theme_of_action(atlas.definitions, one) not in atlas.definitions.themes
    ]
    if titles:
        told = say("In no column, because no theme was given: {titles}.", titles="; ".join(titles))
        draw_html('<div class="ab"><p>{}</p></div>', told)
    head = say("What would good look like here?")
    told = say(
        "The framework describes what good looks like in each theme, but those texts could not "
        "be read. What counts is what your town says. Answer in your own words."
    )
    draw_html('<div class="ab"><h2>{}</h2><p>{}</p></div>', head, told)
    for theme in [] if is_read_only() else themes:
        with st.expander(theme.name):
            _draw_note(atlas, place, "theme", theme.id, head, notes)
    _draw_questions(atlas, place, planned, notes)
    draw_history(atlas, place, "board_note")


def _write_column(
    atlas: Atlas, theme: Theme, planned: Sequence[PlannedAction], notes: Sequence[Kept[BoardNote]]
) -> Markup:
    items = repeat_html(
        '<li class="pl-slip"><b>{}</b><span>{}</span><span>{}{}</span></li>',
        (
            (
                call_action(atlas.definitions, one),
                format_areas(atlas, one.areas),
                KIND.call("status", one.status),
                " · " + one.owner if one.owner else "",
            )
            for one in planned
            if theme_of_action(atlas.definitions, one) == theme.id
        ),
    )
    return fill_html(
        '<section><h3 title="{}">{}</h3>{}<ul>{}</ul></section>',
        theme.name,
        theme.short,
        _write_notes("theme", theme.id, notes),
        items or fill_html('<li class="pl-empty">{}</li>', say("No action in the plan yet.")),
    )


def _write_notes(about: str, entry: str, notes: Sequence[Kept[BoardNote]]) -> Markup:
    """Return the town's own words on a theme or a principle."""
    own = (one.record for one in notes)
    words = (one.words for one in own if (one.about, one.entry) == (about, entry))
    return repeat_html('<p class="pl-good">{}</p>', words)


def _draw_questions(
    atlas: Atlas, place: str, planned: Sequence[PlannedAction], notes: Sequence[Kept[BoardNote]]
) -> None:
    """Draw each principle: its question, what the plan answers, and a box for the town's words."""
    titles = [call_action(atlas.definitions, one) for one in planned]
    draw_html('<div class="ab"><h2>{}</h2></div>', say("Five questions about the whole plan"))
    for answer in ask_principles(atlas.definitions, planned):
        principle = answer.principle
        draw_html(
            '<section class="ab"><h3>{}</h3><p class="pl-summary">{}</p><ul>{}</ul>{}</section>',
            principle.question,
            principle.name,
            repeat_html("<li>{}</li>", describe_answer(atlas.definitions, answer, titles)),
            _write_notes("principle", principle.id, notes),
        )
        if is_read_only():
            continue
        with st.expander(say("What the plan does not show: in your own words")):
            _draw_note(atlas, place, "principle", principle.id, principle.question, notes)


def _draw_note(
    atlas: Atlas, place: str, about: str, entry: str, label: str, notes: Sequence[Kept[BoardNote]]
) -> None:
    """Draw the box of one question; when it is emptied and saved, the note is removed.

    Two people who answer the same question at once both are kept: each answer has its box.
    """
    mine = [one for one in notes if (one.record.about, one.record.entry) == (about, entry)]
    boxes: list[Kept[BoardNote] | None] = [*mine] or [None]
    for kept in boxes:
        _draw_box(atlas, place, about, entry, label, kept)


def _draw_box(
    atlas: Atlas, place: str, about: str, entry: str, label: str, kept: Kept[BoardNote] | None
) -> None:
    draft = f"{place}/board_note/{about}/{entry}/{kept.id if kept else 'new'}"
    # The box is the same while something is typed, and begins anew with what is saved.
    first: Kept[BoardNote] | None = Typed(draft, "", kept).seen_first
    which = f"{first.id}_{first.version}" if first else "new"
    key = f"atlas_plan_note_{about}_{entry}_{which}_{count_saves()}"
    form = Form(board_note.KIND, Typed(draft, key, kept), dict(first.record) if first else {})
    typed = form.typed
    typed.open("words")
    with st.container(key=key):
        words = form.ask("words", label)
        typed.warn()
        is_saved = st.button(say("Save these words"), key=f"{key}_save")
    if draw_conflict(atlas, board_note.KIND, kept):
        typed.drop()
        draw_anew()
    if not is_saved:
        return
    if words.strip():
        fields = {"about": about, "entry": entry, "words": words}
        form.keep(place, first, fields, lambda _: note_done(say("Your words are saved.")))
    elif first is not None:
        _remove_note(first)
        typed.drop()
        draw_anew()


def _remove_note(kept: Kept[BoardNote]) -> None:
    """Remove words; those that somebody else has changed meanwhile stay, and are drawn."""
    try:
        plans().remove(kept, by=writer())
    except ChangedMeanwhile as error:
        note_done(error.faults[0].what)

"""Enter what a place offers to households, beside the pack's figures on it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from math import isnan
from typing import TYPE_CHECKING

import streamlit as st

from atlas.plan.matching.lists import OFFER_COLUMNS, read_offer
from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.rule import in_order
from atlas.plan.matching.ui.controls import (
    COUNTED,
    draw_choice,
    draw_list_reader,
    draw_numbers,
    find_amounts,
)
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import act
from atlas.plan.views.table import render_table
from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_sources
from atlas.text import day_order, format_day, say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Criterion
    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept

FILE = "atlas_offer_file"
MOST_OFFERED = 100_000


def draw_offer(atlas: Atlas, place: str) -> None:
    """Draw the offer of one town or neighbourhood, one criterion after another."""
    kept = plans().list(place, MatchingOffer)
    where = _choose_where(atlas, place, kept)
    said = _type(place, "said")
    said.open("source")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = say("Who says so, such as the housing team")
        said.ask(st.text_input, "source", whose, "", max_chars=300, width=300)
        today = datetime.now(UTC).date()
        said.ask(st.date_input, "day", say("As of"), today, format=day_order(), width=150)
    begun = [one for one in (said, _type(place, "where")) if one.is_begun]
    if begun:
        how = say("It is saved with the next number or choice that you enter below.")
        draw_html('{}<p class="ap-small">{}</p>', begun[0].describe(), how)
    here = [one for one in kept if one.record.where == where]
    for criterion in in_order(atlas.definitions.matching):
        lines = [line for line in here if line.record.criterion == criterion.id]
        _draw_criterion(atlas, place, where, criterion, lines)
    _draw_file(atlas, place)


def _type(place: str, what: str) -> Typed:
    return Typed(f"{place}/matching_offer/{what}", f"atlas_offer_{place}_{what}")


def _choose_where(atlas: Atlas, place: str, kept: Sequence[Kept[MatchingOffer]]) -> str:
    """Choose the town or neighbourhood whose offer this is, or name a new one."""
    typed = _type(place, "where")
    typed.open("new")
    new, chosen = f"{typed.key}_new", f"{typed.key}_chosen"
    begins = typed.begin("new", "")
    fresh = str(st.session_state.get(new, begins)).strip()
    options = list(dict.fromkeys(["", *(line.record.where for line in kept), fresh]))
    # When the page is visited again, it is the one that was begun.
    st.session_state.setdefault(chosen, fresh)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        where = st.selectbox(
            say("Whose offer"),
            options,
            format_func=lambda one: one or say("All of {place}", place=atlas.name),
            key=chosen,
            width=300,
        )
        st.text_input(
            say("Add a town or neighbourhood with its own offer"),
            begins,
            max_chars=120,
            width=340,
            key=new,
            on_change=partial(_open_new, typed, chosen),
        )
    return str(where or "")


def _open_new(typed: Typed, chosen: str) -> None:
    typed.control("new")["on_change"]()
    fresh = str(st.session_state[f"{typed.key}_new"]).strip()
    if fresh:
        st.session_state[chosen] = fresh
    else:
        typed.drop()


def _draw_criterion(
    atlas: Atlas, place: str, where: str, criterion: Criterion, kept: list[Kept[MatchingOffer]]
) -> None:
    key = f"atlas_offer_{place}_{where}_{criterion.id}"
    with st.container(key=f"{key}_box"):
        draw_html(
            '<div class="ab"><h3>{}</h3><p class="sc-note">{}</p></div>',
            criterion.offer,
            _describe_said(kept),
        )
        save = partial(_save, place, where, criterion, key, kept)
        numbers = {line.record.option: line.record.number for line in kept}
        if criterion.rule in COUNTED:
            draw_numbers(
                criterion, key, numbers, most=MOST_OFFERED, empty=say("not said"), on_change=save
            )
        else:
            draw_choice(
                criterion,
                key,
                [option for option, number in numbers.items() if number],
                label=criterion.offer,
                empty=say("not said")
                if criterion.rule == "same"
                else say("Choose what is available"),
                label_visibility="collapsed",
                on_change=save,
            )
        _draw_figures(atlas, criterion)


def _describe_said(kept: Sequence[Kept[MatchingOffer]]) -> str:
    """Return who provided the stored lines, and when."""
    if not kept:
        return say("Nothing has been entered about this yet, so households see: ask.")
    sources = list(dict.fromkeys(line.record.source for line in kept if line.record.source))
    days = [line.record.day for line in kept if line.record.day]
    who = "; ".join(sources) or say("no source given")
    if not days:
        return say("Saved. Source: {who}.", who=who)
    return say("Saved. Source: {who}, as of {day}.", who=who, day=format_day(max(days)))


def _save(
    place: str, where: str, criterion: Criterion, key: str, kept: list[Kept[MatchingOffer]]
) -> None:
    """Save the controls of one criterion: only what has changed."""
    state = st.session_state
    said = _type(place, "said")
    wanted = find_amounts(criterion, key)
    source, day = state.get(f"{said.key}_source", ""), state.get(f"{said.key}_day")
    line = partial(MatchingOffer, where=where, criterion=criterion.id, source=source, day=day)
    numbers = {option: number for option, number in wanted.items() if number is not None}
    lines = [line(option=option, number=number) for option, number in numbers.items()]
    gone = [line for line in kept if wanted.get(line.record.option) is None]

    def work() -> None:
        if not keep_lines(place, lines, kept=kept, gone=gone):
            return
        said.drop()
        # A town or neighbourhood that was begun is so no longer: one of its offers is stored.
        typed = _type(place, "where")
        if where and str(state.get(f"{typed.key}_new", "")).strip() == where:
            typed.drop()
            state[f"{typed.key}_new"] = ""

    act(work)


def keep_lines(
    place: str,
    lines: Sequence[MatchingOffer],
    *,
    kept: Sequence[Kept[MatchingOffer]],
    gone: Sequence[Kept[MatchingOffer]] = (),
) -> bool:
    """Save lines of an offer, each replacing the one about the same thing; return whether any was.

    `kept` are the lines as they were shown: what somebody else has changed since is not
    overwritten, and an unchanged number is not saved again. Those that are `gone` are removed.
    """
    is_kept = False
    seen = {(one.record.where, one.record.criterion, one.record.option): one for one in kept}
    for one in gone:
        plans().remove(one, by=writer())
    for line in lines:
        before = seen.get((line.where, line.criterion, line.option))
        if before is None:
            plans().add(place, line, by=writer())
        elif before.record.number != line.number:
            plans().change(before, line, by=writer())
        else:
            continue
        is_kept = True
    return is_kept


def _draw_figures(atlas: Atlas, criterion: Criterion) -> None:
    """Draw the pack's figures on this, each with its date and source."""
    indicators = atlas.definitions.indicators
    rows = []
    for indicator in [indicators[name] for name in criterion.figures if name in indicators]:
        value = atlas.measures.comparators(indicator.id).get(atlas.store.place)
        if value is not None and not isnan(value):
            figure, source = format_figure(indicator, value), describe_sources(atlas, indicator)
            rows.append((indicator.name, figure, indicator.year, source))
    if not rows:
        return
    figure = say("Figure for all of {place}", place=atlas.name)
    heads = (figure, say("Value"), say("Date"), say("Source"))
    with st.expander(say("Atlas figures about this: {name}", name=criterion.name)):
        draw_markup(render_table(criterion.name, heads, rows))
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', criterion.note)


def _draw_file(atlas: Atlas, place: str) -> None:
    told = say(
        "A table with the columns {columns}. Use the criteria and options as named on this "
        "page; 0 means that there is none. A line about something already saved replaces it.",
        columns=", ".join(OFFER_COLUMNS),
    )
    head, label = say("Upload your own list (CSV)"), say("Your list (CSV)")
    draw_list_reader(head, told, label, FILE, partial(_read_file, atlas, place))


def _read_file(atlas: Atlas, place: str, name: str, content: bytes) -> None:
    lines = read_offer(name, content, atlas.definitions.matching)
    add = partial(keep_lines, place, lines, kept=plans().list(place, MatchingOffer))
    label = say("Add {count} lines", count=len(lines))
    st.button(label, key="atlas_offer_add", type="primary", on_click=partial(act, add))

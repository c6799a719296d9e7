"""Enter what a place offers to households, beside the pack's figures on it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from atlas.markup import fill_html, repeat_html
from atlas.plan.matching.lists import OFFER_COLUMNS, read_offer
from atlas.plan.matching.rule import in_order
from atlas.plan.ui.acting import act
from atlas.plan.ui.drafts import Typed
from atlas.plan.ui.opened import plans, writer
from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_sources
from atlas.text import day_order, format_day, say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_safely
from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Criterion
    from atlas.facade import Atlas
    from atlas.plan.matching.offer import MatchingOffer
    from atlas.plan.records.versions import Kept

FILE = "atlas_offer_file"
# For these rules the number matters; for the others only whether it is offered.
COUNTED = ("holds", "enough")


def draw_offer(atlas: Atlas, place: str) -> None:
    """Draw the offer of one town or neighbourhood, one criterion after another."""
    from atlas.plan.matching.offer import MatchingOffer  # noqa: PLC0415 - when seen

    kept = plans().list(place, MatchingOffer)
    where = _choose_where(atlas, place, kept)
    said = _type_said(place)
    said.open("source")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = say("Who says so, such as the housing team")
        said.ask(st.text_input, "source", whose, "", max_chars=300, width=300)
        today = datetime.now(UTC).date()
        said.ask(st.date_input, "day", say("As of"), today, format=day_order(), width=150)
    begun = [one for one in (said, _type_new_where(place)) if one.is_begun]
    if begun:
        how = say("It is saved with the next number or choice that you enter below.")
        draw_html('{}<p class="ap-small">{}</p>', begun[0].describe(), how)
    here = [one for one in kept if one.record.where == where]
    for criterion in in_order(atlas.definitions.matching):
        _draw_criterion(
            atlas, place, where, criterion, [line for line in here if _is_of(line, criterion)]
        )
    _draw_file(atlas, place)


def _type_said(place: str) -> Typed:
    return Typed(f"{place}/matching_offer/said", f"atlas_offer_{place}_said")


def _type_new_where(place: str) -> Typed:
    return Typed(f"{place}/matching_offer/where", f"atlas_offer_{place}_where")


def _is_of(kept: Kept[MatchingOffer], criterion: Criterion) -> bool:
    return kept.record.criterion == criterion.id


def _choose_where(atlas: Atlas, place: str, kept: Sequence[Kept[MatchingOffer]]) -> str:
    """Choose the town or neighbourhood whose offer this is, or name a new one."""
    typed = _type_new_where(place)
    typed.open("new")
    new, chosen = typed.control("new")["key"], f"{typed.key}_chosen"
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
            say("Add a town or neighbourhood that offers by itself"),
            begins,
            max_chars=120,
            width=340,
            key=new,
            on_change=partial(_open_new, typed, chosen),
        )
    return str(where or "")


def _open_new(typed: Typed, chosen: str) -> None:
    control = typed.control("new")
    control["on_change"]()
    fresh = str(st.session_state[control["key"]]).strip()
    if fresh:
        st.session_state[chosen] = fresh
    else:
        typed.drop()


def _draw_criterion(
    atlas: Atlas,
    place: str,
    where: str,
    criterion: Criterion,
    kept: list[Kept[MatchingOffer]],
) -> None:
    key = f"atlas_offer_{place}_{where}_{criterion.id}"
    with st.container(key=f"{key}_box"):
        draw_html(
            '<div class="ab"><h3>{}</h3><p class="sc-note">{}</p></div>',
            criterion.offer,
            _describe_said(kept),
        )
        save = partial(_save, place, where, criterion, key, kept)
        if criterion.rule in COUNTED:
            _draw_numbers(criterion, kept, key, save)
        else:
            _draw_choice(criterion, kept, key, save)
        _draw_figures(atlas, criterion)


def _describe_said(kept: Sequence[Kept[MatchingOffer]]) -> str:
    """Return who provided the stored lines, and when."""
    if not kept:
        return say("Nothing is said about this yet, so households read: ask.")
    sources = list(dict.fromkeys(line.record.source for line in kept if line.record.source))
    days = [line.record.day for line in kept if line.record.day]
    who = "; ".join(sources) or say("no source given")
    if not days:
        return say("Kept. Source: {who}.", who=who)
    return say("Kept. Source: {who}, as of {day}.", who=who, day=format_day(max(days)))


def _draw_numbers(
    criterion: Criterion, kept: Sequence[Kept[MatchingOffer]], key: str, save: partial[None]
) -> None:
    numbers = {line.record.option: line.record.number for line in kept}
    with st.container(key=f"{key}_grid", horizontal=True, gap="small"):
        for option in criterion.options:
            # The stored value is shown, even if somebody else has changed it meanwhile.
            set_widget(f"{key}_{option.id}", numbers.get(option.id))
            st.number_input(
                option.name[:1].upper() + option.name[1:],
                min_value=0,
                max_value=100_000,
                step=1,
                value=None,
                key=f"{key}_{option.id}",
                placeholder=say("not said"),
                width=200,
                on_change=save,
            )


def _draw_choice(
    criterion: Criterion, kept: Sequence[Kept[MatchingOffer]], key: str, save: partial[None]
) -> None:
    names = {option.id: option.name for option in criterion.options}
    chosen = [line.record.option for line in kept if line.record.number]
    if criterion.rule == "same":
        set_widget(key, chosen[0] if chosen else None)
        st.selectbox(
            criterion.offer,
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=key,
            placeholder=say("not said"),
            label_visibility="collapsed",
            on_change=save,
        )
        return
    set_widget(key, chosen)
    st.multiselect(
        criterion.offer,
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder=say("Choose what is there"),
        label_visibility="collapsed",
        on_change=save,
        select_all=False,
    )


def _save(
    place: str, where: str, criterion: Criterion, key: str, kept: list[Kept[MatchingOffer]]
) -> None:
    """Save the controls of one criterion: only what has changed."""
    from atlas.plan.matching.offer import MatchingOffer  # noqa: PLC0415 - when seen

    state = st.session_state
    said = _type_said(place)
    wanted: dict[str, int | None]
    if criterion.rule in COUNTED:
        wanted = {one.id: state.get(f"{key}_{one.id}") for one in criterion.options}
    else:
        chosen = state.get(key) or []
        wanted = dict.fromkeys([chosen] if isinstance(chosen, str) else chosen, 1)
    lines = [
        MatchingOffer(
            where=where,
            criterion=criterion.id,
            option=option,
            number=number,
            source=state.get(f"{said.key}_source", ""),
            day=state.get(f"{said.key}_day"),
        )
        for option, number in wanted.items()
        if number is not None
    ]
    gone = [line for line in kept if wanted.get(line.record.option) is None]

    def work() -> None:
        if keep_lines(place, lines, kept=kept, gone=gone):
            said.drop()
            _drop_where(place, where)

    act(work)


def _drop_where(place: str, where: str) -> None:
    """Forget that a town or neighbourhood was begun, once one of its offers is stored."""
    typed = _type_new_where(place)
    key = typed.control("new")["key"]
    if where and str(st.session_state.get(key, "")).strip() == where:
        typed.drop()
        st.session_state[key] = ""


def keep_lines(
    place: str,
    lines: Sequence[MatchingOffer],
    *,
    kept: Sequence[Kept[MatchingOffer]],
    gone: Sequence[Kept[MatchingOffer]] = (),
) -> bool:
    """Save lines of an offer, each replacing the one about the same thing.

    Parameters
    ----------
    place
        The place whose plan it is.
    lines
        The lines to save; an unchanged number is not saved again.
    kept
        Lines as they were shown: what somebody else has changed since is not overwritten.
    gone
        Lines to remove.

    Returns
    -------
    bool
        Whether a line was saved, with its source.
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
    known = [indicators[name] for name in criterion.figures if name in indicators]
    rows = Markup()
    for indicator in known:
        totals = atlas.measures.comparators(indicator.id)
        value = totals.get(atlas.store.place)
        if value is None or value != value:  # noqa: PLR0124 - a gap is not equal to itself
            continue
        rows += fill_html(
            '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>',
            indicator.name,
            format_figure(indicator, float(value)),
            indicator.year,
            describe_sources(atlas, indicator),
        )
    if not rows:
        return
    heads = (say("Figure for all of {place}", place=atlas.name), say("Value"), say("Date"),
             say("Source"))  # fmt: skip
    head = repeat_html('<th scope="col">{}</th>', heads)
    with st.expander(say("Figures of the atlas about this: {name}", name=criterion.name)):
        draw_html(
            '<div class="ab ab-scroll" tabindex="0" role="region" aria-label="{name}">'
            "<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p "
            'class="sc-note">{note}</p></div>',
            name=criterion.name,
            head=head,
            rows=rows,
            note=criterion.note,
        )


def _draw_file(atlas: Atlas, place: str) -> None:
    columns = ", ".join(OFFER_COLUMNS)
    with st.expander(say("Read a list of your own (CSV)")):
        told = say(
            "A table with the columns {columns}. Criterion and option are named as on this page; "
            "a number of 0 says that there is none. A line about what is kept already takes its "
            "place.",
            columns=columns,
        )
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', told)
        file = st.file_uploader(say("Your list (CSV)"), type=["csv", "txt", "tsv"], key=FILE)
        if file is not None:
            draw_safely(partial(_read_file, atlas, place, file.name, file.getvalue()))


def _read_file(atlas: Atlas, place: str, name: str, content: bytes) -> None:
    from atlas.plan.matching.offer import MatchingOffer  # noqa: PLC0415 - when seen

    lines = read_offer(name, content, atlas.definitions.matching)

    add = partial(keep_lines, place, lines, kept=plans().list(place, MatchingOffer))
    st.button(
        say("Add {count} lines", count=len(lines)),
        key="atlas_offer_add",
        type="primary",
        on_click=lambda: act(add),
    )

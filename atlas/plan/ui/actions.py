"""The actions of the plan: add one from a suggestion, change it, look at all, take them away."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import Fault, find_closest
from atlas.markup import repeat_html
from atlas.permission import is_read_only
from atlas.plan.records.coverage import call_action, theme_of_action, weigh_sectors
from atlas.plan.records.kinds.baseline import Baseline
from atlas.plan.records.kinds.planned_action import KIND, PlannedAction
from atlas.plan.ui import PartSpec
from atlas.plan.ui.action_form import Draft, draw_form
from atlas.plan.ui.circumstances import find_circumstances
from atlas.plan.ui.drafts import drafts_of, drop_draft
from atlas.plan.ui.files import draw_files
from atlas.plan.ui.form import choose_named
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import (
    count_saves,
    draw_acted,
    draw_anew,
    draw_conflict,
    draw_done,
    draw_removal,
    note_done,
)
from atlas.plan.views.cards import format_areas, render_planned
from atlas.plan.views.fields import name_area_of
from atlas.plan.views.followed import take_baseline
from atlas.plan.views.words import describe_balance
from atlas.selection.address import make_retired_fault
from atlas.text import say, to_say
from atlas.ui.html import draw_html, draw_markup
from atlas.ui.messages import draw_notes
from atlas.ui.state import asked_action, choose_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Action
    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "actions",
    to_say("Actions"),
    to_say(
        "What the town will do, who is responsible, when it is reviewed, and how to tell that "
        "it works."
    ),
    10,
)
# The word in the address for an action that no file tells of.
OWN = "own"
CHANGING, ADD = "atlas_plan_changing", "atlas_plan_add"
ANY, TOWN, SELECTED = "", "town", "selected"


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    atlas, place = opened.atlas, selection.place
    draw_done()
    draft = None if is_read_only() else _find_draft(atlas, selection)
    if draft is not None:
        draw_form(atlas, place, draft, then=partial(_take, atlas, draft))
        # Below the form: who has just saved looks there.
        decision = draw_conflict(atlas, KIND, draft.kept)
        if decision is not None:
            draft.form.typed.drop()
            if decision.saved is not None:
                _keep_baselines(atlas, decision.saved)
            _close()
        return
    kept = plans().list(place, PlannedAction)
    if not is_read_only():
        _draw_begun(atlas, place)
        _draw_adding(atlas, selection, is_empty=not kept)
    if kept:
        draw_acted()
        _draw_list(atlas, selection, kept)
        _draw_balance(kept)
    # A file of the plan holds what residents said.
    if not is_read_only():
        draw_files(atlas, place)
    draw_history(atlas, place, "planned_action")


def _find_draft(atlas: Atlas, selection: Selection) -> Draft | None:
    """Return what the form is about, or None where it is not open."""
    # A form that was saved leaves its controls behind: the next one gets others.
    saves = count_saves()
    kept: Kept[PlannedAction] | None = st.session_state.get(CHANGING)
    if kept is not None and kept.place == selection.place:
        action = atlas.definitions.find_action(kept.record.action)
        key, about = f"atlas_plan_{kept.id}_{saves}", _name_draft(selection.place, kept.id)
        return Draft(key, action, kept, kept.record.areas, about)
    asked = asked_action()
    if not asked:
        return None
    known: Action | None = atlas.definitions.find_action(asked)
    if asked != OWN and known is None:
        told = say('There is no action "{action}".', action=asked)
        closest = find_closest(asked, atlas.definitions.actions)
        remedy = say("Choose one below.")
        draw_notes([Fault("address, action", told, remedy=remedy, closest=closest)])
        return None
    if known is not None and asked in atlas.definitions.retired:
        draw_notes([make_retired_fault(atlas.definitions, asked)])
    # Governance is for the whole town, whatever the planner looked at.
    areas = () if known is not None and known.scope == "place" else selection.areas
    about = _name_draft(selection.place, asked)
    return Draft(f"atlas_plan_{asked}_{saves}", known, None, areas, about)


def _name_draft(place: str, what: str) -> str:
    """Return under what the draft of an action of a place's plan is kept."""
    return f"{place}/planned_action/{what}"


def _open(kept: Kept[PlannedAction]) -> None:
    st.session_state[CHANGING] = kept


def _take(atlas: Atlas, draft: Draft, saved: Kept[PlannedAction] | None) -> None:
    """Note what the form saved, if anything, and put it away."""
    if saved is not None:
        _keep_baselines(atlas, saved)
        note_done(say("The change is saved.") if draft.kept else say("The action is in the plan."))
    _close()


def _close() -> None:
    """Put the form away and show the list."""
    st.session_state.pop(CHANGING, None)
    choose_part(PART.word)
    draw_anew()


def _keep_baselines(atlas: Atlas, saved: Kept[PlannedAction]) -> None:
    """Keep today's value of each figure that the action follows and did not follow before."""
    held = {
        one.record.indicator
        for one in plans().list(saved.place, Baseline)
        if one.record.planned == saved.id
    }
    today = datetime.now(UTC).date()
    for name in saved.record.measures:
        if name in atlas.definitions.indicators and name not in held:
            baseline = take_baseline(atlas, saved.id, saved.record.areas, name, taken=today)
            plans().add(saved.place, baseline, by=writer())


def _draw_adding(atlas: Atlas, selection: Selection, *, is_empty: bool) -> None:
    """Offer what is recommended for what is selected, and an action of the town's own."""
    now = find_circumstances(atlas, selection.place)
    suggested = [one.action for one in atlas.suggest(selection.areas, now=now)]
    actions = atlas.definitions.actions
    if is_empty:
        told = say(
            "The plan is empty. Start with an action recommended below, or with “Add to the "
            "plan” on an action beside the map. Everybody who opens this atlas sees the plan "
            "and can change it; nothing is overwritten without warning, and every change can be "
            "undone."
        )
        draw_html('<div class="ab"><p>{}</p></div>', told)
    where = format_areas(atlas, selection.areas)
    with st.container(key="atlas_plan_adding", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Add a recommended action. For: {areas}", areas=where),
            suggested,
            index=None,
            format_func=lambda name: actions[name].name,
            placeholder=say("Choose; the best fit comes first"),
            key=ADD,
            on_change=_add_chosen,
        )
        st.button(
            say("Add one of your own"),
            key="atlas_plan_own",
            on_click=lambda: choose_part(PART.word, action=OWN),
        )


def _draw_begun(atlas: Atlas, place: str) -> None:
    """Draw what was begun and not saved, with the ways to go on and to give it up."""
    layers = atlas.definitions
    for asked in drafts_of(_name_draft(place, "")):
        if asked != OWN and layers.find_action(asked) is None:
            continue
        title = say("An action of your own") if asked == OWN else layers.call_action(asked)
        told = say("“{title}” was started but is not saved.", title=title)
        with st.container(
            key=f"atlas_plan_begun_{asked}", horizontal=True, vertical_alignment="center"
        ):
            draw_html('<p class="ap-now" role="status" data-unsaved>{}</p>', told)
            st.button(
                say("Continue"),
                key=f"atlas_plan_go_on_{asked}",
                on_click=partial(choose_part, PART.word, action=asked),
            )
            st.button(
                say("Discard"),
                key=f"atlas_plan_throw_{asked}",
                on_click=partial(drop_draft, _name_draft(place, asked)),
            )


def _add_chosen() -> None:
    chosen = st.session_state[ADD]
    if chosen:
        st.session_state[ADD] = None
        choose_part(PART.word, action=chosen)


def _draw_list(atlas: Atlas, selection: Selection, kept: Sequence[Kept[PlannedAction]]) -> None:
    """Draw the actions that the filters leave, each with its buttons."""
    shown = list(kept)
    if len(kept) > 1:
        shown = _draw_filters(atlas, selection, kept)
        counted = say("{shown} of {all} actions", shown=len(shown), all=len(kept))
        draw_html('<div class="ab"><p class="pl-count" role="status">{}</p></div>', counted)
    baselines = [one.record for one in plans().list(selection.place, Baseline)]
    for one in shown:
        own = {line.indicator: line for line in baselines if line.planned == one.id}
        with st.container(key=f"atlas_plan_card_{one.id}"):
            draw_markup(render_planned(atlas, KIND, one, own, datetime.now(UTC)))
            if not is_read_only():
                _draw_buttons(atlas, one)


def _draw_buttons(atlas: Atlas, one: Kept[PlannedAction]) -> None:
    title = call_action(atlas.definitions, one.record)
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Change"),
            key=f"atlas_plan_change_{one.id}",
            help=say("Change “{title}”", title=title),
            on_click=partial(_open, one),
        )
        draw_removal(
            one,
            f"atlas_plan_remove_{one.id}",
            about=say("Remove “{title}”; you can restore it below", title=title),
            told=say("“{title}” was removed from the plan. “Undo” below restores it.", title=title),
        )


def _draw_filters(
    atlas: Atlas, selection: Selection, kept: Sequence[Kept[PlannedAction]]
) -> list[Kept[PlannedAction]]:
    """Draw the filters; return what they leave."""
    areas = {ANY: say("Everywhere"), TOWN: say("All of {place}", place=atlas.name)}
    if selection.areas:
        areas[SELECTED] = say("What is selected on the map")
    areas |= {area: name_area_of(atlas, area) for one in kept for area in one.record.areas}
    ordered = sorted(atlas.definitions.themes.values(), key=lambda one: one.order)
    themes = {ANY: say("Every theme"), **{one.id: one.short for one in ordered}}
    statuses = {ANY: say("Every status")}
    statuses |= {one.record.status: KIND.call("status", one.record.status) for one in kept}
    with st.container(key="atlas_plan_filters", horizontal=True):
        area = choose_named(say("For"), areas, key="atlas_plan_for")
        theme = choose_named(say("Theme"), themes, key="atlas_plan_theme")
        status = choose_named(say("Status"), statuses, key="atlas_plan_status")
    return [
        one
        for one in kept
        if _is_for(one.record, area, selection.areas)
        and theme in (ANY, theme_of_action(atlas.definitions, one.record))
        and status in (ANY, one.record.status)
    ]


def _is_for(one: PlannedAction, area: str, selected: Sequence[str]) -> bool:
    """Return whether an action is for what was chosen; the whole place is for all of its areas."""
    if area == ANY:
        return True
    if area == TOWN:
        return not one.areas
    wanted = set(selected) if area == SELECTED else {area}
    return not one.areas or bool(wanted & set(one.areas))


def _draw_balance(kept: list[Kept[PlannedAction]]) -> None:
    """Draw how the sectors share the plan, in the manner of Engagierte Stadt."""
    balance = weigh_sectors([one.record for one in kept])
    rows = repeat_html(
        '<tr><th scope="row">{}</th><td><span class="ap-bar" style="width:{}'
        '%;background:#9fcfca"></span></td><td class="ap-num">{}</td></tr>',
        (
            (KIND.call("sectors", sector), 100 * count // max(balance.asked, 1), count)
            for sector, count in balance.by_sector.items()
        ),
    )
    about = say(
        "The network Engagierte Stadt asks that civil society, the public sector and business "
        "work together as equals. This counts who takes part; only people can say how equal it "
        "is."
    )
    draw_html(
        '<section class="ap pl-balance"><h2 class="pl-head">{}</h2><table class="ap-bars"><caption>'
        '{}</caption><tbody>{}</tbody></table><ul>{}</ul><p class="ap-small">{}</p></section>',
        say("Who takes part in the plan"),
        say("Actions that each sector owns or takes part in, of {asked}.", asked=balance.asked),
        rows,
        repeat_html("<li>{}</li>", describe_balance(balance)),
        about,
    )

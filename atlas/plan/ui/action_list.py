"""List the plan's actions, narrowed by area, theme and status; change or remove one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.permission import is_read_only
from atlas.plan.records.coverage import call_action, theme_of_action
from atlas.plan.ui.acting import act, draw_acted
from atlas.plan.ui.opened import plans, writer
from atlas.plan.ui.saving import note_done
from atlas.plan.views.cards import render_planned
from atlas.plan.views.fields import name_area_of
from atlas.text import say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from atlas.facade import Atlas
    from atlas.plan.records.kinds.planned_action import PlannedAction
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection

ANY, TOWN, SELECTED = "", "town", "selected"


def draw_list(
    atlas: Atlas,
    selection: Selection,
    kept: Sequence[Kept[PlannedAction]],
    *,
    now: datetime,
    on_change: Callable[[Kept[PlannedAction]], None],
) -> None:
    """Draw the actions that the filters leave, each with its buttons."""
    from atlas.plan.records.kinds.baseline import Baseline  # noqa: PLC0415 - when seen
    from atlas.plan.records.kinds.planned_action import KIND  # noqa: PLC0415 - as above

    draw_acted()
    shown = _draw_filters(atlas, selection, kept) if len(kept) > 1 else list(kept)
    if len(kept) > 1:
        counted = say("{shown} of {all} actions", shown=len(shown), all=len(kept))
        draw_html('<div class="ab"><p class="pl-count" role="status">{}</p></div>', counted)
    baselines = plans().list(selection.place, Baseline)
    for one in shown:
        own = {
            two.record.indicator: two.record for two in baselines if two.record.planned == one.id
        }
        with st.container(key=f"atlas_plan_card_{one.id}"):
            draw_markup(render_planned(atlas, KIND, one, own, now))
            if not is_read_only():
                _draw_buttons(atlas, one, on_change)


def _draw_buttons(
    atlas: Atlas, one: Kept[PlannedAction], on_change: Callable[[Kept[PlannedAction]], None]
) -> None:
    title = call_action(atlas.definitions, one.record)
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Change"),
            key=f"atlas_plan_change_{one.id}",
            help=say("Change “{title}”", title=title),
            on_click=partial(on_change, one),
        )
        st.button(
            say("Remove"),
            key=f"atlas_plan_remove_{one.id}",
            help=say("Remove “{title}”; it can be brought back below", title=title),
            on_click=partial(_remove, one, title),
        )


def _remove(one: Kept[PlannedAction], title: str) -> None:
    told = say("“{title}” is out of the plan. “Undo” below brings it back.", title=title)
    act(partial(plans().remove, one, by=writer()), then=partial(note_done, told))


def _draw_filters(
    atlas: Atlas, selection: Selection, kept: Sequence[Kept[PlannedAction]]
) -> list[Kept[PlannedAction]]:
    """Draw the filters; return what they leave."""
    from atlas.plan.records.kinds.planned_action import KIND  # noqa: PLC0415 - as above

    named = list(dict.fromkeys(area for one in kept for area in one.record.areas))
    words = {ANY: say("Everywhere"), TOWN: say("All of {place}", place=atlas.name)}
    if selection.areas:
        words[SELECTED] = say("What is selected on the map")
    words |= {area: name_area_of(atlas, area) for area in named}
    themes = {
        one.id: one.short
        for one in sorted(atlas.definitions.themes.values(), key=lambda one: one.order)
    }
    statuses = list(dict.fromkeys(one.record.status for one in kept))
    with st.container(key="atlas_plan_filters", horizontal=True):
        area = st.selectbox(
            say("For"), list(words), format_func=lambda one: words[one], key="atlas_plan_for"
        )
        theme = st.selectbox(
            say("Theme"),
            [ANY, *themes],
            format_func=lambda one: themes[one] if one else say("Every theme"),
            key="atlas_plan_theme",
        )
        status = st.selectbox(
            say("Status"),
            [ANY, *statuses],
            format_func=lambda one: KIND.call("status", one) if one else say("Every status"),
            key="atlas_plan_status",
        )
    return [
        one
        for one in kept
        if _is_for(one.record, area, selection.areas)
        and (not theme or theme_of_action(atlas.definitions, one.record) == theme)
        and (not status or one.record.status == status)
    ]


def _is_for(one: PlannedAction, area: str, selected: Sequence[str]) -> bool:
    """Return whether an action is for what was chosen; the whole place is for all of its areas."""
    if area == ANY:
        return True
    if area == TOWN:
        return not one.areas
    wanted = set(selected) if area == SELECTED else {area}
    return not one.areas or bool(wanted & set(one.areas))

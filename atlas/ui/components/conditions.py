"""List the conditions, and add or change one: an indicator, its scale, and bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.definitions.indicator import ORDERED
from atlas.definitions.model import Condition
from atlas.prose.figures import format_figure
from atlas.selection.address import MOST_CONDITIONS
from atlas.text import say
from atlas.ui.components.layer_picker import draw_layer_search
from atlas.ui.messages import as_text
from atlas.ui.state import change_selection, current

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

INDICATOR, SCALE, BOUND = "atlas_new_indicator", "atlas_new_scale", "atlas_new"
# The condition being changed: its index and its present content.
CHANGED = "atlas_condition_changed"
LOWEST, HIGHEST, USUAL_LOW = 0.0, 100.0, 80.0


def draw_conditions(atlas: Atlas, selection: Selection) -> None:
    """Draw the conditions, each with buttons to change and remove it, and the form to add one."""
    changed = _find_changed(selection)
    for position, condition in enumerate(selection.conditions):
        with st.container(horizontal=True, gap="small", key=f"atlas_condition_row_{position}"):
            st.button(
                as_text(atlas.format_condition(condition)),
                key=f"atlas_condition_{position}",
                icon=":material/close:",
                help=say("Remove this condition"),
                on_click=_drop,
                args=(position,),
            )
            st.button(
                say("Change"),
                key=f"atlas_change_condition_{position}",
                icon=":material/edit:",
                help=as_text(say("Change “{title}”", title=atlas.format_condition(condition))),
                on_click=_begin_change,
                args=(position, condition),
            )
        if position == changed:
            with st.container(border=True, key="atlas_condition_form"):
                _draw_form(atlas, selection, position)
    if changed is None and len(selection.conditions) < MOST_CONDITIONS:
        box = st.expander(
            say("Add a condition"),
            key="atlas_condition_box",
            icon=":material/add:",
            on_change="rerun",
        )
        if box.open:
            with box:
                _draw_form(atlas, selection, None)


def _find_changed(selection: Selection) -> int | None:
    """Return the index of the condition being changed; None where it no longer exists.

    All filters may have been cleared in the meantime, or another address opened.
    """
    begun: tuple[int | None, Condition | None] = st.session_state.get(CHANGED, (None, None))
    place, condition = begun
    if place is None or selection.conditions[place : place + 1] == (condition,):
        return place
    _forget()
    return None


def _draw_form(atlas: Atlas, selection: Selection, place: int | None) -> None:
    """Draw the form to add a condition, or to change one."""
    indicators = atlas.definitions.indicators
    name = st.session_state.get(INDICATOR, "")
    if name not in indicators:
        known = selection.layer in indicators
        name = selection.layer if known else atlas.definitions.in_order()[0].id
        st.session_state[INDICATOR] = name
    draw_layer_search(
        atlas,
        say("Figure"),
        name,
        key="atlas_find_figure",
        on_chosen=_choose_figure,
        figures=True,
    )
    indicator = indicators[name]
    scales = _list_scales(atlas, name)
    # Each indicator has its own choice: what was chosen for one is not meant for the next.
    scale = st.selectbox(
        say("Measured as"),
        list(scales),
        format_func=lambda option: scales[option],
        key=f"{SCALE}_{name}",
    )
    st.caption(as_text(_describe(atlas, indicator, scale)))
    low, high = _draw_bounds(indicator, scale)
    faulty = low is None and high is None
    if low is not None and high is not None and low > high:
        faulty = True
        st.caption(say("The lower limit is above the upper one, so no area can be between them."))
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Add") if place is None else say("Apply"),
            key="atlas_add_condition",
            type="primary",
            disabled=faulty,
            on_click=_take,
            args=(place, indicator, scale, low, high),
        )
        if place is not None:
            st.button(say("Cancel"), key="atlas_keep_condition", on_click=_forget)


def _choose_figure(name: str) -> None:
    st.session_state[INDICATOR] = name


def _list_scales(atlas: Atlas, name: str) -> dict[str, str]:
    scales = {
        "town": say("Position within {place}", place=atlas.name),
        "value": say("The figure itself"),
    }
    if not atlas.measures.is_local(name) and atlas.name != atlas.whole.name:
        scales[atlas.whole.id] = say("Position within {place}", place=atlas.whole.name)
    return scales


def _describe(atlas: Atlas, indicator: Indicator, scale: str) -> str:
    """Return the scale of the bounds, and whose figure it is where that is a larger area."""
    order = indicator.order
    if scale == "value":
        values = atlas.measures.values(indicator.id).dropna()
        said = [indicator.text.short] if indicator.unit in ORDERED else []
        if len(values):
            lowest = format_figure(indicator, float(values.min()))
            highest = format_figure(indicator, float(values.max()))
            said.append(
                say("Here it ranges from {low} to {high}.", low=lowest, high=highest)
                if lowest != highest
                else say("Here it is {value} everywhere.", value=lowest)
            )
    elif order is not None and order.most:
        ends = {"least": order.least, "most": order.most}
        said = [say("In per cent, from the {least} (0) to the {most} (100).", **ends)]
    else:
        said = [say("In per cent, from the lowest (0) to the highest (100).")]
    return " ".join([*said, atlas.describe_published(indicator)]).strip()


def _draw_bounds(indicator: Indicator, scale: str) -> tuple[float | None, float | None]:
    """Draw the two bounds; an empty one is no bound."""
    key, percentile = f"{BOUND}_{indicator.id}_{scale}", scale != "value"
    decimals = 0 if percentile else indicator.decimals
    bounds = []
    for end, label, usual in (
        ("low", say("At least"), USUAL_LOW),
        ("high", say("At most"), HIGHEST),
    ):
        if percentile:
            st.session_state.setdefault(f"{key}_{end}", usual)
        bound = st.number_input(
            label,
            min_value=LOWEST if percentile else None,
            max_value=HIGHEST if percentile else None,
            value=None,
            step=5.0 if percentile else 10.0**-decimals,
            format=f"%.{decimals}f",
            key=f"{key}_{end}",
            placeholder=say("no limit"),
        )
        bounds.append(None if bound is None else round(float(bound), decimals))
    return bounds[0], bounds[1]


def _take(
    place: int | None, indicator: Indicator, scale: str, low: float | None, high: float | None
) -> None:
    """Add the condition, or replace another; the end of a scale is no bound."""
    percentile = scale != "value"
    condition = Condition(
        indicator=indicator.id,
        scale=scale,
        at_least=None if percentile and low == LOWEST and high not in (None, HIGHEST) else low,
        at_most=None if percentile and high == HIGHEST and low is not None else high,
    )
    conditions = list(current().conditions)
    if place is None:
        conditions.append(condition)
    else:
        conditions[place] = condition
    _forget()
    change_selection(conditions=tuple(conditions))


def _begin_change(place: int, condition: Condition) -> None:
    """Open the form with a condition's present values."""
    _forget()
    st.session_state[CHANGED] = (place, condition)
    st.session_state[INDICATOR] = condition.indicator
    st.session_state[f"{SCALE}_{condition.indicator}"] = condition.scale
    key = f"{BOUND}_{condition.indicator}_{condition.scale}"
    percentile = condition.scale != "value"
    low, high = condition.at_least, condition.at_most
    st.session_state[f"{key}_low"] = LOWEST if percentile and low is None else low
    st.session_state[f"{key}_high"] = HIGHEST if percentile and high is None else high


def _forget() -> None:
    """Forget the last condition's choices: the next one starts afresh."""
    for key in list(st.session_state):
        if str(key).startswith((f"{BOUND}_", CHANGED)):
            del st.session_state[key]


def _drop(place: int) -> None:
    _forget()
    kept = [condition for number, condition in enumerate(current().conditions) if number != place]
    change_selection(conditions=tuple(kept))

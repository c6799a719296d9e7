"""Add a condition: an indicator, what it is measured on, and a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.definitions.model import Condition
from atlas.text import say
from atlas.ui.components.layer_picker import ALL, list_layers
from atlas.ui.messages import as_text
from atlas.ui.state import change_selection, current

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.facade import Atlas

INDICATOR, SCALE = "atlas_new_indicator", "atlas_new_scale"


def draw_new_condition(atlas: Atlas, selection: Selection) -> None:
    """Draw the form for one more condition."""
    box = st.expander(
        say("Add a condition"), key="atlas_condition_box", icon=":material/add:", on_change="rerun"
    )
    if not box.open:
        return
    names = list_layers(atlas)[ALL]
    indicators = [name for name in names if name in atlas.definitions.indicators]
    if INDICATOR not in st.session_state:
        known = selection.layer in indicators
        st.session_state[INDICATOR] = selection.layer if known else indicators[0]
    with box:
        name = st.selectbox(
            say("Figure"), indicators, format_func=lambda one: names[one], key=INDICATOR
        )
        scales = {
            "town": say("Position among {place}'s areas", place=atlas.name),
            "value": say("The figure itself"),
        }
        if not atlas.measures.is_local(name) and atlas.name != atlas.whole.name:
            scales[atlas.whole.id] = say("Position among {place}'s areas", place=atlas.whole.name)
        scale = st.selectbox(say("Measured as"), list(scales), format_func=lambda one: scales[one])
        low, high = _draw_range(atlas, name, scale)
        st.button(
            say("Add"),
            key="atlas_add_condition",
            type="primary",
            on_click=_add,
            args=(name, scale, low, high),
        )


def _draw_range(atlas: Atlas, name: str, scale: str) -> tuple[float, float]:
    if scale != "value":
        whose = atlas.name if scale == "town" else atlas.whole.name
        chosen: Any = st.slider(
            say("From the lowest (0) to the highest (100) of {place}", place=whose),
            0,
            100,
            (80, 100),
            step=5,
            format="%d %%",
            key=f"atlas_new_{scale}_range",
        )
        low, high = chosen
        return float(low), float(high)
    values = atlas.measures.values(name)
    indicator = atlas.definitions.indicators[name]
    step = 10.0**-indicator.decimals
    present = values.dropna()
    low = float(present.min() // step * step) if len(present) else 0.0
    high = float(-(-present.max() // step) * step) if len(present) else 0.0
    if low >= high:
        high = low + step
    chosen = st.slider(
        as_text(say("{name}, from and to", name=indicator.name)),
        low,
        high,
        (low, high),
        step=step,
        key=f"atlas_new_{name}_range",
    )
    return float(chosen[0]), float(chosen[1])


def _add(name: str, scale: Any, low: float, high: float) -> None:  # noqa: ANN401 - a literal
    """Add the condition; a percentile bound at an end of the scale is no bound."""
    percentile = scale != "value"
    condition = Condition(
        indicator=name,
        scale=scale,
        at_least=None if percentile and low <= 0 and high < 100 else float(low),
        at_most=None if percentile and high >= 100 else float(high),
    )
    change_selection(conditions=(*current().conditions, condition))

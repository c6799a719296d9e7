"""A choice among named options that follows the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def draw_choice(
    label: str,
    names: Mapping[str, str],
    chosen: object,
    *,
    key: str,
    on_change: Callable[[], None],
    draw: Callable[..., Any] = st.selectbox,
    **more: object,
) -> None:
    """Draw Streamlit's control for the names of options, set to the option or the list chosen."""
    set_widget(key, chosen)
    # The address may name what is no longer an option.
    draw(
        label,
        list(names),
        format_func=lambda one: names.get(one, one),
        key=key,
        on_change=on_change,
        **more,
    )

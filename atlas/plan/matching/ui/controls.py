"""The controls of one criterion, for the offer of a place as for the needs of a household."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.ui.html import draw_html
from atlas.ui.messages import draw_safely
from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from atlas.definitions import Criterion

# For these rules the number matters; for the others only whether something is named.
COUNTED = ("holds", "enough")


def draw_numbers(
    criterion: Criterion,
    key: str,
    stated: Mapping[str, int],
    *,
    most: int,
    empty: str,
    on_change: Callable[[], None],
) -> None:
    """Draw a number for each option."""
    with st.container(key=f"{key}_grid", horizontal=True, gap="small"):
        for option in criterion.options:
            # What is kept is shown, even if somebody else has changed it meanwhile.
            set_widget(f"{key}_{option.id}", stated.get(option.id))
            st.number_input(
                option.name[:1].upper() + option.name[1:],
                min_value=0,
                max_value=most,
                step=1,
                value=None,
                key=f"{key}_{option.id}",
                placeholder=empty,
                width=200,
                on_change=on_change,
            )


def draw_choice(
    criterion: Criterion,
    key: str,
    stated: Iterable[str],
    *,
    label: str,
    empty: str,
    **more: Any,  # noqa: ANN401 - what Streamlit takes
) -> None:
    """Draw the choice of one option, or of several."""
    names = {option.id: option.name for option in criterion.options}
    chosen = list(stated)
    draw: Callable[..., object] = partial(st.multiselect, select_all=False)
    if criterion.rule == "same":
        draw = partial(st.selectbox, index=None)
    set_widget(key, next(iter(chosen), None) if criterion.rule == "same" else chosen)
    more |= {"key": key, "format_func": names.__getitem__, "placeholder": empty}
    draw(label, list(names), **more)


def find_amounts(criterion: Criterion, key: str) -> dict[str, int | None]:
    """Return what the controls of a criterion hold, by option."""
    state = st.session_state
    if criterion.rule in COUNTED:
        return {one.id: state.get(f"{key}_{one.id}") for one in criterion.options}
    chosen = state.get(key) or []
    return dict.fromkeys([chosen] if isinstance(chosen, str) else chosen, 1)


def draw_list_reader(
    head: str, told: str, label: str, key: str, read: Callable[[str, bytes], None]
) -> None:
    """Draw a box that takes a list in, which `read` is given by name and content."""
    with st.expander(head):
        draw_html('<div class="ab"><p class="sc-note">{}</p></div>', told)
        file = st.file_uploader(label, type=["csv", "txt", "tsv"], key=key)
        if file is not None:
            draw_safely(partial(read, file.name, file.getvalue()))

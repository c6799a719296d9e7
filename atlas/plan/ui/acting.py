"""Do what a control asks for, and tell what went wrong when the part is drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError
from atlas.ui.messages import draw_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.errors import Fault

FAULTS = "atlas_plan_faults"


def act(
    work: Callable[[], object], *, then: Callable[[], object] | None = None, where: str = ""
) -> None:
    """Do something inside a callback, and then something more if it was done.

    A callback has nowhere to draw: what went wrong waits for `draw_acted`, `where` it is asked.
    """
    try:
        work()
    except AtlasError as error:
        st.session_state[f"{FAULTS}_{where}"] = list(error.faults)
    else:
        if then is not None:
            then()


def draw_acted(where: str = "") -> None:
    """Tell once what could not be done."""
    faults: list[Fault] = st.session_state.pop(f"{FAULTS}_{where}", [])
    draw_faults(faults)

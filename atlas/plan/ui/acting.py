"""Do what a control asks for, and tell what went wrong when the part is drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from pydantic import ValidationError

from atlas.errors import AtlasError, Fault
from atlas.text import say
from atlas.ui.messages import show_faults

if TYPE_CHECKING:
    from collections.abc import Callable

FAULTS = "atlas_plan_faults"


def act(work: Callable[[], object], *, then: Callable[[], object] | None = None) -> None:
    """Do something inside a callback, and then something more if it was done.

    A callback has nowhere to draw: what went wrong waits for `draw_acted`.
    """
    try:
        work()
    except AtlasError as error:
        st.session_state[FAULTS] = list(error.faults)
    except ValidationError as error:
        st.session_state[FAULTS] = [_explain(one["msg"]) for one in error.errors()]
    else:
        if then is not None:
            then()


def _explain(message: str) -> Fault:
    what = message.removeprefix("Value error, ")
    return Fault("form", what, remedy=say("What you entered is still here: change it, and save."))


def draw_acted() -> None:
    """Tell once what could not be done."""
    faults: list[Fault] = st.session_state.pop(FAULTS, [])
    show_faults(faults)

"""Show our errors as messages; hide others behind a reference, and log them whole."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.errors import Fault

LOG = logging.getLogger("atlas")


def show_safely(draw: Callable[[], None]) -> None:
    """Draw something; a failure becomes a message, and nobody sees a traceback."""
    try:
        draw()
    except AtlasError as error:
        show_faults(error.faults)
    except Exception:  # what a rerun raises to stop a script is not an Exception
        reference = secrets.token_hex(3)
        LOG.exception("Problem %s", reference)
        st.error(
            f"There is a problem with the atlas. What you chose is kept in the address. "
            f"Reload the page; if it happens again, tell whoever runs this atlas the reference "
            f"**{reference}**.",
            icon=":material/error:",
        )


def show_faults(faults: Sequence[Fault]) -> None:
    """Tell what went wrong."""
    for fault in faults:
        st.error(_write(fault), icon=":material/error:")


def show_notices(texts: Sequence[str]) -> None:
    """Tell what was not understood and can be put right at once."""
    for text in texts:
        st.warning(text, icon=":material/help:")


def show_notes(faults: Sequence[Fault]) -> None:
    """Tell what of the address was left out."""
    for fault in faults:
        st.warning(_write(fault), icon=":material/link_off:")


def _write(fault: Fault) -> str:
    parts = [fault.what]
    if fault.closest:
        parts.append(f"Closest: {', '.join(fault.closest)}.")
    parts.append(fault.remedy)
    return " ".join(part for part in parts if part)

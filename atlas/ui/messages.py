"""Show our errors as messages; replace others by a reference number, and log them in full."""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import AtlasError
from atlas.text import say
from atlas.ui.own_figures import holds_own

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.errors import Fault

# The markup characters of Markdown and Streamlit.
MARKS = re.compile(r"([\\`*\[\]<>$#]|(?<!\w)_|_(?!\w)|~(?=[^~]*~)|:(?=[\w-]+[\[:/]))")
LOG = logging.getLogger("atlas")


def draw_safely(draw: Callable[[], None]) -> None:
    """Draw something; a failure becomes a message, and nobody sees a traceback."""
    try:
        draw()
    except AtlasError as error:
        draw_faults(error.faults)
    except Exception as error:  # what a rerun raises to stop a script is not an Exception
        reference = secrets.token_hex(3)
        if holds_own():
            # A message may quote a cell of an upload; the location does not.
            LOG.error("Problem %s: %s", reference, _format_where(error))  # noqa: TRY400 - as above
        else:
            LOG.exception("Problem %s", reference)
        st.error(
            say(
                "There is a problem with the atlas. Your choices are kept in the address. "
                "Reload the page; if it happens again, tell whoever runs this atlas the "
                "reference **{reference}**.",
                reference=reference,
            ),
            icon=":material/error:",
        )


def _format_where(error: BaseException) -> str:
    """Return a failure's class and line numbers, without its message."""
    lines = [
        f"{Path(step.filename).name}:{step.lineno}"
        for step in traceback.extract_tb(error.__traceback__)[-6:]
    ]
    return f"{type(error).__name__} at {' > '.join(lines)}"


def draw_faults(faults: Sequence[Fault]) -> None:
    """Show what could not be done, and what to do about it."""
    for fault in faults:
        st.error(_write(fault), icon=":material/error:")


def draw_notices(texts: Sequence[str]) -> None:
    """Show what was not understood and can be corrected at once."""
    for text in texts:
        st.warning(text, icon=":material/help:")


def as_text(text: str) -> str:
    r"""Return a text escaped for Markdown.

    Examples
    --------
    >>> print(as_text("**a** [b](c) <i> $x$ :red[d] at 10:30"))
    \*\*a\*\* \[b\](c) \<i\> \$x\$ \:red\[d\] at 10:30
    """
    return MARKS.sub(r"\\\1", text)


def draw_notes(faults: Sequence[Fault]) -> None:
    """Show what in the address was ignored."""
    for fault in faults:
        st.warning(_write(fault), icon=":material/link_off:")


def _write(fault: Fault) -> str:
    parts = [fault.what]
    if fault.closest:
        parts.append(say("Closest: {names}.", names=", ".join(fault.closest)))
    parts.append(fault.remedy)
    return as_text(" ".join(part for part in parts if part))

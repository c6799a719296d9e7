"""Open the database of plans once per server, and know who is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import streamlit as st

from atlas.markup import fill_html
from atlas.permission import is_read_only
from atlas.text import say
from atlas.ui.html import draw_markup
from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from atlas.plan.records.plans import Plans

BY, KEPT_BY, COOKIE = "atlas_plan_by", "atlas_plan_by_kept", "atlas_plan_by"
# A year, and as many letters as the field takes.
KEPT_SECONDS, LONGEST_BY = 31_536_000, 40


def plans() -> Plans:
    """Return the open database, shared by all visitors of this server."""
    # The database's library is not loaded for those who never open a plan.
    from atlas.plan.records.connect import find_url  # noqa: PLC0415 - as above

    return _open(find_url().render_as_string(hide_password=False), read_only=is_read_only())


@st.cache_resource(show_spinner=False)
def _open(url: str, *, read_only: bool) -> Plans:
    from atlas.plan.records.plans import open_plans  # noqa: PLC0415 - as above

    return open_plans(url, read_only=read_only)


def writer() -> str:
    """Return the role or the initials that this visitor gave, or nothing.

    The browser keeps them: a page that is loaded again is another visit to the server.
    """
    given = st.session_state.get(KEPT_BY)
    if given is None:
        given = unquote(str(st.context.cookies.get(COOKIE, "")))
    return " ".join(str(given).split())[:LONGEST_BY]


def draw_writer() -> None:
    """Ask once who is writing: a role or initials, kept with each change and for nothing else."""
    set_widget(BY, writer())
    st.text_input(
        say("Your role or initials, saved with your changes and in this browser (optional)"),
        key=BY,
        max_chars=LONGEST_BY,
        on_change=lambda: st.session_state.update({KEPT_BY: st.session_state[BY].strip()}),
    )
    if KEPT_BY in st.session_state:
        _send_writer()


def _send_writer() -> None:
    """Have the browser remember who is writing."""
    # Quoted for an address, no letter of the name may end the script.
    script = fill_html(
        "<script>{{const path = new URL('.', document.baseURI).pathname, name = '{name}', "
        "age = name ? {seconds} : 0, safe = location.protocol === 'https:' ? ';secure' : '';"
        "document.cookie = `{cookie}=${{name}};path=${{path}};max-age=${{age}};"
        "samesite=strict${{safe}}`;}}</script>",
        name=quote(writer(), safe=""),
        seconds=KEPT_SECONDS,
        cookie=COOKIE,
    )
    with st.container(key="atlas_plan_by_told"):
        draw_markup(script, runs_script=True)

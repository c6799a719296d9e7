"""Open the database of plans once per server, and know who is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.permission import is_read_only

if TYPE_CHECKING:
    from atlas.plan.plans import Plans

BY, KEPT_BY = "atlas_plan_by", "atlas_plan_by_kept"


def plans() -> Plans:
    """Return the open database, shared by all visitors of this server."""
    # The database's library is not loaded for those who never open a plan.
    from atlas.plan.connect import find_url  # noqa: PLC0415 - as above

    return _open(find_url().render_as_string(hide_password=False), read_only=is_read_only())


@st.cache_resource(show_spinner=False)
def _open(url: str, *, read_only: bool) -> Plans:
    from atlas.plan.plans import open_plans  # noqa: PLC0415 - as above

    return open_plans(url, read_only=read_only)


def writer() -> str:
    """Return the role or the initials that this visitor gave, or nothing."""
    return str(st.session_state.get(KEPT_BY, ""))

"""Return the address of the current visit from Streamlit, in any thread."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def find_query() -> str | None:
    """Return the query string of the current visitor's address; None outside a visit.

    It is called for every text, also by our own routes, outside any visit: there it logs nothing.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else context.query_string

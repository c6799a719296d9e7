"""Ask Streamlit for the address of the present visit, in whichever thread it is run."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def find_query() -> str | None:
    """Return what follows the ``?`` in the present visitor's address; None outside a visit.

    It is asked for every text, also by our own routes, where no visit is: there it keeps quiet.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else context.query_string

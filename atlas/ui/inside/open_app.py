"""Open the app as `streamlit run app.py` does, from wherever the atlas is installed."""

from __future__ import annotations

import sys

from streamlit.web import cli

from atlas import paths


def open_app() -> None:
    """Serve the app until it is stopped; its settings lie in `.streamlit` beside `app.py`.

    What belongs to one machine, such as the port, is set as for any app of Streamlit: with
    ``STREAMLIT_SERVER_PORT`` and its like.
    """
    sys.argv[1:] = ["run", str(paths.ROOT / "app.py")]
    cli.main(prog_name="streamlit")

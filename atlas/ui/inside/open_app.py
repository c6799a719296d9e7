"""Open the app as `streamlit run app.py` does, from wherever the atlas is installed."""

from __future__ import annotations

import sys

from streamlit.web import cli

from atlas import paths


def open_app() -> None:
    """Serve the app until it is stopped; its settings are in `.streamlit` beside `app.py`.

    Settings of one machine, such as the port, are made as for any Streamlit app: with
    ``STREAMLIT_SERVER_PORT`` and the like.
    """
    sys.argv[1:] = ["run", str(paths.ROOT / "app.py")]
    cli.main(prog_name="streamlit")

"""Make the ASGI app: the page and our own routes.

`streamlit run app.py` finds it by reading this file, so `st.App` is called here by its name.
Any ASGI server runs it too: ``uvicorn app:app``.
"""

import streamlit as st

from atlas.ui.serve import MIDDLEWARE, ROUTES, SCRIPT

app = st.App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE)

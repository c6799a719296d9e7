"""All that leans on what Streamlit does not promise; nothing outside this folder does.

``head`` puts lines into Streamlit's ``index.html``, ``chunks`` finds its scripts of hashed names,
``query`` asks a visit for its address in any thread, ``resume`` reads the messages between page
and server, and ``open_app`` calls its command line. ``dom.js`` names parts of its pages and
leads from one to another; ``streamlit.css`` lays those parts out.

Each has a test in ``tests/inside`` that says what is no longer so. The package asks for the
releases that those tests were run with. To try another: install it, run ``pytest tests/inside``,
then the tests in a browser, and change the range in ``pyproject.toml``.
"""

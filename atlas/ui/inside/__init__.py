"""Everything that relies on Streamlit's internals; nothing outside this folder does.

``head`` adds lines to Streamlit's ``index.html``, ``chunks`` finds its scripts by hashed names,
``query`` returns a visit's address in any thread, ``resume`` reads the messages between page
and server, and ``open_app`` calls its command line. ``dom.js`` names parts of its pages and
navigates between them; ``streamlit.css`` lays those parts out.

Each has a test in ``tests/inside`` that says what has changed. The package requires the
releases that those tests were run with. To try another: install it, run ``pytest tests/inside``,
then the tests in a browser, and change the range in ``pyproject.toml``.
"""

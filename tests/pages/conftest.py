"""Run a page without a browser, as Streamlit would run it for a visitor."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from atlas import paths
from atlas.ui.state import SETTLED

SCRIPT = paths.UI / "run" / "script.py"
PATIENCE = 30


def run_page(word):
    """Draw one page, without its frame."""
    from atlas.ui.shell import find_pages  # noqa: PLC0415 - Streamlit runs this body alone
    from atlas.ui.state import open_selected  # noqa: PLC0415

    opened, selection = open_selected()
    find_pages()[word].render(opened, selection)


@pytest.fixture(autouse=True)
def plans_file(tmp_path, monkeypatch):
    """A database of plans for one test, so that no test writes to a user's own."""
    path = tmp_path / "plans.db"
    monkeypatch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{path}")
    return path


class Drawn:
    """A page after its run, and what can be read on it."""

    def __init__(self, test):
        self.test = test

    def words(self):
        """Return all text that was written as HTML or Markdown."""
        parts = [*self.test.get("html"), *self.test.get("markdown")]
        return " ".join(str(part.proto.body) for part in parts)

    def notices(self):
        """Return what is told in boxes."""
        return [part.value for part in [*self.test.warning, *self.test.error, *self.test.info]]

    def address(self):
        """Return the parameters of the address."""
        found = self.test.query_params.items()
        return {key: given if isinstance(given, str) else given[-1] for key, given in found}

    def control(self, kind, key):
        """Return a control by its key."""
        return next(one for one in self.test.get(kind) if one.key == key)


@pytest.fixture
def draw():
    """A function that draws a page, or the whole app for none, at an address."""

    def draw_page(word=None, **parameters):
        if word is None:
            test = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
        else:
            test = AppTest.from_function(run_page, args=(word,), default_timeout=PATIENCE)
        for key, value in parameters.items():
            test.query_params[key] = value if isinstance(value, list) else [value]
        # As in a browser whose map is on screen: the panel waits for that.
        test.session_state[SETTLED] = True
        test.run()
        assert [one.value for one in test.exception] == []
        return Drawn(test)

    return draw_page

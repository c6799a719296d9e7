"""The notebook of docs/notebook.md, run as it stands there."""

from __future__ import annotations

import doctest
import inspect

import atlas
from atlas import paths

PAGE = paths.ROOT / "docs" / "notebook.md"


def test_the_notebook_of_the_docs_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = doctest.NORMALIZE_WHITESPACE | doctest.REPORT_NDIFF
    found = doctest.testfile(str(PAGE), module_relative=False, optionflags=options)

    assert (found.failed, found.attempted > 10) == (0, True)
    assert (tmp_path / "uni-diverse.csv").read_text(encoding="utf-8-sig").count("E010") == 2


def test_all_that_is_promised_is_there_and_told_in_the_docs():
    text = PAGE.read_text(encoding="utf-8")

    for name in atlas.__all__:
        assert getattr(atlas, name) is not None
        assert name in text or name in {"Atlas", "__version__"}
    assert inspect.isclass(atlas.Atlas)

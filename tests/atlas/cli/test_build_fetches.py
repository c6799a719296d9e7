"""A build that fetches what it lacks goes on without what it can do without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas import paths
from atlas.cli.build import _find_folder
from atlas.errors import Fault, FetchError


@pytest.fixture
def definitions(tiny_definitions):
    """The tiny definitions, with an address of the list of halls."""
    halls = tiny_definitions.overlays["halls"]
    addressed = halls.model_copy(update={"download": "https://example.org/halls.csv"})
    return replace(tiny_definitions, overlays={"halls": addressed})


@pytest.mark.parametrize("missed", [0, 1, 2])
def test_only_what_is_needed_stops_a_build(definitions, monkeypatch, tmp_path, capsys, missed):
    asked = []

    def bring(_definitions, files, **_settings):
        asked.append([one.id for one in files])
        if len(asked) == missed:
            raise FetchError([Fault("a file", "It is not there.")])
        return tmp_path

    monkeypatch.setitem(_find_folder.__globals__, "fetch_files", bring)
    monkeypatch.setattr(paths, "FILES", tmp_path)
    find = _find_folder  # the command itself would build for minutes
    if missed == 1:
        with pytest.raises(FetchError, match="some are not here yet"):
            find("tiny", None, definitions, lambda *_: None)
        return
    assert find("tiny", None, definitions, lambda *_: None) == tmp_path
    assert asked[1] == ["halls"]
    assert "halls" not in asked[0]
    assert ("This file is missing: a file" in capsys.readouterr().err) == (missed == 2)

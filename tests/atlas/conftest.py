"""A machine of its own: the invented definitions, packs and files, and nobody else's."""

from __future__ import annotations

import shutil

import pytest

from atlas import paths, places


@pytest.fixture
def machine(tmp_path, tiny, monkeypatch):
    """Let all that is opened, built and removed be in a folder of the test's own."""
    home = tmp_path / "machine"
    monkeypatch.setattr(paths, "LAYERS", tiny / "layers")
    monkeypatch.setattr(paths, "PACKS", home / "shipped")
    monkeypatch.setattr(paths, "USER_PACKS", home / "packs")
    monkeypatch.setattr(paths, "FILES", home / "files")
    monkeypatch.setattr(paths, "DATA", home / "data")
    forget = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
    for cached in forget:
        cached.cache_clear()
    yield home
    for cached in forget:
        cached.cache_clear()


@pytest.fixture
def files(machine, tiny):
    """The publishers' files, where the machine looks for them."""
    return shutil.copytree(tiny / "official", machine / "files")

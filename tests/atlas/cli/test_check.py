"""What a council put into the user folder is checked with the rest."""

from __future__ import annotations

from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app


def test_broken_lists_and_streets_are_told(tmp_path, monkeypatch):
    (tmp_path / "clubs.csv").write_text("name,where\nA,here\n", encoding="utf-8")
    (tmp_path / "town.pmtiles").write_bytes(b"no")
    monkeypatch.setattr(paths, "USER_OVERLAYS", tmp_path)
    monkeypatch.setattr(paths, "USER_BASEMAPS", tmp_path)
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 1
    assert "clubs.csv" in done.output
    assert "town.pmtiles" in done.output
    assert "2 to put right." in done.output

"""What a council put into the user folder is checked with the rest."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app
from atlas.export import find_formats, to_excel
from atlas.prose.figures import UNIT_WORDS


def test_broken_lists_and_streets_are_told(tmp_path, monkeypatch):
    (tmp_path / "clubs.csv").write_text("name,where\nA,here\n", encoding="utf-8")
    (tmp_path / "town.pmtiles").write_bytes(b"no")
    monkeypatch.setattr(paths, "USER_OVERLAYS", tmp_path)
    monkeypatch.setattr(paths, "USER_BASEMAPS", tmp_path)
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 1
    assert "clubs.csv" in done.output
    assert "town.pmtiles" in done.output
    assert "2 to correct." in done.output


@pytest.fixture
def check(tiny_pack, layers_copy):
    """A function that checks the tiny pack; its story is about figures of elsewhere."""
    (layers_copy / "stories" / "tiny_story.toml").unlink()
    words = ["check", "--place", "tiny", "--pack", str(tiny_pack), "--layers", str(layers_copy)]
    return lambda *more: CliRunner().invoke(app, [*words, *more])


def test_every_format_of_the_pack_is_written(check):
    done = check()
    assert done.exit_code == 0, done.output
    line = next(one for one in done.output.splitlines() if one.startswith("Every format"))
    assert set(find_formats()) == set(line.partition(": ")[2].rstrip(".").split(", "))


def test_a_format_that_fails_is_told_and_no_traceback(check, monkeypatch):
    # What happened in Scotland: a unit without words.
    monkeypatch.delitem(UNIT_WORDS, "percent")
    done = check()
    assert done.exit_code == 1
    assert "KeyError" in done.output
    assert "to correct" in done.output


def test_a_format_that_holds_fewer_areas_is_no_fault(check, monkeypatch):
    monkeypatch.setattr(to_excel, "FORMAT", replace(find_formats()["xlsx"], most_areas=2))
    done = check()
    assert done.exit_code == 0
    assert "Refused, as expected: export, format xlsx: 12 areas" in done.output


def test_a_text_that_is_english_still_is_a_warning(check, layers_copy):
    done = check()
    assert done.exit_code == 0, done.output
    assert "Warning: English until layers/languages/de has them" in done.output
    assert "Deutsch: 100" not in done.output
    told = json.loads(check("--json").stdout)
    assert told["faults"] == []
    assert all(one in done.output for one in told["not_translated"]["de"])

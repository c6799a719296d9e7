"""One rule for where files go and in which format; and no sign that stops a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from atlas import paths
from atlas.cli import app
from atlas.cli.output import choose_format
from atlas.errors import AtlasError

FORMATS = {
    "csv": ("csv",),
    "csv-metadata": ("csv-metadata.json", "csvw"),
    "geojson": ("geojson", "json"),
}
AREA = "E01015701"


@pytest.mark.parametrize(
    ("out", "form", "word"),
    [
        ("x.csv", "", "csv"),
        ("x.csv", "csv", "csv"),
        ("x.json", "", "geojson"),
        ("x.csv-metadata.json", "", "csv-metadata"),
        ("X.GEOJSON", "", "geojson"),
        ("-", "csv", "csv"),
        ("areas", "geojson", "geojson"),
        ("areas.2021", "csv", "csv"),
    ],
)
def test_the_ending_or_the_option_says_the_format(out, form, word):
    assert choose_format(Path(out), form, FORMATS) == word


@pytest.mark.parametrize(
    ("out", "form", "told"),
    [
        ("x.csv", "geojson", "make them match"),
        ("x.json", "csv", "make them match"),
        ("-", "", "Choose a format"),
        ("areas", "", "Choose a format"),
        ("x.xls", "", 'There is no "xls"'),
        ("x.csv", "word", 'There is no "word"'),
    ],
)
def test_what_contradicts_itself_or_says_nothing_is_refused(out, form, told):
    with pytest.raises(AtlasError, match=told):
        choose_format(Path(out), form, FORMATS)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["export", "--format", "gpkg", "--filter", f"area={AREA}"], b"SQLite format 3"),
        (["map", "dem_pop", "--format", "svg"], b"<?xml"),
        (["sheet", AREA, "--format", "html"], b"<!DOCTYPE html>"),
        (["deck", AREA, "--format", "pptx"], b"PK"),
    ],
)
def test_every_command_writes_to_standard_output_and_nothing_else_there(
    words, begins, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [*words, "--out", "-"])
    assert done.exit_code == 0, done.exception
    assert done.stdout_bytes.startswith(begins)
    assert b"Standard output" not in done.stdout_bytes
    assert "Standard output" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--format", "csv", "--out", "x.xlsx"],
        ["map", "dem_pop", "--format", "svg", "--out", "x.pdf"],
        ["sheet", AREA, "--format", "pdf", "--out", "x.html"],
        ["plan", "export", "--format", "json", "--out", "x.docx"],
    ],
)
def test_a_format_against_the_files_ending_is_refused_everywhere(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words)
    assert "make them match" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def run_in(settings, *words):
    """Run a command in a process of its own whose output is not UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "atlas", *words],
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONUTF8": "0", **settings},
        capture_output=True,
        check=False,
    )


CP1252, C = {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("settings", [CP1252, C], ids=["cp1252", "C"])
@pytest.mark.parametrize(
    "words",
    [
        ["show", "mig_moved_1yr", "--area", AREA],
        ["types", AREA],
        ["actions", AREA],
        ["paragraph", AREA, "--lang", "de"],
    ],
    ids=lambda words: words[0],
)
def test_no_encoding_of_the_output_ends_in_a_traceback(settings, words):
    done = run_in(settings, *words)
    assert done.returncode == 0, done.stderr.decode("ascii", "replace")
    assert b"Traceback" not in done.stderr
    text = done.stdout.decode("cp1252" if settings is CP1252 else "ascii")
    assert "%" in text
    assert "?%" not in text


def test_json_is_whole_in_any_encoding():
    words = ["show", "mig_moved_1yr", "--area", AREA, "--json"]
    plain, whole = run_in(C, *words), run_in({"PYTHONUTF8": "1"}, *words)
    assert json.loads(plain.stdout.decode("ascii")) == json.loads(whole.stdout.decode())


def test_a_refusal_is_told_in_any_encoding():
    done = run_in(C, "show", "caf\u00e9\u202f\u2192")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_files_are_utf_8_whatever_the_output_is(tmp_path):
    out = tmp_path / "town.geojson"
    assert run_in(C, "export", "--out", str(out), "--lang", "de").returncode == 0
    assert "für" in out.read_bytes().decode("utf-8")

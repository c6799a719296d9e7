"""The commands of docs/add/language.md find every text of the program and keep its translation."""

from __future__ import annotations

import ast
import copy
import re
import shlex
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import paths
from atlas.definitions.defined import TRANSLATED_KINDS
from atlas.definitions.language import read_languages
from atlas.definitions.translate import as_list, measure_catalogue
from atlas.ui.assets import list_texts

PAGE = paths.ROOT / "docs" / "add" / "language.md"
COMMAND = re.compile(r"^```sh\n(?:PYTHONPATH=\. )?pybabel (.*)\n```", re.MULTILINE)
SAYING = {"say", "to_say", "say_markup", "say_counted"}
LANGUAGES = read_languages(paths.LAYERS / "languages", kinds=TRANSLATED_KINDS, faults=[])


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """The languages as the commands leave them."""
    folder = tmp_path_factory.mktemp("texts")
    for name in ("atlas", "docs", "pyproject.toml"):
        (folder / name).symlink_to(paths.ROOT / name)
    languages = Path(shutil.copytree(paths.LAYERS / "languages", folder / "layers" / "languages"))
    commands = COMMAND.findall(PAGE.read_text(encoding="utf-8"))
    assert [command.split()[0] for command in commands] == ["extract", "update"]
    for command in commands:
        pybabel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
        subprocess.run([*pybabel, *shlex.split(command)], cwd=folder, check=True)
    return read_languages(languages, kinds=TRANSLATED_KINDS, faults=[])


def list_translations(language):
    """Return the translations of the program's texts, by the English forms."""
    return {
        tuple(as_list(message.id)): as_list(message.string)
        for message in language.catalogue
        if message.id
    }


def test_what_is_said_is_written_out_where_it_is_said():
    assert [
        f"{path.name}:{node.lineno}"
        for path in (paths.ROOT / "atlas").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in SAYING
        and any(isinstance(text, ast.JoinedStr) for text in node.args[:2])
    ] == []


def test_texts_are_found_wherever_they_stand(updated):
    found = set(list_translations(updated["de"]))

    # In a call, a template, a call within an f-string, the browser's words, a method.
    assert {
        ("Download",),
        ("Similar in",),
        ("{count} area", "{count} areas"),
        ("in degrees (EPSG:4326)",),
        ("Return 100 times the part divided by the whole.",),
        ("count before",),
    } <= found
    assert {(text,) for text in list_texts()} <= found


@pytest.mark.parametrize("code", LANGUAGES)
def test_texts_of_the_program_that_a_language_lacks_are_listed(updated, code):
    coverage = measure_catalogue(updated[code])
    if coverage.missing:
        listed = "\n  ".join(coverage.missing)
        told = f"{code} has {coverage.percent} % of the program's texts and lacks:\n  {listed}"
        warnings.warn(told, stacklevel=1)
    fewer = copy.deepcopy(updated[code].catalogue)
    fewer["Download"].string = ""
    fewer = measure_catalogue(replace(updated[code], catalogue=fewer))

    assert sorted(fewer.missing) == sorted({"Download", *coverage.missing})
    assert fewer.percent < 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_no_texts_that_nothing_says_and_keeps_the_rest(updated, code):
    before, after = list_translations(LANGUAGES[code]), list_translations(updated[code])

    assert sorted(before.keys() - after.keys()) == []
    assert {english: after[english] for english in before} == before

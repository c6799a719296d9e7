"""Texts of the program that a language lacks are told, and no language says what nobody does."""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache

import pytest

from atlas import paths
from atlas.indicators.compute import find_methods
from atlas.opening.places import read_definitions
from atlas.ui.assets import list_texts

# Which argument is the English text, by the function that says it; a plural's is its second.
SAYING = {"say": 0, "to_say": 0, "say_markup": 0, "say_counted": 1}
IN_TEMPLATES = re.compile(
    r"\bsay\((?:\"([^\"]*)\"|'([^']*)')[,)]|\bsay_counted\(\"[^\"]*\", \"([^\"]*)\""
)
LANGUAGES = sorted((paths.LAYERS / "languages").glob("*.toml"))


def list_said(path):
    """Return the English texts that a module says, and the lines that say no literal."""
    said, faults = set(), []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = SAYING.get(node.func.id)
        if place is None or len(node.args) <= place:
            continue
        text = node.args[place]
        if isinstance(text, ast.Constant):
            said.add(text.value)
        elif isinstance(text, ast.JoinedStr):
            faults.append(f"{path.name}:{node.lineno}")
    return said, faults


@cache
def list_all():
    """Return every English text that the program may say."""
    said = set(list_texts())
    for path in (paths.ROOT / "atlas").rglob("*.py"):
        said |= list_said(path)[0]
    for path in (paths.ROOT / "atlas").rglob("templates/*.html"):
        for found in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            said |= {text for text in found if text}
    for method in find_methods().values():
        said |= {method.summary, *(name.replace("_", " ") for name in method.inputs)}
    return said


def test_what_is_said_is_written_out_where_it_is_said():
    faults = [
        fault for path in (paths.ROOT / "atlas").rglob("*.py") for fault in list_said(path)[1]
    ]

    assert not faults


def list_unsaid(words):
    """Return the texts of the program that a language does not have: a warning, not a fault."""
    return sorted(list_all() - set(words))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_texts_of_the_program_that_a_language_lacks_are_listed(path):
    words = dict(read_definitions().languages[path.stem].words)
    missing = list_unsaid(words)
    if missing:
        listed = "\n  ".join(missing)
        warnings.warn(f"{path.name} lacks {len(missing)} texts:\n  {listed}", stacklevel=1)
    words.pop("Download")

    assert list_unsaid(words) == sorted({"Download", *missing})


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_has_no_words_that_nobody_says(path):
    words = read_definitions().languages[path.stem].words

    assert sorted(set(words) - list_all()) == []

"""The browser's files keep to the house rules, and their functions do what they promise."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from atlas import paths
from atlas.ui.assets import list_texts
from tests.house.test_house import BANNED, MOST_LINES, identify

SCRIPTS = sorted(paths.UI.rglob("*.js"))
CHECKS = paths.ROOT / "tests" / "javascript"
MOST_METHODS = 15
CLASS = re.compile(r"^(?:export )?class (\w+).*?^}", re.MULTILINE | re.DOTALL)
# The formatter puts every method there, and nothing else that opens a block.
METHOD = re.compile(r"^  (?:(?:async|get|set|static) )*\w+\(.*\) \{$", re.MULTILINE)

every_script = pytest.mark.parametrize("path", SCRIPTS, ids=identify)


def run_node(*arguments):
    """Return what node says; it must be there, as Chromium must."""
    node = shutil.which("node")
    assert node, "The browser's files are tried with node: install nodejs."
    return subprocess.run(
        [node, *map(str, arguments)], cwd=CHECKS, capture_output=True, text=True, check=False
    )


@every_script
def test_script_is_checked_and_says_what_it_is_for(path):
    first, second, *rest = path.read_text(encoding="utf-8").splitlines()
    assert first == "// @ts-check"
    assert re.match(r"(// |/\*\* )\w", second)
    assert len(rest) + 2 <= MOST_LINES
    assert not BANNED & {*path.relative_to(paths.ROOT).with_suffix("").parts}


@every_script
def test_classes_have_one_job(path):
    text = path.read_text(encoding="utf-8")
    methods = {found[1]: len(METHOD.findall(found[0])) for found in CLASS.finditer(text)}
    assert not {name: count for name, count in methods.items() if count > MOST_METHODS}


def test_methods_are_counted():
    body = "  constructor({ a }) {\n  }\n\n  async get(b) {\n    if (b) {\n    }\n  }\n"
    text = f"export class A {{\n{body}}}\n"
    (found,) = CLASS.finditer(text)
    assert len(METHOD.findall(found[0])) == 2


def test_functions_do_what_they_promise():
    done = run_node("--test", *sorted(CHECKS.glob("units/*.test.js")))
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"pass [1-9]\d", done.stdout)


def test_every_text_of_the_browser_is_found_for_translators():
    addresses = json.dumps([path.as_uri() for path in sorted(paths.UI.rglob("words.js"))])
    script = f"""
        const texts = (said) =>
            typeof said === "string" ? [said] : Object.values(said).flatMap(texts);
        const files = await Promise.all({addresses}.map((address) => import(address)));
        console.log(JSON.stringify(files.flatMap(({{ WORDS }}) => texts(WORDS))));"""
    done = run_node("--input-type=module", "--eval", script)
    assert done.returncode == 0, done.stderr
    assert set(list_texts()) == set(json.loads(done.stdout))


def test_only_the_files_of_words_hold_what_is_said():
    told = [
        f"{identify(path)}: {found}"
        for path in SCRIPTS
        if path.name != "words.js"
        for found in re.findall(
            r'(?:textContent = |\.tell\([\w, ]*|replaceChildren\()"([A-Z][^"]+ [^"]+)"',
            path.read_text(encoding="utf-8"),
        )
    ]
    assert told == []

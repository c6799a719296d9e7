"""House rules: who imports whom, how long things are, what they are called."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from atlas import paths

ROOT = paths.ROOT
MODULES = sorted((ROOT / "atlas").rglob("*.py"))
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
MOST_LINES, MOST_BODY = 400, 60
# Put together from pieces, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            "/wo" + "rk/",
            "/ro" + "ot/",
            "/ho" + r"me/\w+/",
            "/tm" + r"p/[a-z]",
            "/Us" + r"ers/\w+/",
            r"\b[A-Z]:" + r"\\\\?Users",
            r"\b(?:extra-)?index-" + "url",
            r"\bartifac" + "tory|nexus" + "-repo",
            r"https?://(?!localhost)[\w-]+(?::\d+)?(?:/|\s|$)",
        ]
    )
)


def identify(path):
    """Return a file as the test's name."""
    return path.relative_to(ROOT).as_posix()


every_module = pytest.mark.parametrize("path", MODULES, ids=identify)


def read_tracked():
    """Return the files that are in git or would be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name]


def test_imports_keep_to_their_contracts(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
            "--cache-dir",
            str(tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@every_module
def test_module_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@every_module
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno - body[0].lineno + 1) if body else 0
            if lines > MOST_BODY:
                long[node.name] = lines
    assert not long


@every_module
def test_module_says_in_one_line_what_it_is_for(path):
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text
    assert text.splitlines()[0].endswith((".", ":"))


@every_module
def test_module_has_a_name_that_says_something(path):
    assert not BANNED & {*path.relative_to(ROOT).with_suffix("").parts}


@every_module
def test_only_the_interface_knows_streamlit(path):
    shown = ("ui", "plan/ui", "plan/pages", "plan/matching/ui")
    if any(path.is_relative_to(ROOT / "atlas" / folder) for folder in shown):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in names if name.split(".")[0] in ("streamlit", "starlette")}


@every_module
def test_no_place_is_written_into_the_code(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    shown = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    documented = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not [one for one in shown if one not in documented and "E06000032" in one]


def test_layers_hold_no_code():
    endings = {path.suffix for path in paths.LAYERS.rglob("*") if path.is_file()}
    assert endings <= {".toml", ".po", ".md"}


def test_layers_are_all_in_order(luton):
    assert len(luton.definitions.indicators) >= 100


def test_no_machine_path_and_no_registry_in_any_text():
    found = []
    for path in read_tracked():
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{identify(path)}: {match.group()}" for match in MACHINE.finditer(text)]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "/wo" + "rk/main",
        "/ho" + "me/ann/atlas",
        "--index-" + "url x",
        "http://reg" + "istry:8081/x",
    ],
)
def test_the_search_for_machine_paths_finds_them(text):
    assert MACHINE.search(text)


def test_the_search_for_machine_paths_leaves_addresses_alone():
    assert not MACHINE.search("https://www.nomisweb.co.uk/datasets and http://localhost:8501/")


def test_tests_are_short_and_have_no_classes():
    for path in sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MOST_LINES, identify(path)
        assert not re.search(r"^class Test", text, re.MULTILINE), identify(path)

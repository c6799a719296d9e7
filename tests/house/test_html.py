"""HTML is made in one way, which escapes: atlas/markup.py."""

from __future__ import annotations

import ast

import pytest

from atlas import paths

MODULES = sorted((paths.ROOT / "atlas").rglob("*.py"))
FILLING = {"fill_html", "repeat_html", "draw_html", "render_template"}
HOME, DRAWING = "atlas/markup.py", "atlas/ui/html.py"
# What is HTML already, and not by the functions above; each with its reason.
GIVEN = {
    "atlas/export/to_html.py": "pydeck's scripts",
    "atlas/sheets/to_html.py": "pictures and letters drawn by us",
}


def identify(path):
    """Return a file as the test's name."""
    return path.relative_to(paths.ROOT).as_posix()


def list_calls(path):
    """Return the calls of a module with what is called, as written."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(ast.unparse(call.func), call) for call in calls]


every_module = pytest.mark.parametrize("path", MODULES, ids=identify)


@every_module
def test_html_is_written_in_the_code_and_never_put_together(path):
    if identify(path) in (HOME, DRAWING):
        return
    put_together = [
        ast.unparse(call)
        for called, call in list_calls(path)
        if called in FILLING
        and not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]

    assert put_together == []


@every_module
def test_html_is_put_on_the_page_by_one_module(path):
    if identify(path) == DRAWING:
        return
    drawn = [
        ast.unparse(call)
        for called, call in list_calls(path)
        if called.endswith(".html") or "unsafe_allow_html" in [one.arg for one in call.keywords]
    ]

    assert drawn == []


@every_module
def test_nothing_passes_as_html_unescaped(path):
    if identify(path) in {HOME, *GIVEN}:
        return
    passed = [
        ast.unparse(call) for called, call in list_calls(path) if called == "Markup" and call.args
    ]

    assert passed == []


@every_module
def test_escapes_are_placed_by_hand_in_the_words_of_plotly_alone(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    escaping = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.module == "html")
        or (isinstance(node, ast.Import) and "html" in [one.name for one in node.names])
    ]
    draws = any(
        isinstance(node, ast.Import) and node.names[0].name.startswith("plotly.")
        for node in tree.body
    )

    assert not escaping or draws
    if draws:
        by_hand = [call for called, call in list_calls(path) if called == "escape"]
        assert all(ast.unparse(call).endswith("quote=False)") for call in by_hand)

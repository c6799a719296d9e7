"""What functions do is told by few verbs, each with one meaning: docs/words.md lists them."""

from __future__ import annotations

import ast
import re

import pytest

from atlas import paths

MODULES = sorted((paths.ROOT / "atlas").rglob("*.py"))
SAYING = {"say", "say_counted", "say_markup", "to_say"}
RETIRED = re.compile(r"^(?:say|tell|word|explain|show)(?:_|$)")
# The command `show` and the call of the app's one page are named for what people type and see.
COMMANDS = {"show"}
# What has to do with files, databases or bytes, as far as a name tells.
TOUCHES = re.compile(
    r"\b(?:Path|bytes|bytearray|BytesIO|StringIO|ZipFile|open|open_\w+|folder|paths?|file|stat|session|"
    r"store|database|response|worksheet|\w*_(?:csv|parquet|excel|bytes|text)|(?:_?read|_?write)\w*)\b"
)  # fmt: skip

# What is written to, or read, behind another name.
BEHIND = {
    "atlas/build/origins.py": "a protocol: those who follow it read packs or files",
    "atlas/cli/encoding.py": "sets how lines are encoded",
    "atlas/deck/write_text.py": "writes into a shape of a slide",
    "atlas/plan/exchange/columns.py": "writes a cell",
    "atlas/plan/records/shapes.py": "writes a cell",
    "atlas/opening/candidates.py": "opens the pack of the country",
}


def list_public(path):
    """Return the public functions and methods of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [
        node
        for holder in (tree, *classes)
        for node in holder.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_"
    ]


def touches(node):
    """Return whether a function's arguments, result or body name files or bytes."""
    own = node.name
    body = ast.unparse(node).replace(own, "")
    return TOUCHES.search(body) is not None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(paths.ROOT).as_posix())
def test_functions_have_the_verbs_of_the_glossary(path):
    names = [node.name for node in list_public(path)]

    assert [one for one in names if RETIRED.match(one) and one not in SAYING | COMMANDS] == []


@pytest.mark.parametrize(
    "path",
    [one for one in MODULES if one.relative_to(paths.ROOT).as_posix() not in BEHIND],
    ids=lambda path: path.relative_to(paths.ROOT).as_posix(),
)
def test_what_reads_or_writes_touches_files_or_bytes(path):
    found = [node for node in list_public(path) if re.match(r"(?:read|write)(?:_|$)", node.name)]

    assert [node.name for node in found if not touches(node)] == []


def test_the_search_tells_both_apart():
    pure = ast.parse("def read_number(text):\n    return float(text)").body[0]
    disk = ast.parse("def read_table(path):\n    return path.read_text()").body[0]

    assert not touches(pure)
    assert touches(disk)
    assert RETIRED.match("tell_value")
    assert not RETIRED.match("words_of")

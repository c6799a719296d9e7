"""Extract the program's texts for pybabel, from Python, methods and the browser's words.

pyproject.toml names the functions, under [tool.babel]; docs/add/language.md has the commands.
Babel's own reader of Python passes over calls within other calls and within f-strings.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from atlas.indicators.compute import find_methods
from atlas.ui.assets import find_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Line, function, its arguments (None where one is no literal), comments for translators.
Found = tuple[int, str | None, Any, list[str]]


def extract_calls(
    file: IO[bytes], keywords: Mapping[str, Any], *_: object, **__: object
) -> Iterator[Found]:
    """Yield the literals that functions such as `say` are called with."""
    calls = [
        node
        for node in ast.walk(ast.parse(file.read()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in keywords
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
        yield call.lineno, call.func.id, tuple(texts), []


def extract_methods(
    file: IO[bytes], keywords: Mapping[str, Any], *_: object, **__: object
) -> Iterator[Found]:
    """Yield what a module of methods says, its formulas, and the names of their inputs."""
    yield from extract_calls(file, keywords)
    module = f"atlas.indicators.methods.{Path(file.name).stem}"
    for method in find_methods().values():
        if method.formula.__module__ == module:
            # The formula is told in the first line of the function that works it out.
            for text in (method.summary, *(name.replace("_", " ") for name in method.inputs)):
                yield 0, None, text, []


def extract_words(file: IO[bytes], *_: object, **__: object) -> Iterator[Found]:
    """Yield the quoted strings of a file of words."""
    for text in find_texts(file.read().decode()):
        yield 0, None, text, []

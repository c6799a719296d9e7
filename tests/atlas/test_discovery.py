"""What is in the folder is found; what is there twice is told."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import pytest

from atlas.discovery import find_functions, find_modules
from atlas.errors import AtlasError
from atlas.indicators import methods
from atlas.sources import readers


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package made in a folder, and the folder."""
    folder = tmp_path / "invented_methods"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    made = ModuleType("invented_methods")
    made.__path__ = [str(folder)]
    monkeypatch.setitem(sys.modules, "invented_methods", made)
    return made, folder


def write(folder, name, word):
    """Add a module that offers a word."""
    text = f"class Spec:\n    word = {word!r}\n\nTHING = Spec()\n"
    (folder / f"{name}.py").write_text(text)


@pytest.mark.parametrize("folder", [methods, readers])
def test_every_declared_function_is_found_under_its_name(folder):
    found = find_functions(folder, folder.DECLARED)
    # Those that another test added and took away again stay declared and are not found.
    there = [function for function in folder.DECLARED if function.__module__ in sys.modules]
    names = [function.__name__ for function in there]
    assert sorted(found) == sorted(names)


def test_two_functions_with_one_name_are_told(package):
    made, folder = package
    declared = {}
    for name in ("first_of_functions", "second_of_functions"):
        (folder / f"{name}.py").write_text("def same():\n    pass\n")
        module = importlib.import_module(f"invented_methods.{name}")
        declared[module.same] = name
    with pytest.raises(AtlasError, match=r'"same" is offered by .*first_of_functions too'):
        find_functions(made, declared)


def test_a_new_file_is_the_whole_act_of_adding(package):
    made, folder = package
    write(folder, "fresh", "fresh")
    (folder / "plain.py").write_text("OTHER = 1\n")
    assert list(find_modules(made, "THING")) == ["fresh"]


def test_several_packages_are_searched_as_one(package):
    made, folder = package
    write(folder, "fresh", "fresh")
    assert list(find_modules(methods, "THING", made)) == ["fresh"]


def test_two_files_with_one_word_are_told(package):
    made, folder = package
    write(folder, "first_of_two", "same")
    write(folder, "second_of_two", "same")
    with pytest.raises(AtlasError, match=r'"same" is offered by .*first_of_two too'):
        find_modules(made, "THING")

"""Find what the modules in a folder declare, by a constant or by functions."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any, TypeVar

from atlas.errors import AtlasError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

Found = TypeVar("Found")


def find_modules(package: ModuleType, constant: str, *others: ModuleType) -> dict[str, ModuleType]:
    """Return the modules of packages that declare `constant`, by the constant's `word`.

    A module is added by its file alone: nothing is registered.

    Raises
    ------
    AtlasError
        If two modules declare the same word.
    """
    modules = [module for searched in (package, *others) for module in _import_all(searched)]
    return _by_word(
        (getattr(module, constant).word, module.__name__, module)
        for module in modules
        if getattr(module, constant, None) is not None
    )


def find_functions(package: ModuleType, declared: Mapping[Any, Found]) -> dict[str, Found]:
    """Return what the functions in a package's modules are declared as, by name.

    Parameters
    ----------
    package
        The package; its modules are imported.
    declared
        What decorators declared, by function.

    Raises
    ------
    AtlasError
        If two functions have the same name.
    """
    names = {module.__name__ for module in _import_all(package)}
    return _by_word(
        (function.__name__, function.__module__, spec)
        for function, spec in list(declared.items())
        if function.__module__ in names
    )


def _import_all(package: ModuleType) -> list[ModuleType]:
    entries = pkgutil.iter_modules(package.__path__)
    return [importlib.import_module(f"{package.__name__}.{entry.name}") for entry in entries]


def _by_word(declared: Iterable[tuple[str, str, Found]]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    modules: dict[str, str] = {}
    for word, module, spec in declared:
        if word in found:
            what = f'"{word}" is offered by {modules[word]} too.'
            raise AtlasError([Fault(module, what, remedy="Rename one of the two.")])
        found[word], modules[word] = spec, module
    return found

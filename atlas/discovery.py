"""Find the modules in a folder that declare a given constant."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from atlas.errors import AtlasError, Fault

if TYPE_CHECKING:
    from types import ModuleType


def find_modules(package: ModuleType, constant: str, *others: ModuleType) -> dict[str, ModuleType]:
    """Return the modules of packages that declare `constant`, by the constant's `word`.

    A module is added by its file alone: nothing is registered.

    Raises
    ------
    AtlasError
        If two modules declare the same word.
    """
    found: dict[str, ModuleType] = {}
    names = [
        f"{searched.__name__}.{entry.name}"
        for searched in (package, *others)
        for entry in pkgutil.iter_modules(searched.__path__)
    ]
    for name in names:
        module = importlib.import_module(name)
        declared = getattr(module, constant, None)
        if declared is None:
            continue
        if declared.word in found:
            where = f"{module.__name__}, {constant}"
            what = f'"{declared.word}" is offered by {found[declared.word].__name__} too.'
            raise AtlasError([Fault(where, what, remedy="Rename one of the two.")])
        found[declared.word] = module
    return found

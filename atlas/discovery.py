"""List the modules in a folder that offer a given constant."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from atlas.errors import AtlasError, Fault

if TYPE_CHECKING:
    from types import ModuleType


def find_modules(package: ModuleType, constant: str) -> dict[str, ModuleType]:
    """Return the modules of a package that declare `constant`, by the constant's `word`.

    A file in the right folder is the whole act of adding: nothing is registered.

    Raises
    ------
    AtlasError
        If two modules offer the same word.
    """
    found: dict[str, ModuleType] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{entry.name}")
        declared = getattr(module, constant, None)
        if declared is None:
            continue
        if declared.word in found:
            raise AtlasError(
                [
                    Fault(
                        f"{module.__name__}, {constant}",
                        f'"{declared.word}" is offered by {found[declared.word].__name__} too.',
                        remedy="Rename one of the two.",
                    )
                ]
            )
        found[declared.word] = module
    return found

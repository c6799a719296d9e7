"""Fields of a retired action, and the check that what holds it now is on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from atlas.definitions.check_reference import refer
from atlas.definitions.model import Definition, Text
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions import Definitions

FILE = "retired.toml"


class Retired(Definition):
    """An action that is no longer on the list: what it was called, and what holds it now.

    Links, plans and notes that name it go on working: they lead to the first of its
    `successors`, and say `says`.
    """

    name: Text
    successors: list[Text] = Field(min_length=1)
    says: Text


def check_retired(definitions: Definitions) -> list[Fault]:
    """Return a fault for what is retired and on the list, or leads to what is not on it.

    Parameters
    ----------
    definitions
        What was read.
    """
    faults: list[Fault] = []
    for name, one in definitions.retired.items():
        where = f"layers/{FILE}, {name}"
        if name in definitions.actions:
            faults.append(
                Fault(
                    where,
                    f'"{name}" is on the list of actions and cannot be retired as well.',
                    remedy=f"Remove it here, or remove layers/actions/{name}.toml.",
                )
            )
        for successor in one.successors:
            refer(f"{where}.successors", successor, definitions.actions, "action", faults)
    return faults

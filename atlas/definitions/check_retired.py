"""Check that what holds a retired action now is on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.definitions.retired import FILE
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined


def check_retired(definitions: Defined) -> list[Fault]:
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

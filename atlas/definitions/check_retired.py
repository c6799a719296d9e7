"""Check that the successors of retired actions exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.definitions.retired import FILE
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined


def check_retired(definitions: Defined) -> list[Fault]:
    """Return a fault for a retired action that still exists or whose successor does not."""
    faults: list[Fault] = []
    for name, retired in definitions.retired.items():
        where = f"layers/{FILE}, {name}"
        if name in definitions.actions:
            faults.append(
                Fault(
                    where,
                    f'"{name}" is on the list of actions and cannot be retired as well.',
                    remedy=f"Remove it here, or remove layers/actions/{name}.toml.",
                )
            )
        for successor in retired.successors:
            refer(f"{where}.successors", successor, definitions.actions, "action", faults)
    return faults

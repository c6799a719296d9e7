"""Check that a name is defined, and suggest similar names where it is not."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.errors import Fault, find_closest


def refer(where: str, name: str, known: Iterable[str], noun: str, faults: list[Fault]) -> bool:
    """Return whether a name is known; where it is not, add a fault with similar names."""
    names = list(known)
    if name in names:
        return True
    faults.append(
        Fault(
            where,
            f'There is no {noun} "{name}".',
            remedy=f"Correct the name, or add the {noun}.",
            closest=find_closest(name, names),
        )
    )
    return False

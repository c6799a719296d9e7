"""Check that a name stands for something defined, and tell what is like it where it does not."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.errors import Fault, find_closest


def refer(where: str, name: str, known: Iterable[str], noun: str, faults: list[Fault]) -> bool:
    """Return whether a name is known; tell a fault, with what is like it, where it is not."""
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

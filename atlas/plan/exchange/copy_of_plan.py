"""The content of a plan's file, for writing and for reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atlas.errors import TOO_DEEP, Fault, PlanError
from atlas.plan.records.record import find_kinds
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from pydantic import ValidationError

    from atlas.plan.records.plans import Plans
    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.versions import Kept

# Somebody with more to correct has the wrong file.
MOST_FAULTS = 500
LONGEST_PLACE = 200
TOO_LARGE = to_say("This file is too large to be a plan.")


def describe_nothing(_: Record) -> Sequence[tuple[str, str]]:
    """Add no explanation to a record."""
    return ()


@dataclass(frozen=True, slots=True)
class Copy:
    """All records of a plan as they were when it was made (UTC), kind by kind.

    `explain` gives for a record what readers need and nobody edits: headings with their texts.
    """

    place: str
    name: str
    made: datetime
    kept: tuple[Kept[Any], ...]
    explain: Callable[[Record], Sequence[tuple[str, str]]] = describe_nothing

    def list_kinds(self) -> list[tuple[KindSpec, list[Kept[Any]]]]:
        """Return each kind with its records; a kind without records too."""
        return [
            (kind, [kept for kept in self.kept if type(kept.record) is kind.record])
            for kind in find_kinds().values()
        ]


def copy_plan(
    plans: Plans,
    place: str,
    *,
    name: str,
    made: datetime,
    explain: Callable[[Record], Sequence[tuple[str, str]]] = describe_nothing,
) -> Copy:
    """Return a place's plan as it is now."""
    return Copy(place, name or place, made, tuple(plans.list_all(place)), explain)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file has it, and where in the file.

    Parameters
    ----------
    identity, stamp
        Which record it is and in which version; empty for a new one.
    values
        What the file says, by field. A field that is missing from the file stays as it is.
    kept
        From files that hold everything a database does: the record as it was stored.
    """

    where: str
    kind: str
    identity: str
    stamp: str
    values: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()
    kept: Kept[Any] | None = field(default=None, compare=False)


def refuse_file(what: str, remedy: str = "") -> PlanError:
    """Return the error for a file that is not a plan's."""
    remedy = remedy or say("Choose a file that was exported here.")
    return PlanError([Fault("The file", what, remedy=remedy)])


def list_invalid(
    error: ValidationError, where: str, call: Callable[[tuple[int | str, ...]], str]
) -> tuple[Fault, ...]:
    """Return what is wrong with an entry, field by field.

    `call` gives the label of a field; nothing for the whole entry.
    """
    if error.error_count() > MOST_FAULTS:
        return (Fault(where, say(TOO_DEEP)),)
    faults = []
    for problem in error.errors(include_url=False, include_input=False):
        place = call(problem["loc"])[:LONGEST_PLACE]
        what = f"{problem['msg'].removeprefix('Value error, ').rstrip('.')}."
        faults.append(Fault(f"{where}, {place}" if place else where, what))
    return tuple(faults)

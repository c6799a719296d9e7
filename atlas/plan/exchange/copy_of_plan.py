"""Hold what goes into a file of a plan, and what comes back from one."""

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

# Who has more to correct has another file.
MOST_FAULTS = 500
LONGEST_PLACE = 200
TOO_LARGE = to_say("This file is far larger than a plan.")


def describe_nothing(_: Record) -> Sequence[tuple[str, str]]:
    """Add no words to a record."""
    return ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan as it was at one moment.

    Parameters
    ----------
    place, name
        The place's word in the address, and what people call it.
    made
        When the copy was made, UTC.
    kept
        All records, kind by kind.
    explain
        Gives for a record what readers need and nobody edits: headings with their texts.
    """

    place: str
    name: str
    made: datetime
    kept: tuple[Kept[Any], ...]
    explain: Callable[[Record], Sequence[tuple[str, str]]] = describe_nothing

    def list_kinds(self) -> list[tuple[KindSpec, list[Kept[Any]]]]:
        """Return each kind with its records; a kind without records too."""
        return [
            (kind, [one for one in self.kept if type(one.record) is kind.record])
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
    """One record as a file has it.

    Parameters
    ----------
    where
        Where it stands in the file, for messages.
    kind
        The word of its kind.
    identity, stamp
        Which record it is and which version it was; empty for a new one.
    values
        What the file says, by field. A field that the file does not have is not there, and
        stays as it is.
    faults
        What cannot be read.
    kept
        From files that hold all that a database does: the record as it was kept.
    """

    where: str
    kind: str
    identity: str
    stamp: str
    values: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()
    kept: Kept[Any] | None = field(default=None, compare=False)


def refuse_file(what: str, remedy: str = "") -> PlanError:
    """Return the error of a file that is none of ours."""
    remedy = remedy or say("Choose a file that was exported here.")
    return PlanError([Fault("The file", what, remedy=remedy)])


def list_invalid(
    error: ValidationError, where: str, call: Callable[[tuple[int | str, ...]], str]
) -> tuple[Fault, ...]:
    """Return what is wrong with an entry, place by place.

    Parameters
    ----------
    error
        What the model found.
    where
        Where the entry stands in the file.
    call
        Gives what people read for a place in it; empty for the whole.
    """
    if error.error_count() > MOST_FAULTS:
        return (Fault(where, say(TOO_DEEP)),)
    faults = []
    for one in error.errors(include_url=False, include_input=False):
        place = call(one["loc"])[:LONGEST_PLACE]
        what = f"{one['msg'].removeprefix('Value error, ').rstrip('.')}."
        faults.append(Fault(f"{where}, {place}" if place else where, what))
    return tuple(faults)

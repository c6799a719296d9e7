"""Stored data as it is handed out: a record with its version, a change, and a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from atlas.errors import PlanError
from atlas.plan.records.record import Record

if TYPE_CHECKING:
    from datetime import datetime

R = TypeVar("R", bound=Record)
What = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A record as it is in the database.

    Parameters
    ----------
    id
        Its identity: 32 hexadecimal digits, never used again.
    version
        How often it was saved; it only ever grows.
    place
        The place's identity in the address.
    record
        The record itself.
    changed
        When it was saved last, UTC.
    by
        A role or initials, as given; may be empty.
    """

    id: str
    version: int
    place: str
    record: R
    changed: datetime
    by: str = ""

    @property
    def stamp(self) -> str:
        """Version and eight digits of a content hash, for files.

        Two databases may each have a version 3 of a record that was copied from one to the
        other; their stamps differ.
        """
        told = f"{self.id} {self.version} {self.changed.isoformat(timespec='microseconds')}"
        return f"{self.version}-{sha256(told.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was made to a plan.

    Parameters
    ----------
    number
        Later changes of a record have higher numbers.
    id, kind
        The record and its kind's word.
    what
        Undoing is a change like any other: undoing an addition is a removal.
    at
        When, UTC.
    by
        A role or initials, as given; may be empty.
    before, after
        The content; None before an addition and after a removal, and both where the record
        has been erased. Content that this version of the
        atlas cannot read is an `Unread`.
    version
        The version that the record had after this change.
    """

    number: int
    id: str
    kind: str
    what: What
    at: datetime
    by: str
    before: Record | None
    after: Record | None
    version: int


class Unread(Record):
    """Content of the history that this version of the atlas cannot read."""

    reason: str


@dataclass(slots=True, eq=False)
class ChangedMeanwhile(PlanError):  # noqa: N818 - it is no error to come second
    """A record has been changed or removed since it was read; nothing was overwritten.

    Parameters
    ----------
    theirs
        The record as it is now; None where it is gone.
    ours
        The record to be saved, so that nothing entered is lost; None where it was to be removed.
    """

    theirs: Kept[Any] | None = None
    ours: Record | None = None

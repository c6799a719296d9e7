"""Stored data as it is handed out: a record with its version, a change, and a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from pydantic import ValidationError

from atlas.errors import Fault, PlanError, find_closest
from atlas.plan.records.record import Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.tables import ChangeRow, RecordRow, What

R = TypeVar("R", bound=Record)
REMEDY = to_say("Open the plan with the version of the atlas that saved it, or with a newer one.")


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


def find_word(kinds: Mapping[str, KindSpec], record: type[Record]) -> str:
    """Return the word of a record's kind; a class without one is a programming error."""
    for word, kind in kinds.items():
        if kind.record is record:
            return word
    raise TypeError(f"{record.__name__} is no kind of record: no KIND names it.")


def keep_row(kinds: Mapping[str, KindSpec], row: RecordRow) -> Kept[Any]:
    """Return a row with a body as a stored record.

    Raises
    ------
    PlanError
        If this version of the atlas cannot read it.
    """
    record = parse_body(kinds, row.id, row.kind, cast("dict[str, Any]", row.body))
    return Kept(row.id, row.version, row.place, record, row.changed, row.by)


def describe_change(kinds: Mapping[str, KindSpec], row: ChangeRow, kind: str) -> Change:
    """Return a row as a change; a body that cannot be read must not hide the other changes."""

    def parse(body: dict[str, Any] | None) -> Record | None:
        try:
            return None if body is None else parse_body(kinds, row.record, kind, body)
        except PlanError as error:
            return Unread(reason=str(error))

    before, after = parse(row.before), parse(row.after)
    what = cast("What", row.what)
    return Change(row.number, row.record, kind, what, row.at, row.by, before, after, row.version)


def parse_body(
    kinds: Mapping[str, KindSpec], identity: str, word: str, body: dict[str, Any]
) -> Record:
    """Return a record from its body in the database.

    Raises
    ------
    PlanError
        If this version of the atlas does not know its kind or one of its fields.
    """
    where = f"The plan's database, record {identity}"
    if word not in kinds:
        what = say(
            'This version of the atlas does not know the kind of record "{kind}".', kind=word
        )
        closest = find_closest(word, kinds)
        raise PlanError([Fault(where, what, remedy=say(REMEDY), closest=closest)])
    try:
        return kinds[word].record.model_validate(body)
    except ValidationError as error:
        faults = [
            Fault(
                ", ".join([where, *map(str, problem["loc"])]),
                say("This version of the atlas cannot read it: {said}.", said=problem["msg"]),
                remedy=say(REMEDY),
            )
            for problem in error.errors(include_url=False)
        ]
        raise PlanError(faults) from None

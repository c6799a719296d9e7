"""Turn rows of the plan's database into records, and report those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError

from atlas.errors import Fault, PlanError, find_closest
from atlas.plan.records.versions import Change, Kept, Unread
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.plan.records.record import KindSpec, Record
    from atlas.plan.records.tables import ChangeRow, RecordRow
    from atlas.plan.records.versions import What

REMEDY = to_say("Open the plan with the version of the atlas that kept it, or with a newer one.")


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
    before, after = (
        None if body is None else _read_past(kinds, row.record, kind, body)
        for body in (row.before, row.after)
    )
    what = cast("What", row.what)
    return Change(row.number, row.record, kind, what, row.at, row.by, before, after, row.version)


def _read_past(
    kinds: Mapping[str, KindSpec], identity: str, word: str, body: dict[str, Any]
) -> Record:
    try:
        return parse_body(kinds, identity, word, body)
    except PlanError as error:
        return Unread(reason=str(error))


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
        what = say('This version of the atlas knows no kind of record called "{kind}".', kind=word)
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

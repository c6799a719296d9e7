"""A plan as JSON: everything it holds today, for programs and for a lossless import."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from atlas.errors import TOO_DEEP
from atlas.export.format_spec import FormatSpec
from atlas.plan.exchange.copy_of_plan import Copy, Entry, list_invalid, refuse_file
from atlas.plan.records.record import find_kinds
from atlas.plan.records.versions import Kept
from atlas.text import say

FORMAT = FormatSpec("json", "JSON", ".json", "application/json", "data")
MARK, VERSION = "cohesion-atlas-plan", 1
MOST_RECORDS = 20_000
# A database's integers end at two thousand million, and it goes on counting from here.
MOST_VERSIONS = 1_000_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2999


def _to_utc(moment: datetime) -> datetime:
    """Return a time in UTC; one near the ends of the calendar has none in other zones."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(say("A plan cannot have been changed at this time."))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class KeptRecord(BaseModel):
    """One record in a file."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = None
    version: Annotated[int, Field(ge=1, le=MOST_VERSIONS)] = 1
    changed: Annotated[datetime, AfterValidator(_to_utc)] | None = None
    by: Annotated[str, Field(max_length=120)] = ""
    kind: Annotated[str, Field(max_length=60)]
    record: dict[str, Any]


def write(copy: Copy) -> bytes:
    """Return a plan as JSON: UTF-8, one record after another, in their order.

    Removed records and earlier versions are not in it.
    """
    words = {kind.record: word for word, kind in find_kinds().items()}
    records = [
        {
            "id": kept.id,
            "version": kept.version,
            "changed": kept.changed.isoformat(timespec="microseconds"),
            "by": kept.by,
            "kind": words[type(kept.record)],
            "record": kept.record.model_dump(mode="json"),
        }
        for kept in copy.kept
    ]
    content = {
        "format": MARK,
        "version": VERSION,
        "place": copy.place,
        "name": copy.name,
        "made": copy.made.isoformat(timespec="seconds"),
        "records": records,
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def read(content: bytes) -> list[Entry]:
    """Return the entries of a file; one without `id` is new.

    Raises
    ------
    PlanError
        If the file is no plan in JSON.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse_file(say("This file is not JSON: its start cannot be read.")) from None
    except json.JSONDecodeError as error:
        what = say("This file is not JSON: it cannot be read at line {line}.", line=error.lineno)
        raise refuse_file(what) from None
    except (ValueError, RecursionError):
        # A number with thousands of digits, or deeply nested lists.
        raise refuse_file(say(TOO_DEEP)) from None
    if not isinstance(found, dict) or found.get("format") != MARK:
        raise refuse_file(say('This file is not a plan: its "format" is not "{mark}".', mark=MARK))
    if found.get("version") != VERSION:
        remedy = say("Update this atlas, or export the plan again.")
        raise refuse_file(say("This plan was written by another version of the atlas."), remedy)
    records = found.get("records")
    if not isinstance(records, list):
        raise refuse_file(say('This file has no list "records".'))
    if len(records) > MOST_RECORDS:
        raise refuse_file(say("This file is too large to be a plan."))
    return [_read_entry(number, record) for number, record in enumerate(records, 1)]


def _read_entry(number: int, raw: object) -> Entry:
    where = f"Record {number}"
    try:
        one = KeptRecord.model_validate(raw)
    except ValidationError as error:
        faults = list_invalid(error, where, lambda keys: ", ".join(map(str, keys)))
        return Entry(where, "", "", "", {}, faults)
    kept = None
    if one.id and one.changed:
        kind = find_kinds().get(one.kind)
        try:
            record = kind.record.model_validate(one.record) if kind else None
        except ValidationError:
            # The comparison with the plan reports what is wrong, field by field.
            record = None
        if record is not None:
            kept = Kept(one.id, one.version, "", record, one.changed, one.by)
    return Entry(where, one.kind, one.id or "", kept.stamp if kept else "", one.record, (), kept)

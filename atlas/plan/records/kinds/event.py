"""An event that affects what a place should do first: what kind, when, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from atlas.plan.records.record import Day, KindSpec, Line, Name, Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,20}$")]


class Event(Record):
    """One event, without anybody's name.

    Parameters
    ----------
    event
        Identity of a kind of event of `layers/events`.
    day
        The day from which it counts, as the kind defines it.
    happened
        What happened, on one line.
    areas
        The areas it concerns; none for the whole place.
    """

    event: Name
    day: Day
    happened: Line = ""
    areas: Annotated[tuple[Code, ...], Field(max_length=2000)] = ()


def name_fields() -> Mapping[str, str]:
    """Return the labels of the fields."""
    return {
        "event": say("Event"),
        "day": say("Date"),
        "happened": say("What happened, in a line"),
        "areas": say("Areas"),
    }


KIND = KindSpec(
    word="event",
    record=Event,
    title=to_say("Events"),
    order=4,
    titles=name_fields,
)

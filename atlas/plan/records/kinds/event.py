"""An event that affects what a place should do first: what kind, when, and where."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from atlas.plan.records.record import Day, KindSpec, Line, Name, Record
from atlas.text import to_say

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


TITLES = {
    "event": to_say("Event"),
    "day": to_say("Date"),
    "happened": to_say("What happened, in a line"),
    "areas": to_say("Areas"),
}
KIND = KindSpec("event", Event, to_say("Events"), order=4, titles=TITLES)

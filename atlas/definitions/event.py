"""Fields of an event: what may happen in a place, and how long a plan takes it into account."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Text


class PlanEvent(Definition):
    """A kind of event that a plan can hold, such as a closure.

    Actions name it under `events`: while it is in force they come first for the whole place.
    `counts_from` says which day is kept, and `months` for how many months from that day on it
    is in force.
    """

    name: Text
    summary: Text
    counts_from: Text
    months: int = Field(ge=1, le=60)
    order: int

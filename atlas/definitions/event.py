"""Fields of an event: what may happen in a place, and how long a plan considers it."""

from __future__ import annotations

from pydantic import Field

from atlas.definitions.model import Definition, Translated


class PlanEvent(Definition):
    """A kind of event that a plan can hold, such as a closure.

    Actions name it in `events`: while it is in force they come first for the place.
    `counts_from` says which date is recorded, and `months` how long the event is in force from
    that date.
    """

    name: Translated
    summary: Translated
    counts_from: Translated
    months: int = Field(ge=1, le=60)
    order: int

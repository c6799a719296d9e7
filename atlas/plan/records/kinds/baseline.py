"""A figure as it was when an action was added to the plan, to compare with later."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.plan.records.record import Day, KindSpec, Line, Record
from atlas.text import to_say


class Baseline(Record):
    """The value of one indicator for the areas of one action, on the day it was added.

    Parameters
    ----------
    planned
        Identity of the planned action.
    indicator
        Identity of the indicator.
    areas
        How many areas the value is for; 0 for the whole place.
    value
        The unrounded value; None where there was no figure.
    year
        The year the figure describes, as the indicator said then.
    source
        Its publication, as it was named then.
    taken
        The day on which the value was stored.
    """

    planned: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    areas: Annotated[int, Field(ge=0)] = 0
    value: float | None = None
    year: Line = ""
    source: Annotated[str, Field(max_length=1000)] = ""
    taken: Day


TITLES = {
    "planned": to_say("Action in the plan"),
    "indicator": to_say("Indicator"),
    "areas": to_say("Areas (0 for the whole place)"),
    "value": to_say("Value"),
    "year": to_say("Describes"),
    "source": to_say("Source"),
    "taken": to_say("Kept on"),
}
KIND = KindSpec("baseline", Baseline, to_say("Figures at the start"), order=2, titles=TITLES)

"""Keep a figure as it was when an action came into the plan, to look at it again later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from atlas.plan.records.record import Day, KindSpec, Line, Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping


class Baseline(Record):
    """The value of one indicator for the areas of one action, on the day it was added.

    Parameters
    ----------
    planned
        Identity of the planned action.
    indicator
        Identity of the indicator.
    areas
        How many areas the value is of; 0 for the whole place.
    value
        The value in full; None where there was no figure.
    year
        What the figure describes, as the indicator said then.
    source
        Its publication, as named then.
    taken
        The day on which the value was kept.
    """

    planned: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    indicator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    areas: Annotated[int, Field(ge=0)] = 0
    value: float | None = None
    year: Line = ""
    source: Annotated[str, Field(max_length=1000)] = ""
    taken: Day


def name_fields() -> Mapping[str, str]:
    """Return what people read for the fields."""
    return {
        "planned": say("Action in the plan"),
        "indicator": say("Indicator"),
        "areas": say("Areas (0 for the whole place)"),
        "value": say("Value"),
        "year": say("Describes"),
        "source": say("Source"),
        "taken": say("Kept on"),
    }


KIND = KindSpec(
    word="baseline",
    record=Baseline,
    title=to_say("Figures at the start"),
    order=2,
    titles=name_fields,
)

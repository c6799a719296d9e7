"""The seats of one body in the development council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from atlas.plan.records.record import KindSpec, Line, Name, Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping


class CouncilSeat(Record):
    """Seats of one body, such as a club or a firm; never a person's name.

    Parameters
    ----------
    sector
        Identity of a sector of `layers/councils`.
    body
        Who holds the seats.
    seats
        How many.
    """

    sector: Name
    body: Annotated[Line, Field(min_length=1)]
    seats: Annotated[int, Field(ge=1, le=50)] = 1


def name_fields() -> Mapping[str, str]:
    """Return the labels of the fields."""
    return {"sector": say("Sector"), "body": say("Body"), "seats": say("Seats")}


KIND = KindSpec(
    word="council_seat",
    record=CouncilSeat,
    title=to_say("Council seats"),
    order=30,
    titles=name_fields,
)

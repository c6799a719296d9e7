"""The seats of one body in the development council."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.plan.records.record import KindSpec, Line, Name, Record
from atlas.text import to_say


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


TITLES = {"sector": to_say("Sector"), "body": to_say("Body"), "seats": to_say("Seats")}
KIND = KindSpec("council_seat", CouncilSeat, to_say("Council seats"), order=30, titles=TITLES)

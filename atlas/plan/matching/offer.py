"""One thing that a place offers to households who may come; nothing about any household."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.plan.records.record import Day, KindSpec, Line, Name, Record
from atlas.text import to_say


class MatchingOffer(Record):
    """One line of an offer, such as four free homes for five people.

    Parameters
    ----------
    where
        The town or neighbourhood that offers it; empty for the whole place.
    criterion, option
        Identities of a criterion of `layers/matching` and of one of its options.
    number
        How many; 0 means that there is none, which differs from no statement.
    source
        Who says so.
    day
        The date of that statement.
    """

    where: Line = ""
    criterion: Name
    option: Name
    number: Annotated[int, Field(ge=0, le=100_000)] = 1
    source: Line = ""
    day: Day | None = None


TITLES = {
    "where": to_say("Where"),
    "criterion": to_say("What"),
    "option": to_say("Which"),
    "number": to_say("How many"),
    "source": to_say("Who says so"),
    "day": to_say("Day"),
}
KIND = KindSpec(
    "matching_offer", MatchingOffer, to_say("Offer to households"), order=40, titles=TITLES
)

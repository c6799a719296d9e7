"""Compute how the seats of a development council are distributed, and test its question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from atlas.definitions import DevelopmentCouncil
    from atlas.definitions.taking_part import QuestionTest
    from atlas.plan.records.kinds.council_seat import CouncilSeat

Standing = Literal["none", "few", "fits", "many"]
UNFIT: dict[Standing, str] = {
    "none": to_say("{sector}: no seat yet. Who could you ask?"),
    "few": to_say("{sector}: few seats for its role in the town."),
    "many": to_say("{sector}: many seats, which may leave little room for others."),
}


@dataclass(frozen=True, slots=True)
class SectorSeats:
    """How many seats a sector has, its share of all seats, and whether that fits."""

    sector: str
    seats: int
    share: float
    standing: Standing


def weigh_seats(seats: Iterable[CouncilSeat], council: DevelopmentCouncil) -> list[SectorSeats]:
    """Return the seats of each sector, in the order in which the sectors are defined.

    `share` is in percent of all seats, and 0 where there are none. Seats of undefined sectors are
    left out.
    """
    counted = {sector.id: 0 for sector in council.sectors}
    for seat in seats:
        if seat.sector in counted:
            counted[seat.sector] += seat.seats
    total = max(sum(counted.values()), 1)
    found = []
    for sector in council.sectors:
        number, share = counted[sector.id], 100 * counted[sector.id] / total
        standing: Standing = "many" if share > sector.most else "fits"
        if share < sector.least or not number:
            standing = "few" if number else "none"
        found.append(SectorSeats(sector.id, number, share, standing))
    return found


def describe_balance(spread: Iterable[SectorSeats], names: Mapping[str, str]) -> list[str]:
    """Return the balance of seats in sentences: what is missing comes first."""
    sectors = list(spread)
    if not any(sector.seats for sector in sectors):
        return [say("There are no seats yet.")]
    told = [
        say(text, sector=names[sector.sector])
        for standing, text in UNFIT.items()
        for sector in sectors
        if sector.standing == standing
    ]
    return told or [say("All parts of the town are represented, and none outweighs the others.")]


@dataclass(frozen=True, slots=True)
class Finding:
    """A test of a question: met, not met, or None where a person has yet to say."""

    test: str
    met: bool | None
    by_text: bool


def try_question(text: str, council: DevelopmentCouncil, *, met: Collection[str]) -> list[Finding]:
    """Return the results of a question's tests.

    `met` are those that a person says are met; they count only where the text cannot answer.
    """
    found = []
    for test in council.tests:
        answer = parse_test(text, test)
        told = answer if answer is not None or test.id not in met else True
        found.append(Finding(test.id, told, by_text=answer is not None))
    return found


def parse_test(text: str, test: QuestionTest) -> bool | None:
    """Return whether a text meets a test, or None where the text cannot show it.

    Examples
    --------
    >>> from atlas.definitions.taking_part import QuestionTest
    >>> open_end = QuestionTest(id="open", text="Open.", why="So.", starts=["how"])
    >>> parse_test("How can we meet?", open_end), parse_test("Shall we meet?", open_end)
    (True, False)
    """
    plain = " ".join(text.casefold().split())
    if test.starts:
        return any(re.match(rf"{re.escape(start)}\b", plain) is not None for start in test.starts)
    if test.words:
        return any(re.search(rf"\b{re.escape(word)}", plain) is not None for word in test.words)
    if test.most_words is not None:
        return 0 < len(plain.split()) <= test.most_words
    if test.one_question:
        return plain.count("?") == 1 and plain.endswith("?")
    return None

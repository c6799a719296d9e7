"""Work out how the seats of a development council are spread, and test its question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from atlas.definitions import DevelopmentCouncil
    from atlas.definitions.council import CouncilSector, QuestionTest
    from atlas.plan.records.kinds.council_seat import CouncilSeat

Standing = Literal["none", "few", "fits", "many"]


@dataclass(frozen=True, slots=True)
class SectorSeats:
    """How many seats a sector has, what share of all that is, and whether it fits."""

    sector: str
    seats: int
    share: float
    standing: Standing


def weigh_seats(seats: Iterable[CouncilSeat], council: DevelopmentCouncil) -> list[SectorSeats]:
    """Return the seats of each sector, in the order in which the sectors are defined.

    Parameters
    ----------
    seats
        Seats of bodies; those of sectors that are no longer defined are left out.
    council
        Says which shares are few and many.

    Returns
    -------
    list
        One entry for each sector. `share` is in percent of all seats, and 0 where there are
        no seats at all.
    """
    counted = {sector.id: 0 for sector in council.sectors}
    for one in seats:
        if one.sector in counted:
            counted[one.sector] += one.seats
    total = sum(counted.values())
    return [
        SectorSeats(sector.id, number, share, _stand(number, share, sector))
        for sector in council.sectors
        for number in [counted[sector.id]]
        for share in [100 * number / total if total else 0.0]
    ]


def _stand(number: int, share: float, sector: CouncilSector) -> Standing:
    if number == 0:
        return "none"
    if share < sector.least:
        return "few"
    return "many" if share > sector.most else "fits"


def describe_balance(spread: Iterable[SectorSeats], names: Mapping[str, str]) -> list[str]:
    """Return the balance of seats in sentences: what is missing first, and that it fits else."""
    sectors = list(spread)
    if not any(one.seats for one in sectors):
        return [say("There are no seats yet.")]
    told = [
        _format_standing(one.standing, names[one.sector])
        for standing in ("none", "few", "many")
        for one in sectors
        if one.standing == standing
    ]
    return told or [say("All parts of the town are there, and none outweighs the others.")]


def _format_standing(standing: Standing, sector: str) -> str:
    if standing == "none":
        return say("{sector}: no seat yet. Whom could you ask?", sector=sector)
    if standing == "few":
        return say("{sector}: few seats for its part in the town.", sector=sector)
    return say("{sector}: many seats, which may leave little room for others.", sector=sector)


@dataclass(frozen=True, slots=True)
class Finding:
    """A test of a question: met, not met, or None where a person has still to say."""

    test: str
    met: bool | None
    by_text: bool


def try_question(text: str, council: DevelopmentCouncil, *, met: Collection[str]) -> list[Finding]:
    """Return what the tests of a question say.

    Parameters
    ----------
    text
        The question.
    council
        Holds the tests.
    met
        Tests that a person says are met; they count only where the text cannot answer.
    """
    found = []
    for test in council.tests:
        answer = parse_test(text, test)
        if answer is None:
            found.append(Finding(test.id, True if test.id in met else None, by_text=False))
        else:
            found.append(Finding(test.id, answer, by_text=True))
    return found


def parse_test(text: str, test: QuestionTest) -> bool | None:
    """Return whether a text meets a test, or None where a text cannot tell.

    Examples
    --------
    >>> from atlas.definitions.council import QuestionTest
    >>> open_end = QuestionTest(id="open", text="Open.", why="So.", starts=["how"])
    >>> parse_test("How can we meet?", open_end), parse_test("Shall we meet?", open_end)
    (True, False)
    """
    plain = " ".join(text.casefold().split())
    if test.starts:
        return any(re.match(rf"{re.escape(one)}\b", plain) is not None for one in test.starts)
    if test.words:
        return any(re.search(rf"\b{re.escape(one)}", plain) is not None for one in test.words)
    if test.most_words is not None:
        return 0 < len(plain.split()) <= test.most_words
    if test.one_question:
        return plain.count("?") == 1 and plain.endswith("?")
    return None

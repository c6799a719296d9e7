"""Compare a household's needs with a place's offer, by a closed list of criteria.

The rule is the same for everybody and is given here in full. It gives reasons and never a score,
an order or a choice: a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from atlas.errors import Fault, PlanError, find_closest
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Criterion
    from atlas.plan.matching.offer import MatchingOffer

# By criterion, then by option: how many are needed or offered. For the rule "holds" the only
# option of a need is PEOPLE.
Amounts = Mapping[str, Mapping[str, int]]
PEOPLE = "people"
MOST_PEOPLE, MOST_CHILDREN = 12, 10

Verdict = Literal["met", "in_part", "not_met", "not_known"]


@dataclass(frozen=True, slots=True)
class Reason:
    """How an offer answers one stated need.

    Parameters
    ----------
    criterion
        The need.
    verdict
        ``not_known`` where the offer says nothing about it, which is not a no.
    there, missing
        Options that the offer has and those that it lacks, as identities.
    """

    criterion: str
    verdict: Verdict
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def in_order(criteria: Mapping[str, Criterion]) -> list[Criterion]:
    """Return the criteria in their order."""
    return sorted(criteria.values(), key=lambda criterion: (criterion.order, criterion.id))


def check_needs(needs: Amounts, criteria: Mapping[str, Criterion]) -> None:
    """Refuse needs that name anything outside the closed list.

    Raises
    ------
    PlanError
        With every fault; the input is not repeated, since it may be personal.
    """
    faults = []
    for name, amounts in needs.items():
        criterion = criteria.get(name)
        if criterion is None:
            what = say("One criterion is not on the list of allowed criteria.")
            expected = ", ".join(known.name for known in criteria.values())
            remedy, closest = (
                say("Remove it: only allowed criteria are read."),
                find_closest(name, criteria),
            )
            faults.append(Fault("needs", what, expected, remedy, closest))
            continue
        is_size = criterion.rule == "holds"
        if set(amounts) - ({PEOPLE} if is_size else {one.id for one in criterion.options}):
            what = say("One answer is not on the list of answers.")
            expected = ", ".join(option.name for option in criterion.options)
            remedy = say("Choose from the list: no other words are accepted.")
            faults.append(Fault(criterion.name, what, expected, remedy))
        most = MOST_PEOPLE if is_size else MOST_CHILDREN
        if any(not 0 < number <= most for number in amounts.values()):
            what = say("A number is too small or too large.")
            expected = say("a whole number from 1 to {most}", most=most)
            faults.append(Fault(criterion.name, what, expected, say("Correct or remove it.")))
    if faults:
        raise PlanError(faults)


def gather_offers(
    lines: Iterable[MatchingOffer], criteria: Mapping[str, Criterion]
) -> dict[str, dict[str, dict[str, int]]]:
    """Return what each town or neighbourhood offers, by criterion and option.

    Of several lines on one option the last one counts: two people may have added it at the
    same moment. Lines on undefined options are left out.
    """
    offers: dict[str, dict[str, dict[str, int]]] = {}
    for line in lines:
        criterion = criteria.get(line.criterion)
        if criterion is None or line.option not in {option.id for option in criterion.options}:
            continue
        options = offers.setdefault(line.where, {}).setdefault(line.criterion, {})
        options[line.option] = line.number
    return offers


def lay_beside(needs: Amounts, offer: Amounts, criteria: Mapping[str, Criterion]) -> list[Reason]:
    r"""Return how an offer answers each stated need, in the order of the criteria.

    The rule, in full: a need that is not stated gives no reason at all. A stated need on
    which the offer has no line is not known. Otherwise it is met by the criterion's rule:

    - ``holds``: the offer has a home large enough for the whole household;
    - ``enough``: there are as many of each option as are needed;
    - ``shares``: at least one option is on both sides;
    - ``each``: every option wished for is offered;
    - ``same``: the option named is offered.

    ``enough`` and ``each`` are met in part where only some options are offered.

    Raises
    ------
    PlanError
        If a need is outside the closed list.

    Examples
    --------
    >>> from atlas.definitions import Criterion
    >>> wishes = Criterion(
    ...     id="wishes", name="Wishes", order=1, rule="each", need="?", offer="?", why="So.",
    ...     options=[{"id": "sport", "name": "sport"}, {"id": "library", "name": "a library"}],
    ... )
    >>> needs = {"wishes": {"sport": 1, "library": 1}}
    >>> lay_beside(needs, {"wishes": {"sport": 2}}, {"wishes": wishes})
    [Reason(criterion='wishes', verdict='in_part', there=('sport',), missing=('library',))]
    """
    check_needs(needs, criteria)
    return [
        _answer(criterion, needs[criterion.id], offer.get(criterion.id))
        for criterion in in_order(criteria)
        if needs.get(criterion.id)
    ]


def _answer(
    criterion: Criterion, needed: Mapping[str, int], offered: Mapping[str, int] | None
) -> Reason:
    if not offered:
        return Reason(criterion.id, "not_known")
    options = [option.id for option in criterion.options]
    if criterion.rule == "holds":
        people = needed[PEOPLE]
        homes = tuple(
            option.id
            for option in criterion.options
            if offered.get(option.id, 0) > 0 and option.size is not None and option.size >= people
        )
        return Reason(criterion.id, "met" if homes else "not_met", homes)
    wanted = [option for option in options if option in needed]
    least = {option: needed[option] if criterion.rule == "enough" else 1 for option in wanted}
    there = tuple(option for option in wanted if offered.get(option, 0) >= least[option])
    missing = tuple(option for option in wanted if option not in there)
    if criterion.rule in ("shares", "same"):
        return Reason(criterion.id, "met" if there else "not_met", there, missing)
    if not missing:
        return Reason(criterion.id, "met", there)
    return Reason(criterion.id, "in_part" if there else "not_met", there, missing)


def format_reason(reason: Reason, criterion: Criterion) -> str:
    """Return a reason as a sentence that names what is offered and what is missing."""
    names = {option.id: option.name for option in criterion.options}
    there = ", ".join(names[option] for option in reason.there)
    missing = ", ".join(names[option] for option in reason.missing)
    if reason.verdict == "not_known":
        return say("The place has said nothing about this. Ask.")
    if criterion.rule == "holds" and not there:
        return say("No home on the list is large enough.")
    if there and (not missing or criterion.rule in ("shares", "same")):
        return say("Available: {there}.", there=there)
    if there:
        return say("Available: {there}. Too few or none: {missing}.", there=there, missing=missing)
    return say("Not on the place's list: {missing}.", missing=missing)

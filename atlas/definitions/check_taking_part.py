"""Check development councils and the matching worksheet: shares, tests and sizes fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.taking_part import Criterion, DevelopmentCouncil


def check_taking_part(definitions: Defined) -> list[Fault]:
    """Return the faults of development councils and matching criteria, beside references."""
    faults: list[Fault] = []
    for council in definitions.councils.values():
        faults.extend(_check_council(council))
    for criterion in definitions.matching.values():
        faults.extend(_check_criterion(criterion))
    faults.extend(_check_refused(definitions))
    return faults


def _check_council(council: DevelopmentCouncil) -> list[Fault]:
    where = f"layers/councils/{council.id}.toml"
    faults: list[Fault] = []
    for number, sector in enumerate(council.sectors):
        if sector.least > sector.most:
            what = f"least {sector.least} is above most {sector.most}."
            remedy = "Exchange or correct the shares."
            faults.append(Fault(f"{where}, sectors.{number}", what, remedy=remedy))
    least = sum(sector.least for sector in council.sectors)
    most = sum(sector.most for sector in council.sectors)
    if least > 100 or most < 100:
        what = f"The shares of seats add up to between {least} and {most}, so no council fits."
        remedy = "Correct least and most so that 100 lies between their sums."
        faults.append(Fault(f"{where}, sectors", what, remedy=remedy))
    for number, test in enumerate(council.tests):
        own = [test.words, test.starts, test.most_words, test.one_question]
        if sum(map(bool, own)) > 1:
            what = "The test has more than one way to be answered by the text."
            expected = "one of words, starts, most_words, one_question, or none"
            faults.append(
                Fault(f"{where}, tests.{number}", what, expected=expected, remedy="Keep one.")
            )
    return faults


def _check_criterion(criterion: Criterion) -> list[Fault]:
    where = f"layers/matching/{criterion.id}.toml"
    faults: list[Fault] = []
    sizes = [option.size for option in criterion.options]
    if criterion.rule == "holds" and None in sizes:
        what = 'The rule "holds" needs to know how many people each option can take.'
        faults.append(Fault(f"{where}, options", what, remedy="Add size to each option."))
    if criterion.rule != "holds" and any(size is not None for size in sizes):
        what = f'The rule "{criterion.rule}" does not read size.'
        faults.append(Fault(f"{where}, options", what, remedy='Remove size, or use "holds".'))
    return faults


def _check_refused(definitions: Defined) -> list[Fault]:
    """Return a fault for each criterion that asks about a refused matter."""
    faults = []
    for matter in definitions.refused.values():
        for criterion in definitions.matching.values():
            asked = {criterion.id, criterion.name.casefold()}
            if asked & {word.casefold() for word in matter.words}:
                what = f'What is asked here is refused as "{matter.name}".'
                remedy = "Remove the criterion: nobody is matched by this."
                faults.append(Fault(f"layers/matching/{criterion.id}.toml", what, remedy=remedy))
    return faults

"""Check development councils and the matching worksheet: shares, tests and sizes fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.definitions.defined import Defined
    from atlas.definitions.taking_part import Criterion, DevelopmentCouncil


def check_taking_part(definitions: Defined) -> Iterator[Fault]:
    """Yield the faults of development councils and matching criteria, beside references."""
    for council in definitions.councils.values():
        yield from _check_council(council)
    for criterion in definitions.matching.values():
        yield from _check_criterion(criterion, definitions)


def _check_council(council: DevelopmentCouncil) -> Iterator[Fault]:
    where = f"layers/councils/{council.id}.toml"
    for number, sector in enumerate(council.sectors):
        if sector.least > sector.most:
            what = f"least {sector.least} is above most {sector.most}."
            remedy = "Swap or correct the shares."
            yield Fault(f"{where}, sectors.{number}", what, remedy=remedy)
    least = sum(sector.least for sector in council.sectors)
    most = sum(sector.most for sector in council.sectors)
    if least > 100 or most < 100:
        what = f"The shares of seats add up to between {least} and {most}, so no council fits."
        remedy = "Correct least and most so that 100 lies between their sums."
        yield Fault(f"{where}, sectors", what, remedy=remedy)
    for number, test in enumerate(council.tests):
        if sum(map(bool, (test.words, test.starts, test.most_words, test.one_question))) > 1:
            what = "The text can answer this test in more than one way."
            expected = "one of words, starts, most_words, one_question, or none"
            yield Fault(f"{where}, tests.{number}", what, expected=expected, remedy="Keep one.")


def _check_criterion(criterion: Criterion, definitions: Defined) -> Iterator[Fault]:
    where = f"layers/matching/{criterion.id}.toml"
    sizes = [option.size for option in criterion.options]
    if criterion.rule == "holds" and None in sizes:
        what = 'The rule "holds" needs to know how many people each option can take.'
        yield Fault(f"{where}, options", what, remedy="Add size to each option.")
    if criterion.rule != "holds" and any(size is not None for size in sizes):
        what = f'The rule "{criterion.rule}" does not read size.'
        yield Fault(f"{where}, options", what, remedy='Remove size, or use "holds".')
    asked = {criterion.id, criterion.name.casefold()}
    for matter in definitions.refused.values():
        if asked & {word.casefold() for word in matter.words}:
            what = f'What is asked here is refused as "{matter.name}".'
            yield Fault(where, what, remedy="Remove the criterion: it is never used for matching.")

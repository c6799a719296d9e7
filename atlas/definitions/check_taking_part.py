"""Check the self-check, development councils and the matching worksheet across files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.council import DevelopmentCouncil
    from atlas.definitions.defined import Defined
    from atlas.definitions.matching import Criterion
    from atlas.definitions.self_check import SelfCheckField


def check_taking_part(definitions: Defined) -> list[Fault]:
    """Return the faults of the self-check, development councils and matching criteria."""
    faults: list[Fault] = []
    for field in definitions.selfcheck.values():
        faults.extend(_check_field(field, definitions))
    for council in definitions.councils.values():
        faults.extend(_check_council(council, definitions))
    for criterion in definitions.matching.values():
        faults.extend(_check_criterion(criterion, definitions))
    faults.extend(_check_refused(definitions))
    return faults


def _check_twice(where: str, names: Iterable[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for number, name in enumerate(names):
        if name in seen:
            what = f'"{name}" is there twice.'
            faults.append(Fault(f"{where}.{number}.id", what, remedy="Rename one of them."))
        seen.add(name)
    return faults


def _check_field(field: SelfCheckField, definitions: Defined) -> list[Fault]:
    where = f"layers/selfcheck/{field.id}.toml"
    faults = _check_twice(f"{where}, questions", [question.id for question in field.questions])
    refer(f"{where}, document", field.document, definitions.documents, "document", faults)
    for number, question in enumerate(field.questions):
        for name in question.actions:
            spot = f"{where}, questions.{number}.actions"
            refer(spot, name, definitions.actions, "action", faults)
    return faults


def _check_council(council: DevelopmentCouncil, definitions: Defined) -> list[Fault]:
    where = f"layers/councils/{council.id}.toml"
    faults = _check_twice(f"{where}, sectors", [sector.id for sector in council.sectors])
    faults += _check_twice(f"{where}, tests", [test.id for test in council.tests])
    for name in council.documents:
        refer(f"{where}, documents", name, definitions.documents, "document", faults)
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


def _check_criterion(criterion: Criterion, definitions: Defined) -> list[Fault]:
    where = f"layers/matching/{criterion.id}.toml"
    faults = _check_twice(f"{where}, options", [option.id for option in criterion.options])
    for name in criterion.figures:
        refer(f"{where}, figures", name, definitions.indicators, "indicator", faults)
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

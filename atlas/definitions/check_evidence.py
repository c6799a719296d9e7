"""Check costs and evidence of actions: no step above what the studies allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.definitions.certainty import FAIR, NOT_PROVEN, WEAK, find_allowed
from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from atlas.definitions.action import Action
    from atlas.definitions.defined import Defined
    from atlas.definitions.evidence import Evidence

CLAIMS_TOO_MUCH = re.compile(r"\b(proven|guarantee[ds]?|best[ -]practice)\b", re.IGNORECASE)
LEAST_SEARCHES = 2
# Months after which a card says that the evidence is old, and after which the check fails.
MONTHS_FRESH, MONTHS_KEPT = 24, 36


def check_evidence(definitions: Defined) -> Iterator[Fault]:
    """Yield every fault in the costs and evidence of actions.

    Age is checked separately, by `check_age`: an atlas must open on any day.
    """
    for action in definitions.actions.values():
        where, cost, evidence = f"layers/actions/{action.id}.toml", action.cost, action.evidence
        if (cost is None) != (evidence is None):
            missing = "cost" if cost is None else "evidence"
            remedy = f"Add [{missing}]; docs/add/action.md."
            yield Fault(f"{where}, {missing}", f"The action has no [{missing}].", remedy=remedy)
        if cost is not None and not cost.document and cost.known != "our_guess":
            what = "The cost is said to be published, but no document is named."
            remedy = 'Name the document, or set known = "our_guess".'
            yield Fault(f"{where}, cost.document", what, remedy=remedy)
        if evidence is not None:
            yield from _check_pages(evidence, where, definitions)
            yield from _check_rule(evidence, where)
        yield from _check_words(action, where)


def _check_pages(evidence: Evidence, where: str, definitions: Defined) -> Iterator[Fault]:
    """Yield a fault for each study whose document nobody can open."""
    for number, study in enumerate(evidence.studies):
        document = definitions.documents.get(study.document)
        if document and not (document.page or document.file):
            what = f'Nobody can open the document "{document.id}": it has no page.'
            remedy = "Give its page, or its DOI as an address."
            spot = f"{where}, evidence.studies.{number}.document"
            yield Fault(spot, what, remedy=remedy)


def _check_rule(evidence: Evidence, where: str) -> Iterator[Fault]:
    """Yield claims that the five steps do not allow."""
    allowed = find_allowed(evidence)
    if evidence.strength > allowed:
        yield Fault(
            f"{where}, evidence.strength",
            f"The studies do not support step {evidence.strength} for this direction.",
            expected=f"{allowed} at most",
            remedy="Lower the step, or add the study that supports it.",
        )
    if evidence.strength > WEAK and not evidence.against:
        yield Fault(
            f"{where}, evidence.against",
            "Above step 2, the strongest doubt must be given as well.",
            remedy="Give the strongest doubt.",
        )
    unopened = [study.document for study in evidence.studies if study.read == "not_opened"]
    if evidence.strength >= FAIR and unopened:
        yield Fault(
            f"{where}, evidence.studies",
            f"Step {evidence.strength} rests on studies not opened: {', '.join(unopened)}.",
            remedy="Open them, remove them, or lower the step to 2.",
        )
    yield from _check_direction(evidence, where)


def _check_direction(evidence: Evidence, where: str) -> Iterator[Fault]:
    if evidence.direction != "not_known" and not (evidence.gains and evidence.outcomes):
        yield Fault(
            f"{where}, evidence.gains",
            "It gives a direction but not the outcomes.",
            remedy="Give outcomes, and gains as the end of the sentence on the card.",
        )
    unknown = evidence.direction == "not_known" or evidence.strength == NOT_PROVEN
    if evidence.direction != "not_known" and evidence.strength == NOT_PROVEN:
        yield Fault(
            f"{where}, evidence.direction",
            "At step 1 no study shows which way it works.",
            expected='"not_known"',
            remedy="Use not_known, or add a study.",
        )
    if unknown and len(set(evidence.searched)) < LEAST_SEARCHES:
        yield Fault(
            f"{where}, evidence.searched",
            "“Nothing found” counts as a result only with the searches that were made.",
            expected="at least two searches",
            remedy="Give the words of each search, and their day under looked.",
        )
    if unknown and not evidence.test:
        yield Fault(
            f"{where}, evidence.test",
            "What is not proven needs a way to test it.",
            remedy=(
                "Say whom to ask or what to count, before and after, and whom to compare them with."
            ),
        )


def _check_words(action: Action, where: str) -> Iterator[Fault]:
    """Yield a fault for each text that claims more than any study could."""
    for name, part in (("cost", action.cost), ("evidence", action.evidence)):
        texts = _join_texts(part.model_dump(mode="json")) if part is not None else ""
        if found := CLAIMS_TOO_MUCH.search(texts):
            yield Fault(
                f"{where}, {name}",
                f'It says "{found[0]}".',
                expected="what was found, where, and how sure that is",
                remedy="Use other words.",
            )


def _join_texts(content: object) -> str:
    """Return all texts in a table, joined by line breaks."""
    if isinstance(content, dict):
        return "\n".join(_join_texts(value) for value in content.values())
    if isinstance(content, list):
        return "\n".join(_join_texts(item) for item in content)
    return content if isinstance(content, str) else ""


def count_months(since: date, today: date) -> int:
    """Return the whole months between two dates.

    Examples
    --------
    >>> from datetime import date
    >>> count_months(date(2026, 11, 30), date(2028, 11, 29))
    23
    """
    months = 12 * (today.year - since.year) + today.month - since.month
    return months - (today.day < since.day)


def check_age(definitions: Defined, today: date) -> list[Fault]:
    """Return a fault for every action whose evidence was last reviewed over three years ago."""
    faults = []
    for action in definitions.actions.values():
        evidence = action.evidence
        if evidence is None:
            continue
        where = f"layers/actions/{action.id}.toml, evidence.looked"
        if evidence.looked > today:
            what = "The day it was last checked is in the future."
            faults.append(Fault(where, what, remedy="Correct the day."))
        elif count_months(evidence.looked, today) >= MONTHS_KEPT:
            what = f"It was last checked on {evidence.looked.isoformat()}, three years ago or more."
            remedy = "Check it again, and give the day."
            faults.append(Fault(where, what, remedy=remedy))
    return faults

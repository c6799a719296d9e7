"""Check planning definitions: principles, evidence categories and outcome areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.definitions.planning import NO_DOMAIN
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.planning import OutcomeArea, Principle, StandardCategory

# For an indicator of who lives in a place or how it is built, which belongs to no domain.


def check_planning(definitions: Defined) -> list[Fault]:
    """Return every fault in the planning definitions and in references to them."""
    faults: list[Fault] = []
    cited: dict[str, Mapping[str, Principle | StandardCategory | OutcomeArea]] = {
        "principles": definitions.principles,
        "standard": definitions.standard,
        "outcomes": definitions.outcomes,
    }
    for folder, entries in cited.items():
        for name, entry in entries.items():
            where = f"layers/{folder}/{name}.toml, document"
            refer(where, entry.document, definitions.documents, "document", faults)
    for principle in definitions.principles.values():
        faults.extend(_check_principle(principle))
        where = f"layers/principles/{principle.id}.toml, actions"
        _refer_each(where, principle.actions, definitions.actions, "action", faults)
    for outcome in definitions.outcomes.values():
        where = f"layers/outcomes/{outcome.id}.toml, follows"
        _refer_each(where, outcome.follows, definitions.indicators, "indicator", faults)
    fields = definitions.selfcheck.values()
    questions = [f"{field.id}.{question.id}" for field in fields for question in field.questions]
    for action in definitions.actions.values():
        where = f"layers/actions/{action.id}.toml, outcomes"
        _refer_each(where, action.outcomes, definitions.outcomes, "outcome", faults)
        where = f"layers/actions/{action.id}.toml, events"
        _refer_each(where, action.events, definitions.events, "event", faults)
        if action.after_event and (not action.events or action.triggers):
            faults.append(
                Fault(
                    f"layers/actions/{action.id}.toml, after_event",
                    "Nothing but an event is to bring this action.",
                    expected="one event or more, and no triggers",
                    remedy="Name the events, remove the triggers, or leave after_event out.",
                )
            )
        where = f"layers/actions/{action.id}.toml, answers"
        _refer_each(where, action.answers, questions, "question of the self-check", faults)
        documents = [means.document for means in action.means if means.document]
        where = f"layers/actions/{action.id}.toml, means"
        _refer_each(where, documents, definitions.documents, "document", faults)
    _check_domains(definitions, faults)
    return faults


def _refer_each(
    where: str, names: Iterable[str], known: Iterable[str], noun: str, faults: list[Fault]
) -> None:
    for name in names:
        refer(where, name, known, noun, faults)


def _check_domains(definitions: Defined, faults: list[Fault]) -> None:
    """Add a fault for each unknown domain in groups and indicators."""
    for group in definitions.groups.values():
        if group.domain:
            where = f"layers/groups/{group.id}.toml, domain"
            refer(where, group.domain, definitions.domains, "domain", faults)
    for indicator in definitions.indicators.values():
        if indicator.domain:
            where = f"layers/indicators/{indicator.id}.toml, domain"
            refer(where, indicator.domain, [*definitions.domains, NO_DOMAIN], "domain", faults)


def _check_principle(principle: Principle) -> list[Fault]:
    """Return a fault where a question about the whole plan does not say what answers it."""
    of_plan = principle.framework == "inclusive_cities"
    if of_plan == bool(principle.looks_at):
        return []
    what = (
        "It is asked of the whole plan, and nothing of the plan answers it."
        if of_plan
        else "It is ticked for each action, so nothing of the whole plan answers it."
    )
    remedy = 'Add "looks_at".' if of_plan else 'Remove "looks_at".'
    return [Fault(f"layers/principles/{principle.id}.toml, looks_at", what, remedy=remedy)]

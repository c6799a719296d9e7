"""Test a whole plan against the principles of Inclusive Cities: what answers, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from atlas.definitions import Definitions, Principle
    from atlas.plan.records.kinds.planned_action import PlannedAction

OUTSIDE = ("civil_society", "business", "science")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a plan answers one principle.

    Parameters
    ----------
    principle
        The principle's definition.
    asked
        How many actions were tested: all that were not stopped.
    lacking
        By what is missing, the positions in the plan of the actions that lack it.
    in_plan, not_in_plan
        Identities of actions that answer the principle by themselves.
    """

    principle: Principle
    asked: int
    lacking: Mapping[str, tuple[int, ...]]
    in_plan: tuple[str, ...]
    not_in_plan: tuple[str, ...]


def _has_owner(action: PlannedAction) -> bool:
    return bool(action.owner)


def _is_shared(action: PlannedAction) -> bool:
    return bool(set(action.sectors) & set(OUTSIDE))


# What of an action answers a question: the word for what is missing, and the test for it.
ASKS: dict[str, dict[str, Callable[[PlannedAction], bool]]] = {
    "leadership": {"owner": _has_owner},
    "partnership": {"outside": _is_shared},
    "residents": {
        "newcomers": lambda action: bool(action.gains_newcomers),
        "residents": lambda action: bool(action.gains_residents),
    },
    "figures": {
        "measures": lambda action: bool(action.measures),
        "review": lambda action: action.review is not None,
    },
    "advocacy": {},
}


def ask_principles(definitions: Definitions, planned: Sequence[PlannedAction]) -> list[Answer]:
    """Return how a plan answers each principle that applies to the whole plan.

    Nothing is scored: an answer lists the actions that lack something, and the suggested
    actions that would answer it.

    Parameters
    ----------
    definitions
        The definitions that apply in the place.
    planned
        The plan's actions, in its order; stopped ones are not tested.
    """
    alive = [
        (position, action) for position, action in enumerate(planned) if action.status != "stopped"
    ]
    # A retired action counts as its successor.
    found = [definitions.find_action(action.action) for _, action in alive]
    held = {action.id for action in found if action is not None}
    whole = [
        principle
        for principle in definitions.principles.values()
        if principle.framework == "inclusive_cities"
    ]
    answers = []
    for principle in sorted(whole, key=lambda principle: principle.order):
        lacking = {
            word: tuple(position for position, action in alive if not meets(action))
            for word, meets in ASKS[principle.looks_at].items()
        }
        known = [name for name in principle.actions if name in definitions.actions]
        answers.append(
            Answer(
                principle,
                len(alive),
                lacking,
                tuple(name for name in known if name in held),
                tuple(name for name in known if name not in held),
            )
        )
    return answers

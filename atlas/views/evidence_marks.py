"""Whether an action works, how certain that is and what it costs, each short enough for a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.prose.evidence import BANDS, STEPS, describe_evidence
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.definitions import Action

# The direction of the effect, apart from its certainty.
WAYS = {
    "works": to_say("works"),
    "works_small": to_say("works a little"),
    "mixed": to_say("mixed"),
    "no_effect": to_say("no effect shown"),
    "may_harm": to_say("may do harm"),
    "not_known": to_say("not proven"),
}


def name_way(action: Action) -> str:
    """Return the direction of an action's effect in a word or two."""
    line = describe_evidence(action)
    if line is None or action.evidence is None:
        return say("not looked into")
    return say(WAYS[action.evidence.direction if line.dots else "not_known"])


def name_certainty(action: Action) -> tuple[int, str] | None:
    """Return the certainty, from 1 to 5; None where it is not proven or was never assessed."""
    line = describe_evidence(action)
    if line is None or not line.dots:
        return None
    return line.dots, say("{step} of {steps}", step=line.dots, steps=STEPS)


def name_cost(action: Action) -> tuple[int, str] | None:
    """Return an action's cost per year in one place, in bands; None where it is not known."""
    if action.cost is None:
        return None
    return list(BANDS).index(action.cost.band), say(BANDS[action.cost.band][1])

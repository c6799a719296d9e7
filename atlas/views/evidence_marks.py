"""How sure it is that an action works, and what it costs: each as a number and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.definitions import Action

SURE_STEPS = range(1, 6)
COSTS = {
    "under_10k": to_say("under £10,000"),
    "10k_50k": to_say("£10,000 to £50,000"),
    "50k_250k": to_say("£50,000 to £250,000"),
    "over_250k": to_say("over £250,000"),
}


def name_sureness(action: Action) -> tuple[int, str] | None:
    """Return how sure it is that an action works, from 1 to 5; None where nobody looked."""
    step: Any = getattr(getattr(action, "evidence", None), "strength", None)
    if step not in SURE_STEPS:
        return None
    return int(step), say("{step} of 5", step=step)


def name_cost(action: Action) -> tuple[int, str] | None:
    """Return what an action costs a year in one place, in bands; None where that is not known."""
    band: Any = getattr(getattr(action, "cost", None), "band", None)
    if band not in COSTS:
        return None
    return list(COSTS).index(band), say(COSTS[band])

"""Whether an action works, how certain that is and what it costs, for its card and for a cell."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from atlas.prose.evidence import (
    BANDS,
    STEPS,
    describe_evidence,
    describe_raters,
    describe_studies,
)
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion
    from atlas.definitions import Action
    from atlas.facade import Atlas

# The direction of the effect, apart from its certainty.
WAYS = {
    "works": to_say("works"),
    "works_small": to_say("works a little"),
    "mixed": to_say("mixed"),
    "no_effect": to_say("no effect shown"),
    "may_harm": to_say("may do harm"),
    "not_known": to_say("not proven"),
}
FILLED, EMPTY = "●", "○"


def was_compared(atlas: Atlas, action: str) -> bool:
    """Return whether this action itself was tested with a comparison."""
    evidence = atlas.definitions.actions[action].evidence
    return evidence is not None and evidence.is_compared


def draw_dots(filled: int) -> str:
    """Return the dots that say how certain the evidence is, never how good the action is.

    Examples
    --------
    >>> draw_dots(4)
    '●●●●○'
    """
    return FILLED * filled + EMPTY * (STEPS - filled)


def describe_works(atlas: Atlas, suggestion: Suggestion) -> dict[str, Any]:
    """Return what a card says on whether its action works; empty where it was not rated."""
    told = describe_rated(atlas, atlas.definitions.actions[suggestion.action])
    return told | {"placed": _describe_place(atlas, suggestion)} if told else {}


def describe_rated(atlas: Atlas, action: Action) -> dict[str, Any]:
    """Return whether an action works, for any list it appears in."""
    line = describe_evidence(action)
    evidence = action.evidence
    if line is None or evidence is None:
        return {}
    return {
        **asdict(line),
        "dots": draw_dots(line.dots),
        "placed": "",
        "says": evidence.says,
        "needs": evidence.needs,
        "against": evidence.against,
        "later": "" if line.test else evidence.test,
        "searched": ", ".join(f"“{words}”" for words in evidence.searched),
        "raters": describe_raters(evidence),
        "studies": describe_studies(atlas.definitions, action),
    }


def _describe_place(atlas: Atlas, suggestion: Suggestion) -> str:
    """Return why an action ranks where it does, if need and fit alone do not explain it."""
    if suggestion.before:
        other = atlas.definitions.actions[suggestion.before].name
        return say(
            "As fitting as “{other}”, and placed before it because it is better tested.",
            other=other,
        )
    if suggestion.is_kept:
        return say("Kept among the first five so that what nobody has tested has its chance.")
    return ""


def name_way(action: Action) -> str:
    """Return the direction of an action's effect in a word or two."""
    evidence = action.evidence
    if evidence is None:
        return say("not looked into")
    return say(WAYS["not_known" if evidence.is_unproven else evidence.direction])


def name_certainty(action: Action) -> tuple[int, str] | None:
    """Return the certainty, from 1 to 5; None where it is not proven or was never assessed."""
    evidence = action.evidence
    if evidence is None or evidence.is_unproven:
        return None
    return evidence.strength, say("{step} of {steps}", step=evidence.strength, steps=STEPS)


def name_cost(action: Action) -> tuple[int, str] | None:
    """Return an action's cost per year in one place, in bands; None where it is not known."""
    if action.cost is None:
        return None
    return list(BANDS).index(action.cost.band), say(BANDS[action.cost.band][1])

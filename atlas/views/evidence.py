"""Whether an action works, as its card says it: one line, and the studies folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.prose.evidence import STEPS, describe_evidence, describe_raters, describe_studies
from atlas.text import say

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion
    from atlas.definitions import Action
    from atlas.facade import Atlas

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
        "answer": line.answer,
        "test": line.test,
        "dots": draw_dots(line.dots),
        "certainty": line.certainty,
        "cost": line.cost,
        "cost_words": line.cost_words,
        "checked": line.checked,
        "is_warning": line.is_warning,
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

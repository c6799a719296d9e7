"""Order suggestions: by bands of need and fit, and inside a band by evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar, get_args

import numpy as np

from atlas.definitions.certainty import GOOD, NOT_PROVEN
from atlas.definitions.evidence import Band

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from atlas.actions.suggestion import Suggestion
    from atlas.definitions import Action

One = TypeVar("One")
# Among actions of equal score and evidence, less effort and cost come first, then more people,
# then the name of the leading post: never the order of the files.
EFFORTS = ("low", "medium", "high")
WARNED = ("no_effect", "may_harm")


def find_band(score: float | np.ndarray, step: float) -> np.ndarray:
    """Return scores rounded to the nearest step, half up.

    Examples
    --------
    >>> [float(find_band(score, 0.1)) for score in (0.44, 0.45, 0.54)]
    [0.4, 0.5, 0.5]
    """
    return np.asarray(np.round(np.floor(score / step + 0.5 + 1e-9) * step, 9))


def rate(action: Action) -> float:
    """Return how well tested an action is, for the order inside a band.

    Strong and good evidence count alike, mixed evidence half a step less; an action that showed
    no effect, or may do harm, counts 0.
    """
    evidence = action.evidence
    if evidence is None:
        return NOT_PROVEN
    if evidence.direction in WARNED:
        return 0.0
    return min(evidence.strength, GOOD) - 0.5 * (evidence.direction == "mixed")


def order_suggestions(
    suggestions: Sequence[Suggestion],
    actions: Mapping[str, Action],
    *,
    head: int,
    lead: Callable[[Suggestion], tuple[int, ...]] = lambda _: (),
) -> list[Suggestion]:
    """Return suggestions of one kind in their order.

    Higher bands come first, whatever the evidence. Inside a band the better tested come first,
    and then the higher score. The field `before` of a suggestion names the one of a higher
    score that it overtakes for being better tested, so that this can be shown.

    Parameters
    ----------
    suggestions
        The suggestions, in any order.
    actions
        All actions, by id.
    head
        Among this many at the head of the list one untested action is kept, if its band allows.
    lead
        Sort key that goes before bands, ascending, such as events.
    """
    rates = {one.action: rate(actions[one.action]) for one in suggestions}

    def group(one: Suggestion) -> tuple[float, ...]:
        return (*lead(one), -one.band)

    ranked = sorted(
        suggestions,
        key=lambda one: (
            *group(one),
            -rates[one.action],
            -round(one.score, 9),
            weigh(actions[one.action]),
            -(one.people or 0),
            actions[one.action].lead[0],
            actions[one.action].name,
        ),
    )
    ordered: list[Suggestion] = []
    for _, band in groupby(_keep_untested(ranked, rates, head, group), key=group):
        members = list(band)
        for position, one in enumerate(members, 1):
            # The first that follows in spite of a higher score, being less tested.
            passed = (
                other.action
                for other in members[position:]
                if round(other.score, 9) > round(one.score, 9)
                and rates[other.action] < rates[one.action]
            )
            ordered.append(replace(one, before=next(passed, "")))
    return ordered


def weigh(action: Action) -> tuple[int, int]:
    """Return the effort and the cost band of an action, lower for less."""
    bands = get_args(Band)
    cost = len(bands) if action.cost is None else bands.index(action.cost.band)
    return EFFORTS.index(action.effort), cost


def _keep_untested(
    ranked: list[Suggestion],
    rates: Mapping[str, float],
    head: int,
    group: Callable[[Suggestion], tuple[float, ...]],
) -> list[Suggestion]:
    """Return the list with one untested action at its head, if its band allows it."""

    def is_untested(one: Suggestion) -> bool:
        return rates[one.action] == NOT_PROVEN

    if len(ranked) <= head or any(is_untested(one) for one in ranked[:head]):
        return ranked
    last = group(ranked[head - 1])
    for position, one in enumerate(ranked[head:], head):
        if is_untested(one) and group(one) == last:
            kept = replace(one, is_kept=True)
            rest = [*ranked[:position], *ranked[position + 1 :]]
            return [*rest[: head - 1], kept, *rest[head - 1 :]]
    return ranked


def keep_pressing(
    ordered: Sequence[One],
    answers: Callable[[One], Collection[str]],
    pressing: Collection[str],
    few: int,
    spared: One | None = None,
) -> list[One]:
    """Return suggestions with an answer to each pressing subject among the first few.

    The best answer to a subject that has none there moves up, in exchange for the last one
    that no pressing subject needs. Everything else keeps its order.

    Parameters
    ----------
    ordered
        Suggestions, best first.
    answers
        Returns the subjects that a suggestion answers.
    pressing
        Subjects that press.
    few
        How many count as the first.
    spared
        One that makes room only where no other can: the untested one.

    Examples
    --------
    >>> keep_pressing("abcde", lambda one: {"e": ["x"]}.get(one, []), ["x"], 3)
    ['a', 'b', 'e', 'c', 'd']
    """
    first, rest = list(ordered[:few]), list(ordered[few:])
    needed: list[One] = []
    for subject in sorted(pressing):
        best = next((one for one in ordered if subject in answers(one)), None)
        if best is not None and best not in needed:
            needed.append(best)
    for one in needed:
        if one in first:
            continue
        spare = [other for other in first if other not in needed]
        if not spare:
            break
        first.remove(([other for other in spare if other != spared] or spare)[-1])
        first.append(one)
    kept = [one for one in ordered if one in first]
    return [*kept, *(one for one in [*ordered[:few], *rest] if one not in first)]

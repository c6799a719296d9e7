"""Order suggestions: need and fit make the bands, and only inside a band does evidence sort."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, get_args

import numpy as np

from atlas.definitions.certainty import GOOD, NOT_PROVEN
from atlas.definitions.evidence import Band

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from atlas.actions.suggestion import Suggestion
    from atlas.definitions import Action

# In what order actions of equal score and evidence stand: what asks less comes first, then what
# concerns more people, then by the name of the post that leads. Where a file stands tells nothing.
EFFORTS = ("low", "medium", "high")
WARNED = ("no_effect", "may_harm")


def find_band(score: float | np.ndarray, step: float) -> np.ndarray:
    """Return a score to the nearest step: scores of one band are alike in need and fit.

    Examples
    --------
    >>> [float(find_band(score, 0.1)) for score in (0.44, 0.45, 0.54)]
    [0.4, 0.5, 0.5]
    """
    return np.asarray(np.round(np.floor(score / step + 0.5 + 1e-9) * step, 9))


def rate(action: Action) -> float:
    """Return how well tested an action is, as far as it counts inside a band.

    Strong and good count alike; "mixed" half a step less. What showed no effect, or may do
    harm, counts less than anything.

    Parameters
    ----------
    action
        The action, with its evidence or without.
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

    Higher bands come first, whatever was tested. Inside a band the better tested come first,
    and then the higher score. Each suggestion knows before which other of a higher score it
    stands for being better tested, so that nothing is moved in silence.

    Parameters
    ----------
    suggestions
        What is suggested, in any order.
    actions
        All actions, by identity.
    head
        Among so many at the head of the list one that nobody has tested stays, if one fits.
    lead
        What goes before bands, least first, such as events.
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
    told: list[Suggestion] = []
    for _, band in groupby(_keep_untested(ranked, rates, head, group), key=group):
        members = list(band)
        told.extend(
            replace(one, before=_find_passed(one, members[place + 1 :], rates))
            for place, one in enumerate(members)
        )
    return told


def weigh(action: Action) -> tuple[int, int]:
    """Return what an action asks of a place: effort, then money."""
    bands = get_args(Band)
    cost = len(bands) if action.cost is None else bands.index(action.cost.band)
    return EFFORTS.index(action.effort), cost


def _keep_untested(
    ranked: list[Suggestion],
    rates: Mapping[str, float],
    head: int,
    group: Callable[[Suggestion], tuple[float, ...]],
) -> list[Suggestion]:
    """Return the list with one that nobody has tested among the first, if its band allows it."""

    def is_untested(one: Suggestion) -> bool:
        return rates[one.action] == NOT_PROVEN

    if len(ranked) <= head or any(is_untested(one) for one in ranked[:head]):
        return ranked
    last = group(ranked[head - 1])
    for place, one in enumerate(ranked[head:], head):
        if is_untested(one) and group(one) == last:
            kept = replace(one, is_kept=True)
            rest = [*ranked[:place], *ranked[place + 1 :]]
            return [*rest[: head - 1], kept, *rest[head - 1 :]]
    return ranked


def _find_passed(
    one: Suggestion, following: Sequence[Suggestion], rates: Mapping[str, float]
) -> str:
    """Return the first that follows although its score is higher, for being less tested."""
    return next(
        (
            other.action
            for other in following
            if round(other.score, 9) > round(one.score, 9)
            and rates[other.action] < rates[one.action]
        ),
        "",
    )

"""Order suggestions: need and fit make the bands, and only inside a band does evidence sort."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from atlas.definitions.sureness import GOOD, NOT_PROVEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.actions.match import Suggestion
    from atlas.definitions import Action

# Suggestions whose scores round to the same step of this size are alike in need and fit.
BAND = 0.1
# Among so many at the head of a list one that nobody has tested stays, if one fits.
HEAD = 5
WARNED = ("no_effect", "may_harm")


def find_band(score: float) -> int:
    """Return the band of a score, from 0: scores that round to the same tenth.

    Examples
    --------
    >>> find_band(0.44), find_band(0.45), find_band(0.54)
    (4, 5, 5)
    """
    return int(score / BAND + 0.5 + 1e-9)


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
    suggestions: Sequence[Suggestion], actions: Mapping[str, Action]
) -> list[Suggestion]:
    """Return the suggestions in their order: those for areas first, then those for the place.

    Higher bands come first, whatever was tested. Inside a band the better tested come first,
    and then the higher score. Each suggestion knows before which other of a higher score it
    stands for being better tested, so that nothing is moved in silence.

    Parameters
    ----------
    suggestions
        What is suggested, in any order.
    actions
        All actions, by identity.
    """
    ordered: list[Suggestion] = []
    for is_place in (False, True):
        here = [one for one in suggestions if (one.kind == "place") == is_place]
        ordered.extend(_order_kind(here, actions))
    return ordered


def _order_kind(here: Sequence[Suggestion], actions: Mapping[str, Action]) -> list[Suggestion]:
    rates = {one.action: rate(actions[one.action]) for one in here}
    ranked = sorted(
        here,
        key=lambda one: (
            -find_band(one.score),
            -rates[one.action],
            -round(one.score, 9),
            one.action,
        ),
    )
    told: list[Suggestion] = []
    for _, band in groupby(_keep_untested(ranked, rates), key=lambda one: find_band(one.score)):
        members = list(band)
        told.extend(
            replace(one, before=_find_passed(one, members[place + 1 :], rates))
            for place, one in enumerate(members)
        )
    return told


def _keep_untested(ranked: list[Suggestion], rates: Mapping[str, float]) -> list[Suggestion]:
    """Return the list with one that nobody has tested among the first, if its band allows it."""

    def is_untested(one: Suggestion) -> bool:
        return rates[one.action] == NOT_PROVEN

    if len(ranked) <= HEAD or any(is_untested(one) for one in ranked[:HEAD]):
        return ranked
    last = find_band(ranked[HEAD - 1].score)
    for place, one in enumerate(ranked[HEAD:], HEAD):
        if is_untested(one) and find_band(one.score) == last:
            kept = replace(one, is_kept=True)
            rest = [*ranked[:place], *ranked[place + 1 :]]
            return [*rest[: HEAD - 1], kept, *rest[HEAD - 1 :]]
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

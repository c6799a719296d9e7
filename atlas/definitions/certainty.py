"""Work out how sure it may be said that an action works: five steps, from its studies alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.definitions.evidence import Direction, Evidence, Study, StudyKind

STRONG, GOOD, FAIR, WEAK, NOT_PROVEN = 5, 4, 3, 2, 1
# What one sound study of this very action in a like country is good for.
STEPS: dict[StudyKind, int] = {
    "review": STRONG,
    "rct": GOOD,
    "comparison": FAIR,
    "scoping": WEAK,
    "before_after": WEAK,
    "case_study": WEAK,
    "guidance": NOT_PROVEN,
}
# Which findings agree with each other.
AGREEING: dict[Direction, tuple[Direction, ...]] = {
    "works": ("works", "works_small"),
    "works_small": ("works", "works_small"),
    "mixed": ("mixed",),
    "no_effect": ("no_effect",),
    "may_harm": ("may_harm",),
    "not_known": (),
}


def find_step(study: Study) -> int:
    """Return what one study is good for, by itself.

    A near action and a far setting each cost a step and never lead above 3, a doubtful
    comparison costs one too; what a programme asked its own people is 2 at most; a review whose
    studies are mixed is 4 at most.

    Parameters
    ----------
    study
        The study.
    """
    if study.finds == "not_known":
        return NOT_PROVEN
    step = STEPS[study.kind]
    if study.finds == "mixed":
        step = min(step, GOOD)
    lost = (not study.same) + study.far + (not study.sound)
    step -= lost
    if not study.same or study.far:
        step = min(step, FAIR)
    if study.own:
        step = min(step, WEAK)
    return max(step, NOT_PROVEN)


def find_best(studies: Iterable[Study], direction: Direction, outcome: str) -> int:
    """Return the highest step at which studies bear out one direction for one outcome.

    The best single study decides, and not how many there are; but two comparisons of this very
    action that agree are as good as a trial, and sound studies that contradict each other bear
    out "mixed" at the step of the weaker side.
    """
    told = [one for one in studies if outcome in one.outcomes]
    agreeing = [one for one in told if one.finds in AGREEING[direction]]
    steps = [find_step(one) for one in agreeing]
    best = max(steps, default=NOT_PROVEN)
    if direction != "mixed" and _count_full(agreeing) >= 2:
        best = max(best, GOOD)
    if direction == "mixed":
        works = max((find_step(one) for one in told if one.finds in AGREEING["works"]), default=0)
        fails = [one for one in told if one.finds in ("no_effect", "may_harm")]
        best = max(best, min(works, max((find_step(one) for one in fails), default=0), GOOD))
    return best


def _count_full(studies: Sequence[Study]) -> int:
    """Return how many are sound comparisons of this very action in a like country."""
    return sum(
        one.is_compared and one.same and not one.far and find_step(one) >= FAIR for one in studies
    )


def find_allowed(evidence: Evidence) -> int:
    """Return the highest step that the studies of an action allow.

    What is claimed for several outcomes is as sure as the least sure of them: no effect is
    borrowed from another outcome.

    Parameters
    ----------
    evidence
        The evidence of one action.
    """
    if evidence.direction == "not_known" or not evidence.outcomes:
        return NOT_PROVEN
    return min(
        find_best(evidence.studies, evidence.direction, outcome) for outcome in evidence.outcomes
    )

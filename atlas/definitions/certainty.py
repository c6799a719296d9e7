"""Work out the strength of evidence that an action works, in five steps, from its studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.definitions.evidence import Direction, Evidence, Study, StudyKind

STRONG, GOOD, FAIR, WEAK, NOT_PROVEN = 5, 4, 3, 2, 1
# The step of one sound study of the same action in a comparable country.
STEPS: dict[StudyKind, int] = {
    "review": STRONG,
    "rct": GOOD,
    "comparison": FAIR,
    "scoping": WEAK,
    "before_after": WEAK,
    "case_study": WEAK,
    "guidance": NOT_PROVEN,
}
# Findings that agree with each other.
AGREEING: dict[Direction, tuple[Direction, ...]] = {
    "works": ("works", "works_small"),
    "works_small": ("works", "works_small"),
    "mixed": ("mixed",),
    "no_effect": ("no_effect",),
    "may_harm": ("may_harm",),
    "not_known": (),
}


def find_step(study: Study) -> int:
    """Return the step that one study supports by itself.

    A similar action and an unlike setting each cost a step and cap it at 3; a doubtful
    comparison costs one too. A programme's survey of its own participants is at most 2; a
    review of mixed studies at most 4.
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
    """Return the highest step at which studies support one direction for one outcome.

    The best single study decides, not their number; but two agreeing comparisons of the same
    action count as a trial, and sound studies that contradict each other support "mixed" at
    the step of the weaker side.
    """
    told = [study for study in studies if outcome in study.outcomes]
    agreeing = [study for study in told if study.finds in AGREEING[direction]]
    steps = [find_step(study) for study in agreeing]
    best = max(steps, default=NOT_PROVEN)
    if direction != "mixed" and _count_full(agreeing) >= 2:
        best = max(best, GOOD)
    if direction == "mixed":
        works = max(
            (find_step(study) for study in told if study.finds in AGREEING["works"]), default=0
        )
        fails = [study for study in told if study.finds in ("no_effect", "may_harm")]
        best = max(best, min(works, max((find_step(study) for study in fails), default=0), GOOD))
    return best


def _count_full(studies: Sequence[Study]) -> int:
    """Return the number of sound comparisons of the same action in a comparable country."""
    return sum(
        study.is_compared and study.same and not study.far and find_step(study) >= FAIR
        for study in studies
    )


def find_allowed(evidence: Evidence) -> int:
    """Return the highest step that the studies of an action allow.

    A claim for several outcomes has the step of the weakest of them: an effect on one outcome
    is no evidence for another.
    """
    if evidence.direction == "not_known" or not evidence.outcomes:
        return NOT_PROVEN
    return min(
        find_best(evidence.studies, evidence.direction, outcome) for outcome in evidence.outcomes
    )

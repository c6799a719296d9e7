"""Compute the results of a self-check by role, field and year, with don't-knows beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atlas.definitions import SelfCheckField
    from atlas.definitions.taking_part import FieldQuestion
    from atlas.plan.records.kinds.self_check_answer import SelfCheckAnswer
    from atlas.plan.records.versions import Kept

# The four steps of an answer; "don't know" says nothing about the town.
STEPS: Mapping[str, int] = {"not_yet": 0, "started": 1, "in_place": 2, "proven": 3}
TOP = max(STEPS.values())
# A field below the midpoint of the four steps is low.
LOW = TOP / 2
# Differences of less than half a step count as about the same.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """How one field is rated.

    Parameters
    ----------
    mean
        Mean step from 0, not yet, to 3, proven, over the answers that give one; None where
        there is none.
    known, unknown
        How many answers give a step, and how many are "don't know".
    asked
        How many answers there could be.
    """

    mean: float | None
    known: int
    unknown: int
    asked: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The two roles that rate a field most differently."""

    field: str
    higher: str
    lower: str
    steps: float


@dataclass(frozen=True, slots=True)
class Pulled:
    """An action that low answers suggest, with those questions, as ``field.question``."""

    action: str
    questions: tuple[str, ...]


def in_order(fields: Mapping[str, SelfCheckField]) -> list[SelfCheckField]:
    """Return the fields in their order."""
    return sorted(fields.values(), key=lambda field: (field.order, field.id))


def keep_latest(kept: Iterable[Kept[SelfCheckAnswer]]) -> list[Kept[SelfCheckAnswer]]:
    """Return one answer per question and sheet: the one saved last.

    Two people may each add a first answer to the same question at the same moment.
    """
    ordered = [(answer.record, answer) for answer in sorted(kept, key=lambda one: one.changed)]
    latest = {(said.year, said.role, said.sheet, said.question): one for said, one in ordered}
    return list(latest.values())


def find_mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are known; None where none is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def mean_step(answers: Iterable[str]) -> float | None:
    """Return the mean step of some answers; None where none gives a step.

    Examples
    --------
    >>> mean_step(["started", "in_place", "dont_know"])
    1.5
    >>> mean_step(["dont_know"]) is None
    True
    """
    return find_mean(STEPS.get(answer) for answer in answers)


def view_by_role(
    answers: Sequence[SelfCheckAnswer], fields: Mapping[str, SelfCheckField], *, year: int
) -> dict[str, dict[str, View]]:
    """Return how each role rates each field in one year.

    Parameters
    ----------
    answers
        All answers of a place; those of other years and to questions no longer asked
        are left out.
    fields
        Definitions of the fields, by identity.
    year
        The year of the check.

    Returns
    -------
    dict
        View by field by role; only roles with answers.
    """
    found: dict[str, dict[str, View]] = {}
    asked = _list_questions(fields)
    counted = [one for one in answers if one.year == year and one.question in asked]
    for role in sorted({answer.role for answer in counted}):
        own = [one for one in counted if one.role == role]
        sheets = len({one.sheet for one in own})
        found[role] = {}
        for name, field in fields.items():
            given = [one.answer for one in own if one.question.split(".")[0] == name]
            unknown, possible = given.count("dont_know"), len(field.questions) * sheets
            found[role][name] = View(mean_step(given), len(given) - unknown, unknown, possible)
    return found


def _list_questions(fields: Mapping[str, SelfCheckField]) -> dict[str, FieldQuestion]:
    """Return the questions as ``field.question``, in the order of the fields."""
    return {f"{field.id}.{one.id}": one for field in fields.values() for one in field.questions}


def view_together(by_role: Mapping[str, Mapping[str, View]]) -> dict[str, View]:
    """Return how all roles together rate each field: every role counts once.

    The mean is that of the roles' means, so that twenty officers do not outweigh two migrant
    organisations. Roles without a rating of a field are left out of it.
    """
    together = {}
    for name in next(iter(by_role.values()), {}):
        views = [views[name] for views in by_role.values()]
        together[name] = View(
            find_mean(view.mean for view in views),
            sum(view.known for view in views),
            sum(view.unknown for view in views),
            sum(view.asked for view in views),
        )
    return together


def find_gaps(by_role: Mapping[str, Mapping[str, View]]) -> list[Gap]:
    """Return for each field the two roles that rate it most differently, widest gap first.

    Fields that fewer than two roles rate have no gap.
    """
    gaps = []
    for name in next(iter(by_role.values()), {}):
        means = {
            role: mean
            for role, views in sorted(by_role.items())
            if (mean := views[name].mean) is not None
        }
        if len(means) < 2:
            continue
        higher, lower = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
        gaps.append(Gap(name, higher, lower, means[higher] - means[lower]))
    return sorted(gaps, key=lambda gap: -gap.steps)


def format_steps(steps: float) -> str:
    """Return a distance in words, to the nearest half step; empty for less than half a step.

    Examples
    --------
    >>> format_steps(2.1), format_steps(1.4), format_steps(0.6), format_steps(0.2)
    ('two steps', 'one and a half steps', 'half a step', '')
    """
    words = {
        1: say("half a step"),
        2: say("one step"),
        3: say("one and a half steps"),
        4: say("two steps"),
        5: say("two and a half steps"),
        6: say("three steps"),
    }
    return words.get(round(steps * 2), "") if steps >= SAME else ""


def format_gap(gap: Gap, *, field: str, higher: str, lower: str) -> str:
    """Return a gap as a sentence.

    Parameters
    ----------
    gap
        The gap to describe.
    field, higher, lower
        Name of the field, and of the roles as they read inside a sentence.

    Examples
    --------
    >>> gap = Gap("encounter", "council_leadership", "migrant_organisations", 2.0)
    >>> others = {"higher": "council leadership", "lower": "migrant organisations"}
    >>> format_gap(gap, field="Encounter", **others)
    '“Encounter”: rated two steps higher by council leadership than by migrant organisations.'
    """
    steps = format_steps(gap.steps)
    if not steps:
        return say("“{field}”: rated about the same by all who answered.", field=field)
    return say(
        "“{field}”: rated {steps} higher by {higher} than by {lower}.",
        field=field,
        steps=steps,
        higher=higher,
        lower=lower,
    )


def pull_actions(
    answers: Sequence[SelfCheckAnswer],
    fields: Mapping[str, SelfCheckField],
    *,
    year: int,
    known: Iterable[str],
) -> list[Pulled]:
    """Return the actions that low answers suggest, those of the lowest questions first.

    A question is low where the mean of the roles' means is below the midpoint of the four
    steps; only fields that are low themselves suggest anything.

    Parameters
    ----------
    answers, fields, year
        As in `view_by_role`.
    known
        Actions that the place has; others are left out.
    """
    together = view_together(view_by_role(answers, fields, year=year))
    low = {name for name, view in together.items() if view.mean is not None and view.mean < LOW}
    means, offered = _question_means(answers, fields, year=year), set(known)
    asked = _list_questions(fields)
    pulled: dict[str, list[str]] = {}
    for name in sorted(means, key=lambda name: means[name]):
        if name.split(".")[0] in low and means[name] < LOW:
            for action in asked[name].actions:
                if action in offered:
                    pulled.setdefault(action, []).append(name)
    return [Pulled(action, tuple(names)) for action, names in pulled.items()]


def find_steps(
    answers: Sequence[SelfCheckAnswer], fields: Mapping[str, SelfCheckField], *, until: int
) -> dict[str, int]:
    """Return each question's step in the latest check.

    Parameters
    ----------
    answers, fields
        As in `view_by_role`.
    until
        Checks of later years are left out.

    Returns
    -------
    dict
        From 0, not yet, to 3, proven, by ``field.question``: the step nearest to the mean of
        the roles' means, rounded up from the midpoint, so that a question is low here
        where it is in `pull_actions`. Questions without a rating are left out.
    """
    years = [answer.year for answer in answers if answer.year <= until]
    if not years:
        return {}
    means = _question_means(answers, fields, year=max(years))
    return {name: int(mean + 0.5) for name, mean in means.items()}


def _question_means(
    answers: Sequence[SelfCheckAnswer], fields: Mapping[str, SelfCheckField], *, year: int
) -> dict[str, float]:
    """Return the mean of the roles' means for each question that has a rating."""
    found = {}
    for name in _list_questions(fields):
        given = [one for one in answers if one.year == year and one.question == name]
        mean = find_mean(
            mean_step(one.answer for one in given if one.role == role)
            for role in sorted({one.role for one in given})
        )
        if mean is not None:
            found[name] = mean
    return found

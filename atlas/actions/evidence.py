"""Combine the triggers of an action; within a subject only the strongest counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.triggers import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.actions.asked import Asked, Askings
    from atlas.actions.triggers import Judge, Reading
    from atlas.definitions import Action


@dataclass(frozen=True)
class Table:
    """All triggers as arrays: one row per trigger, one column per area or one for areas together.

    `unusual` ignores the floor; `strength` is what a trigger counts if it fires; `people` is
    how many it is true of; `by_town` is where it is unusual within the town.
    """

    asked: tuple[Asked, ...]
    unusual: np.ndarray
    strength: np.ndarray
    missing: np.ndarray
    by_town: np.ndarray
    people: np.ndarray

    @cached_property
    def floors(self) -> np.ndarray:
        """The number of people each trigger must be true of; 0 for no floor."""
        return np.array([0 if asked.is_low else asked.people for asked in self.asked], dtype=float)

    @cached_property
    def fired(self) -> np.ndarray:
        """Where triggers fire, with the floor applied to each column by itself."""
        enough = np.isnan(self.people) | (self.people >= self.floors[:, None])
        return np.asarray(self.unusual & enough)

    def fire_together(self, rows: np.ndarray) -> np.ndarray:
        """Return where triggers fire when the floor is on the summed people of several areas.

        Where no people are counted there is no floor, as for one area by itself.
        """
        unusual, people = self.unusual[:, rows], self.people[:, rows]
        summed = np.nansum(np.where(unusual, people, 0.0), axis=1)
        enough = (summed >= self.floors)[:, None]
        return np.asarray(unusual & (enough | np.isnan(people)))

    def name_missing(self, plan: Plan, columns: np.ndarray) -> tuple[str, ...]:
        """Return the indicators of an action's reasons that can be judged in no column."""
        gone = plan.reasons[self.missing[np.ix_(plan.reasons, columns)].all(axis=1)]
        return tuple(dict.fromkeys(self.asked[row].indicator for row in gone))


def tabulate(asked: Sequence[Asked], judge: Judge) -> Table:
    """Return the table of triggers for every area of the place."""
    readings = [judge.read_areas(trigger.indicator) for trigger in asked]
    return _stack(asked, judge, readings, len(judge.measures.areas))


def tabulate_together(asked: Sequence[Asked], judge: Judge, rows: np.ndarray) -> Table:
    """Return the table of triggers for some areas taken together as one: a single column."""
    names = dict.fromkeys(one.indicator for one in asked)
    known = {name: judge.judge_together(name, rows) for name in names}
    return _stack(asked, judge, [known[one.indicator] for one in asked], 1)


def _stack(asked: Sequence[Asked], judge: Judge, readings: list[Reading], columns: int) -> Table:
    judged = [judge.judge(one, reading) for one, reading in zip(asked, readings, strict=True)]
    strength = [
        one.strength if ask.role == "reason" else np.where(one.unusual, SUPPORT, 0.0)
        for ask, one in zip(asked, judged, strict=True)
    ]
    shape = (len(asked), columns)
    return Table(
        asked=tuple(asked),
        unusual=np.array([one.unusual for one in judged], dtype=bool).reshape(shape),
        strength=np.array(strength, dtype=float).reshape(shape),
        missing=np.array([one.missing for one in judged], dtype=bool).reshape(shape),
        by_town=np.array([one.by_town for one in judged], dtype=bool).reshape(shape),
        people=np.array([one.people for one in readings], dtype=float).reshape(shape),
    )


@dataclass(frozen=True)
class Plan:
    """The rows of a table that belong to an action.

    Parameters
    ----------
    action
        The action.
    rows
        Its own triggers.
    reasons
        Those of them that can suggest it.
    subjects
        Its triggers by subject.
    requires
        Groups of rows, in each of which at least one must fire: first those of required
        subjects, then those of minimum numbers of people.
    """

    action: Action
    rows: np.ndarray
    reasons: np.ndarray
    subjects: tuple[np.ndarray, ...]
    requires: tuple[np.ndarray, ...]


def make_plans(
    actions: Mapping[str, Action], askings: Askings, asked: Sequence[Asked]
) -> dict[str, Plan]:
    """Return for every action its rows in a table of all triggers."""
    row_of = {one: row for row, one in enumerate(asked)}
    found = {}
    for name, action in actions.items():
        own = list(dict.fromkeys(askings.by_action[name]))
        by_subject: dict[str, list[int]] = {}
        for one in own:
            by_subject.setdefault(one.subject, []).append(row_of[one])
        requires = [
            [
                row
                for subject in group
                for row in (
                    *(row_of[one] for one in askings.by_subject.get(subject, ())),
                    *by_subject.get(subject, ()),
                )
            ]
            for group in action.requires
        ]
        requires += [[row_of[one]] for one in askings.least[name]]
        found[name] = Plan(
            action=action,
            rows=np.array([row_of[one] for one in own], dtype=int),
            reasons=np.array([row_of[one] for one in own if one.role == "reason"], dtype=int),
            subjects=tuple(np.array(rows) for rows in by_subject.values()),
            requires=tuple(np.array(rows, dtype=int) for rows in requires),
        )
    return found


def weigh_evidence(plan: Plan, fired: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """Return how strongly an action is triggered in every column; 0 where it is not suggested.

    ``1 - prod(1 - e_s)`` over the subjects that fired, with e_s the strongest trigger of the
    subject: a noisy-or of independent signals, which triggers of one subject are not.
    """
    if not plan.reasons.size:
        return np.zeros(fired.shape[1])
    suggested = fired[plan.reasons].any(axis=0)
    for group in plan.requires:
        suggested &= fired[group].any(axis=0)
    doubt = np.ones(fired.shape[1])
    for rows in plan.subjects:
        doubt *= 1 - np.where(fired[rows], strength[rows], 0.0).max(axis=0)
    return np.where(suggested, 1 - doubt, 0.0)

"""Suggest actions for a whole council, college or health board, on the figures of the place."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.asked import VALUE
from atlas.actions.evidence import Table, weigh_evidence
from atlas.actions.fired import count_strongest, describe_fired, sort_fired
from atlas.actions.order import order_suggestions
from atlas.actions.suggestion import FiredTrigger, Suggestion, Unfired, Why
from atlas.actions.triggers import DEPTH, FLOOR, MOST, SUPPORT, TIGHTNESS
from atlas.actions.unfired import Looked, list_lacking, make_unfired

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from atlas.actions.asked import Asked
    from atlas.actions.evidence import Plan
    from atlas.actions.judged import Judged
    from atlas.actions.triggers import Reading

# The one column of a table of a place.
FIRST = np.array([0])


@dataclass(frozen=True)
class PlaceJudged:
    """All triggers judged on the figures of one place.

    Parameters
    ----------
    table
        Triggers by one column; those fire that are unusual, as the floor is in that already.
    rows
        The areas of the place.
    readings
        The figures of the place and their percentiles, by indicator.
    """

    table: Table
    rows: np.ndarray
    readings: Mapping[str, Reading]


def judge_place(matcher: Judged, rows: np.ndarray) -> PlaceJudged:
    """Return all triggers judged on the figures of a place.

    A place is not compared with its own areas. A trigger with a floor for places fires where
    it is true of that many people; any other where the place's figure reaches the percentile
    in the country that the rule asks for, or a bound on the figure itself.
    """
    everything = matcher.table.asked
    readings = {
        name: matcher.judge.judge_together(name, rows, in_town=False)
        for name in dict.fromkeys(one.indicator for one in everything)
    }
    says = np.array(
        [_judge_one(matcher, one, readings[one.indicator]) for one in everything], dtype=float
    ).reshape(-1, 3)
    table = Table(
        asked=everything,
        unusual=says[:, :1].astype(bool),
        strength=says[:, 1:2],
        missing=says[:, 2:].astype(bool),
        by_town=np.zeros((len(everything), 1), dtype=bool),
        people=np.array([readings[one.indicator].people for one in everything]).reshape(-1, 1),
    )
    return PlaceJudged(table, rows, readings)


def _judge_one(matcher: Judged, asked: Asked, reading: Reading) -> tuple[bool, float, bool]:
    """Return whether a trigger fires for a place, its strength, and whether it is missing."""
    country, people = float(reading.country[0]), float(reading.people[0])
    depth = _find_depth(asked, country)
    if asked.trigger.scale == VALUE:
        judged = matcher.judge.judge(asked, reading)
        met, gone = bool(judged.unusual[0]), bool(judged.missing[0])
    elif asked.place_people and not asked.is_low:
        met, gone = people >= asked.place_people, math.isnan(people)
    else:
        met, gone = depth >= 0, math.isnan(country)
    reached = 0.0 if math.isnan(depth) else min(max(depth, 0.0), 1.0)
    strength = FLOOR + (TIGHTNESS + DEPTH) * reached if asked.role == "reason" else SUPPORT
    return met and not gone, strength, gone


def _find_depth(asked: Asked, country: float) -> float:
    """Return how far a place lies beyond the percentile required: 0 at it, 1 at the extreme."""
    seen = MOST - country if asked.is_low else country
    return (seen - asked.country_at_least) / max(MOST - asked.country_at_least, 1e-9)


class PlaceWide:
    """Suggestions for the open place as a whole.

    Parameters
    ----------
    matcher
        The matcher of the place.
    """

    def __init__(self, matcher: Judged) -> None:
        self.matcher = matcher
        self.plans = [one for one in matcher.plans.values() if one.action.scope == "place"]

    @cached_property
    def judged(self) -> PlaceJudged:
        """All triggers judged on the figures of the open place."""
        return judge_place(self.matcher, np.arange(len(self.matcher.measures.areas)))

    @cached_property
    def _by_figures(self) -> list[Suggestion]:
        found = [self.suggest_one(plan, self.judged) for plan in self.plans]
        return [one for one in found if one is not None]

    def suggest(self, events: Collection[str], answers: Mapping[str, int]) -> list[Suggestion]:
        """Return the suggestions for the place: events first, then low answers, then figures."""
        definitions = self.matcher.definitions
        low = {name for name, step in answers.items() if step <= definitions.rule.low_answer}
        raised = {
            plan.action.id: (
                *(one for one in plan.action.events if one in events),
                *(one for one in plan.action.answers if one in low),
            )
            for plan in self.plans
        }
        found = {one.action: one for one in self._by_figures}
        for plan in self.plans:
            name = plan.action.id
            if raised[name] and name not in found:
                found[name] = self._offer(plan, self.judged, ())
        told = [replace(one, raised_by=raised[one.action]) for one in found.values()]

        def lead(one: Suggestion) -> tuple[int, ...]:
            happened = sum(name in events for name in one.raised_by)
            return -happened, happened - len(one.raised_by)

        few = definitions.rule.first_few
        return order_suggestions(told, definitions.actions, head=few, lead=lead)

    def suggest_one(self, plan: Plan, judged: PlaceJudged) -> Suggestion | None:
        """Return the suggestion of an action for a place, None where its figures do not fire.

        Actions without triggers are suggested, except those that wait for an event. Only the
        open place gets areas to start in.
        """
        if not plan.reasons.size:
            gone = plan.action.id in self.matcher.unjudged
            return None if gone or plan.action.after_event else self._offer(plan, judged, ())
        evidence = float(weigh_evidence(plan, judged.table.unusual, judged.table.strength)[0])
        if not evidence:
            return None
        found = []
        for row in plan.rows[judged.table.unusual[plan.rows, 0]]:
            asked = judged.table.asked[row]
            reading, by_town = judged.readings[asked.indicator], judged.table.by_town[row]
            told = describe_fired(self.matcher, asked, reading, by_town, judged.rows)
            found.append((float(judged.table.strength[row, 0]), told))
        return self._offer(plan, judged, sort_fired(found), evidence)

    def _offer(
        self,
        plan: Plan,
        judged: PlaceJudged,
        triggers: tuple[FiredTrigger, ...],
        evidence: float = 0.0,
    ) -> Suggestion:
        matcher, rows = self.matcher, judged.rows
        residents = matcher.residents[rows]
        fit = matcher.fits[plan.action.id][rows]
        belongs = float((fit * residents).sum() / residents.sum()) if residents.sum() else 0.0
        score = (belongs + evidence) / 2
        return Suggestion(
            action=plan.action.id,
            kind="place",
            score=score,
            band=matcher.find_band(score),
            fit=belongs,
            people=count_strongest(triggers),
            triggers=triggers,
            areas=len(rows),
            asked=len(rows),
            start=self._find_start(plan, rows) if judged is self.judged else (),
            missing=judged.table.name_missing(plan, FIRST),
        )

    def _find_start(self, plan: Plan, rows: np.ndarray) -> tuple[str, ...]:
        """Return the areas to start in, where a figure is unusual, most people first."""
        matcher = self.matcher
        score, here = matcher.find_suggested(plan.action.id)
        if here.all():
            return ()
        people = np.nan_to_num(matcher.count_people(plan.action.id))
        inside = rows[here[rows]]
        order = np.lexsort((inside, -np.round(score[inside], 9), -people[inside]))
        first = inside[order[: matcher.definitions.rule.start_areas]]
        return tuple(str(code) for code in matcher.measures.areas[first])

    @cached_property
    def unfired(self) -> list[Unfired]:
        """Why other actions are not suggested for the place, in order of id."""
        given = {one.action for one in self._by_figures}
        lacking = [plan for plan in self.plans if plan.action.id not in given]
        return [
            self._describe_unfired(one) for one in sorted(lacking, key=lambda one: one.action.id)
        ]

    def _describe_unfired(self, plan: Plan) -> Unfired:
        here, reasons = Looked(self.judged.table, FIRST, self.judged.table.unusual), plan.reasons
        if not reasons.size:
            waits: Why = "event" if plan.action.after_event else "missing"
            return make_unfired(plan, waits, None, here)
        fired, lacking = reasons[here.fired[reasons]], list_lacking(plan, here.columns)
        if fired.size and lacking:
            requires = tuple(plan.action.requires[lacking[0]])
            return make_unfired(plan, "requires", int(fired[0]), here, requires)
        row = self._find_nearest(reasons)
        is_counted = here.find_floor(row, plan) and not np.isnan(here.count(row))
        why: Why = "few" if is_counted else "usual"
        return make_unfired(plan, "missing" if here.missing[reasons].all() else why, row, here)

    def _find_nearest(self, reasons: Sequence[int] | np.ndarray) -> int:
        """Return the row of the trigger that comes nearest to its floor, or the first."""
        table = self.judged.table

        def near(row: int) -> float:
            asked, people = table.asked[row], float(table.people[row, 0])
            if not asked.place_people or np.isnan(people):
                return -1.0
            return people / asked.place_people

        return int(max(reasons, key=near))

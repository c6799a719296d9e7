"""Suggest actions for an area, a selection or a whole place, best first."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.actions.evidence import (
    Plan,
    Table,
    tabulate_together,
    weigh_evidence,
)
from atlas.actions.fired import count_strongest, list_fired
from atlas.actions.judged import HALF, Judged
from atlas.actions.order import keep_pressing, order_suggestions, rate
from atlas.actions.place_wide import PlaceWide
from atlas.actions.suggestion import FiredTrigger, Suggestion, Unfired
from atlas.actions.unfired import Looked, describe_unfired
from atlas.definitions.certainty import NOT_PROVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from atlas.definitions.action import Trigger

__all__ = ["FiredTrigger", "Matcher", "Suggestion", "Unfired"]


class Matcher(Judged):
    """Matches actions with the areas of one place; its parameters are those of `Judged`."""

    @cached_property
    def places(self) -> PlaceWide:
        """Suggestions for the place as a whole."""
        return PlaceWide(self)

    def suggest(
        self,
        areas: Sequence[str],
        *,
        events: Collection[str] = (),
        answers: Mapping[str, int] | None = None,
    ) -> list[Suggestion]:
        """Return the suggestions for one area or several, best first.

        Several areas are judged twice: together as one area, on their common figure and summed
        people; and area by area, weighted by residents, with each floor on the summed people
        of the areas that are unusual. The higher score counts. Actions for the whole place
        follow. The same areas always give the same list.

        Parameters
        ----------
        areas
            Codes of areas.
        events
            Events in the plan, such as a closure.
        answers
            Steps of the self-check, 0 to 3, by `field.question`.
        """
        rows = self._find_rows(areas)
        found: list[Suggestion] = []
        if rows.size:
            together = self._judge_together(rows)
            found = [one for one in self._suggest_areas(rows, together) if one is not None]
            actions = self.definitions.actions
            found = order_suggestions(found, actions, head=self.definitions.rule.first_few)
            found = self._answer_first(found, rows, together)
        return [*found, *self.places.suggest(events, answers or {})]

    def _find_rows(self, areas: Sequence[str]) -> np.ndarray:
        found = self.measures.areas.get_indexer(pd.Index(list(areas)))
        return np.unique(found[found >= 0])

    def _answer_first(
        self, found: list[Suggestion], rows: np.ndarray, together: Table | None
    ) -> list[Suggestion]:
        """Return suggestions with an answer to each pressing subject among the first few."""
        if together is None:
            pressing = {name for name, here in self.pressing.items() if here[rows[0]]}
        else:
            known = self.find_pressing(
                together, lambda name: self.judge.judge_together(name, rows, in_town=False)
            )
            pressing = {name for name, here in known.items() if here[0]}
        few = self.definitions.rule.first_few
        untested = (
            one for one in found if rate(self.definitions.actions[one.action]) == NOT_PROVEN
        )
        spared = next(untested, None)
        answered = keep_pressing(found, self.list_answered, pressing, few, spared)
        position = {one.action: number for number, one in enumerate(answered)}
        # A suggestion moved up for a pressing subject is no longer overtaken for its evidence.
        return [
            replace(one, before="") if one.before and position[one.before] < number else one
            for number, one in enumerate(answered)
        ]

    def list_answered(self, one: Suggestion) -> set[str]:
        """Return the subjects that a suggestion answers: those of its fired reasons."""
        return {
            self.askings.resolve(trigger.condition).subject
            for trigger in one.triggers
            if not trigger.supports_only
        }

    @cached_property
    def pressing(self) -> dict[str, np.ndarray]:
        """The areas in which each subject presses: see `find_pressing`."""
        return self.find_pressing(self.table, self.judge.read_areas)

    def _suggest_areas(self, rows: np.ndarray, together: Table | None) -> list[Suggestion | None]:
        fired = self.table.fire_together(rows)
        weights = self.residents[rows]
        weights = weights / weights.sum() if weights.sum() else np.full(len(rows), 1 / len(rows))
        local = [one for one in self.plans.values() if one.action.scope == "area"]
        # Indexed once: for a whole country this is most of the cost of a list.
        strength = self.table.strength[:, rows]
        return [self._suggest_one(plan, rows, weights, fired, strength, together) for plan in local]

    def _judge_together(self, rows: np.ndarray) -> Table | None:
        """Return the table for several areas taken together; None for a single area."""
        if len(rows) < 2:
            return None
        return tabulate_together(self.table.asked, self.judge, rows)

    def _suggest_one(
        self,
        plan: Plan,
        rows: np.ndarray,
        weights: np.ndarray,
        fired: np.ndarray,
        strength: np.ndarray,
        together: Table | None,
    ) -> Suggestion | None:
        fit = self.fits[plan.action.id][rows]
        evidence = weigh_evidence(plan, fired, strength)
        here = evidence > 0
        score = float((np.where(here, HALF * fit + HALF * evidence, 0.0) * weights).sum())
        own = 0.0
        if together is not None:
            own = float(weigh_evidence(plan, together.fired, together.strength)[0])
        if not here.any() and not own:
            return None
        belongs = float((fit * weights).sum())
        if own:
            score = max(score, HALF * belongs + HALF * own)
        triggers = list_fired(self, plan, rows, fired, together if own else None)
        return Suggestion(
            action=plan.action.id,
            kind="area",
            score=score,
            band=self.find_band(score),
            fit=belongs,
            people=count_strongest(triggers),
            triggers=triggers,
            areas=int(here.sum()) or len(rows),
            asked=len(rows),
            missing=self.table.name_missing(plan, rows),
        )

    def not_suggested(
        self, areas: Sequence[str], suggested: Collection[Suggestion]
    ) -> list[Unfired]:
        """Return why each of the other actions is not suggested for some areas."""
        rows = self._find_rows(areas)
        given = {one.action for one in suggested}
        if not rows.size:
            return []
        fired, together = self.table.fire_together(rows), self._judge_together(rows)
        here = Looked(self.table, rows, fired, together)
        unfired = [
            describe_unfired(plan, here)
            for name, plan in sorted(self.plans.items())
            if plan.action.scope == "area" and name not in given
        ]
        return [*unfired, *(one for one in self.places.unfired if one.action not in given)]

    def reach(self, name: str) -> pd.DataFrame:
        """Return the areas that an action is suggested for, highest score first.

        Parameters
        ----------
        name
            Id of the action.

        Returns
        -------
        pandas.DataFrame
            Columns `score` and `people`, indexed by area. People or homes are counted on one
            figure, the action's first that has a count, so that they can be added up; gaps
            where none has.
        """
        score, here = self.find_suggested(name)
        rows = np.flatnonzero(here)
        table = pd.DataFrame(
            {"score": score[rows], "people": self.count_people(name)[rows]},
            index=self.measures.areas[rows],
        )
        order = np.lexsort((table.index.to_numpy(dtype=str), -table["score"].round(9)))
        return table.iloc[order]

    def share_fired(self, trigger: Trigger) -> float:
        """Return the share of the place's areas in which a trigger fires, 0 to 1."""
        row = self.table.asked.index(self.askings.resolve(trigger))
        return float(self.table.fired[row].mean())

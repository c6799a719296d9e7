"""Find the actions that suit an area, a selection or a type, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from atlas.actions.order import order_suggestions
from atlas.definitions import PROTECTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions import Action, Condition, Definitions
    from atlas.definitions.action import Trigger
    from atlas.indicators.measures import Measures
    from atlas.typology.assign import Assignment

Kind = Literal["area", "place"]

# How much one fired trigger says, from what it asks and how far beyond its bound the area
# is. Two triggers say more than one but never twice as much. See docs/methods.md.
FLOOR, TIGHTNESS, DEPTH, SUPPORT = 0.3, 0.3, 0.3, 0.15


@dataclass(frozen=True, slots=True)
class FiredTrigger:
    """A trigger that an area meets.

    Parameters
    ----------
    condition
        The trigger.
    value, percentile
        The area's value, and its percentile on the trigger's scale (in the town for
        triggers on values).
    supports_only
        True for ethnicity and faith: it adds to other triggers and never suggests alone.
    areas
        How many of the areas asked about meet it.
    """

    condition: Trigger
    value: float
    percentile: float
    supports_only: bool
    areas: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One action suggested for an area or a set of areas, with what speaks for it.

    Parameters
    ----------
    action
        Identity of the action.
    kind
        "area" where figures triggered it, "place" for what is offered once for the whole place.
    score
        0 to 1; only the order matters.
    fit
        How far the area belongs to the types the action suits, 0 to 1.
    triggers
        What fired, strongest first.
    areas
        How many of the areas asked about it is suggested for.
    asked
        How many areas were asked about.
    before
        The action of a higher score, in the same band, that it stands before for being better
        tested; empty where there is none.
    is_kept
        Whether it stands among the first so that what nobody has tested is not squeezed out.
    """

    action: str
    kind: Kind
    score: float
    fit: float
    triggers: tuple[FiredTrigger, ...]
    areas: int
    asked: int
    before: str = ""
    is_kept: bool = False


class Matcher:
    """Matches actions with the areas of one place.

    Parameters
    ----------
    definitions
        Actions, indicators and types.
    measures
        The place's indicators.
    assignments
        Types of all areas by typology, for every typology that actions name.
    """

    def __init__(
        self,
        definitions: Definitions,
        measures: Measures,
        assignments: Mapping[str, Assignment],
    ) -> None:
        self.definitions = definitions
        self.measures = measures
        self._strengths: dict[Condition, pd.Series] = {}
        self._fits = self._work_out_fits(assignments)
        self._evidence = self._work_out_evidence()

    def suggest(self, areas: Sequence[str]) -> list[Suggestion]:
        """Return the suggestions for one area or several, best first.

        Several areas are weighted by their residents. Actions for the whole town follow
        those that figures triggered. The same areas always give the same list.
        """
        rows = np.flatnonzero(self.measures.areas.isin(list(areas)))
        weights = self.measures.residents.to_numpy(dtype=float)[rows]
        weights = weights / weights.sum()
        found = [
            self._suggest_one(action, rows, weights) for action in self.definitions.actions.values()
        ]
        listed = [one for one in found if one is not None]
        return order_suggestions(listed, self.definitions.actions)

    def _suggest_one(
        self, action: Action, rows: np.ndarray, weights: np.ndarray
    ) -> Suggestion | None:
        fit = self._fits[action.id][rows]
        fits = float((fit * weights).sum())
        if action.scope == "place":
            return Suggestion(
                action=action.id,
                kind="place",
                score=fits,
                fit=fits,
                triggers=(),
                areas=len(rows),
                asked=len(rows),
            )
        evidence = self._evidence[action.id][rows]
        here = evidence > 0
        if not here.any():
            return None
        score = np.where(here, 0.5 * fit + 0.5 * evidence, 0.0)
        return Suggestion(
            action=action.id,
            kind="area",
            score=float((score * weights).sum()),
            fit=fits,
            triggers=self._fired(action, rows),
            areas=int(here.sum()),
            asked=len(rows),
        )

    def _fired(self, action: Action, rows: np.ndarray) -> tuple[FiredTrigger, ...]:
        fired = []
        for condition in action.triggers:
            met = self.measures.meets(condition).to_numpy()[rows]
            if not met.any():
                continue
            scale = "town" if condition.scale == "value" else condition.scale
            here = rows[met]
            values = self.measures.values(condition.indicator)
            positions = self.measures.percentiles(condition.indicator, scale=scale)
            fired.append(
                FiredTrigger(
                    condition=condition,
                    value=float(values.iloc[here].mean()),
                    percentile=float(positions.iloc[here].mean()),
                    supports_only=self._is_protected(condition),
                    areas=int(met.sum()),
                )
            )
        return tuple(
            sorted(
                fired,
                key=lambda one: (
                    one.supports_only,
                    -float(self._strength(one.condition).iloc[rows].mean()),
                    one.condition.indicator,
                ),
            )
        )

    def _is_protected(self, condition: Condition) -> bool:
        return self.definitions.indicators[condition.indicator].about in PROTECTED

    def _work_out_fits(self, assignments: Mapping[str, Assignment]) -> dict[str, np.ndarray]:
        """Return how far every area belongs to the types each action suits, by action."""
        found = {}
        for action in self.definitions.actions.values():
            fit = np.zeros(len(self.measures.areas))
            for typology, assignment in assignments.items():
                suited = [
                    name.split(".")[1] for name in action.suits if name.startswith(f"{typology}.")
                ]
                # What an area's own figures deny is no reason to suggest anything there.
                borne_out = assignment.membership[suited].where(assignment.allowed[suited], 0.0)
                share = borne_out.sum(axis=1).fillna(0.0).to_numpy()
                # A place in two suited typologies is not two reasons; the stronger counts.
                fit = np.maximum(fit, share)
            found[action.id] = fit
        return found

    def _work_out_evidence(self) -> dict[str, np.ndarray]:
        """Return how strongly each action is triggered in every area, by action; 0 where it is not.

        ``1 - prod(1 - e_t)`` over the fired triggers: independent signals (noisy or).
        """
        found = {}
        for action in self.definitions.actions.values():
            doubt = np.ones(len(self.measures.areas))
            triggered = np.zeros(len(self.measures.areas), dtype=bool)
            for condition in action.triggers:
                met = self.measures.meets(condition).to_numpy()
                protected = self._is_protected(condition)
                strength = SUPPORT if protected else self._strength(condition).to_numpy()
                doubt *= 1 - met * strength
                if not protected:
                    triggered |= met
            found[action.id] = np.where(triggered, 1 - doubt, 0.0)
        return found

    def _strength(self, condition: Condition) -> pd.Series:
        """Return what a trigger says where it is met, from its bound and the area's depth."""
        if condition not in self._strengths:
            self._strengths[condition] = self._work_out_strength(condition)
        return self._strengths[condition]

    def _work_out_strength(self, condition: Condition) -> pd.Series:
        met = self.measures.meets(condition)
        scale = "town" if condition.scale == "value" else condition.scale
        positions = self.measures.percentiles(condition.indicator, scale=scale)
        # A bound that few areas meet says more than one that half of them do.
        tightness = float(np.clip(1 - 2 * met.mean(), 0, 1))
        beyond = positions if self.measures.asks_more(condition) else 100 - positions
        bound = float(beyond[met].min()) if met.any() else 100.0
        depth = ((beyond - bound) / max(100 - bound, 1e-9)).clip(0, 1).fillna(0.0)
        return FLOOR + TIGHTNESS * tightness + DEPTH * depth

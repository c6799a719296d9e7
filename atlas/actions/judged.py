"""The triggers of all actions judged in every area of a place: what suggestions are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.asked import Askings
from atlas.actions.evidence import make_plans, tabulate, weigh_evidence
from atlas.actions.fit import find_fits, find_memberships
from atlas.actions.order import find_band
from atlas.actions.triggers import MOST, Judge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd

    from atlas.actions.evidence import Table
    from atlas.actions.town_scale import Pool
    from atlas.actions.triggers import Reading
    from atlas.definitions import Definitions
    from atlas.indicators.measures import Measures

HALF = 0.5


class Judged:
    """All triggers judged in every area of one place, and how far actions fit there.

    Parameters
    ----------
    definitions
        Actions, indicators, types, subjects and the rule.
    measures
        The place's indicators.
    memberships
        Areas by types, for every typology that actions name; None to work them out.
    means
        The mean of each membership over the country, by ``typology.type``; the default for
        each is the mean of the place.
    pool
        Returns an indicator's percentiles for the areas of small authorities, among those of
        their county or the nearest; None where their surroundings are not known.
    unjudged
        Actions all of whose triggers are on figures that the country does not have.
    """

    def __init__(
        self,
        definitions: Definitions,
        measures: Measures,
        memberships: Mapping[str, pd.DataFrame] | None = None,
        *,
        means: Mapping[str, float] | None = None,
        pool: Pool | None = None,
        unjudged: Collection[str] = (),
    ) -> None:
        self.definitions, self.measures = definitions, measures
        self.judge = Judge(measures, pool)
        self.scale = self.judge.scale
        self.askings = Askings(definitions)
        self.unjudged = frozenset(unjudged)
        asked = self.askings.all()
        self.plans = make_plans(definitions.actions, self.askings, asked)
        self.table = tabulate(asked, self.judge)
        if memberships is None:
            memberships = find_memberships(definitions, self.judge)
        usual = {
            f"{typology}.{one}": float(membership[one].mean())
            for typology, membership in memberships.items()
            for one in membership
        }
        known = usual | dict(means or {})
        self.fits = find_fits(definitions, memberships, known, len(measures.areas))
        self.residents = measures.residents.to_numpy(dtype=float)

    def find_band(self, score: float) -> float:
        """Return the band of a score, within which evidence may sort."""
        return float(find_band(score, self.definitions.rule.band))

    def find_pressing(self, table: Table, read: Callable[[str], Reading]) -> dict[str, np.ndarray]:
        """Return in which columns of a table each subject presses.

        Only subjects that the definition marks as `first` can press. They do where one of their
        figures is among the highest in the country and true of enough people.
        """
        row_of = {asked: row for row, asked in enumerate(table.asked)}
        found = {}
        for name, asked in self.askings.by_subject.items():
            if not self.definitions.subjects[name].first:
                continue
            found[name] = np.zeros(table.fired.shape[1], dtype=bool)
            for one in asked:
                country = read(one.indicator).country
                seen = MOST - country if one.is_low else country
                found[name] |= table.fired[row_of[one]] & (seen >= one.or_country)
        return found

    def find_suggested(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Return an action's score in every area, and whether it is suggested there.

        For an action for the whole place these are the areas to start in, where one of its
        figures is unusual without regard to the floor; none where it has no triggers.
        """
        plan = self.plans[name]
        is_local = plan.action.scope == "area"
        fired = self.table.fired if is_local else self.table.unusual
        evidence = weigh_evidence(plan, fired, self.table.strength)
        here = evidence > 0
        return np.where(here, HALF * self.fits[name] + HALF * evidence, 0.0), here

    def count_people(self, name: str) -> np.ndarray:
        """Return the people of an action's first counted figure, by area; all gaps if none is."""
        row = self._find_counted(name)
        if row is None:
            return np.full(len(self.measures.areas), np.nan)
        return np.asarray(self.table.people[row])

    def name_counted(self, name: str) -> str:
        """Return the indicator that an action's people or homes are counted on; empty for none."""
        row = self._find_counted(name)
        return "" if row is None else self.table.asked[row].indicator

    def _find_counted(self, name: str) -> int | None:
        rows = self.plans[name].reasons
        return next((int(row) for row in rows if not np.isnan(self.table.people[row]).all()), None)

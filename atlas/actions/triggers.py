"""Judge whether figures are unusual here or anywhere, for enough people, and how much that says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.actions.asked import TOWN, VALUE, Asked

if TYPE_CHECKING:
    from atlas.actions.people import Counts
    from atlas.actions.town_scale import TownScale
    from atlas.indicators.measures import Measures

# How much one fired trigger says, from how rare its bound is and how far beyond it the area
# lies. Two triggers say more than one but never twice as much. See docs/methods.md.
FLOOR, TIGHTNESS, DEPTH, SUPPORT = 0.3, 0.3, 0.3, 0.15
MIDDLE, MOST = 50.0, 100.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a figure lies, for areas or for areas together: one entry each.

    Parameters
    ----------
    figures
        The figure itself.
    town, country
        Its percentile in the town and in the country; gaps where it has none.
    people
        Of how many people or homes it is true; gaps where that is not counted.
    """

    figures: np.ndarray
    town: np.ndarray
    country: np.ndarray
    people: np.ndarray


@dataclass(frozen=True, slots=True)
class Judged:
    """What a trigger says, without its floor: one entry for each entry of a reading.

    Parameters
    ----------
    unusual
        Whether the figure lies beyond the trigger's bounds.
    strength
        How much that says, 0.3 to 0.9; 0 where it does not.
    missing
        Whether it cannot be judged, for want of a figure or of anything to compare it with.
    by_town
        Whether it is unusual in the town, and not in the country alone.
    """

    unusual: np.ndarray
    strength: np.ndarray
    missing: np.ndarray
    by_town: np.ndarray


class Judge:
    """Judges triggers on the figures of one place.

    Parameters
    ----------
    measures
        The place's indicators.
    scale
        Where areas lie in their towns.
    counts
        For how many figures are true.
    """

    def __init__(self, measures: Measures, scale: TownScale, counts: Counts) -> None:
        self.measures, self.scale, self.counts = measures, scale, counts
        self._readings: dict[str, Reading] = {}
        self._curves: dict[str, tuple[np.ndarray, np.ndarray] | None] = {}
        self._turned: dict[str, bool] = {}

    def read_areas(self, name: str) -> Reading:
        """Return where a figure lies in every area of the place."""
        if name not in self._readings:
            values = self.measures.values(name).to_numpy(dtype=float)
            people = self.counts.count(name)
            country = self.measures.percentiles(name, scale=self.measures.store.reference)
            self._readings[name] = Reading(
                figures=values,
                town=self.scale.percentiles(name),
                country=country.to_numpy(dtype=float),
                people=np.full(len(values), np.nan) if people is None else people,
            )
        return self._readings[name]

    def judge_together(self, name: str, rows: np.ndarray, *, in_town: bool = True) -> Reading:
        """Return where a figure of areas together lies, as a reading of one entry.

        Without `in_town` its place among the areas of the town is left open.
        """
        value = self.counts.together(name, rows)
        people = self.counts.count(name)
        return Reading(
            figures=np.array([value]),
            town=np.array([self.scale.place(name, value, rows) if in_town else math.nan]),
            country=self._place(name, value),
            people=np.array([np.nan if people is None else people[rows].sum()]),
        )

    def _place(self, name: str, value: float) -> np.ndarray:
        return np.array([self.find_position(name, value)])

    def find_position(self, name: str, value: float) -> float:
        """Return the percentile of a value in the country: a gap where there is none."""
        if name not in self._curves:
            self._curves[name] = self._read_curve(name)
        curve = self._curves[name]
        if curve is None or math.isnan(value):
            return math.nan
        percentile = float(np.interp(value, *curve))
        return MOST - percentile if self._turned[name] else percentile

    def _read_curve(self, name: str) -> tuple[np.ndarray, np.ndarray] | None:
        # The curve is read here and not by way of `percentiles_in_country`: that takes a column,
        # and a list of suggestions asks for some fifty single values.
        self._turned[name] = self.measures.indicator(name).higher_is_less
        knots = self.measures.store.find_knots(name)
        if knots is None or self.measures.is_local(name):
            return None
        return knots["value"].to_numpy(dtype=float), knots["percentile"].to_numpy(dtype=float)

    def is_placed(self, name: str) -> bool:
        """Return whether a figure has positions in the country at all."""
        if name not in self._curves:
            self._curves[name] = self._read_curve(name)
        return self._curves[name] is not None

    def judge(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a trigger's figure is unusual, and how much that says.

        A floor is no part of it: `has_enough` says whether it is true of enough people.
        """
        if asked.trigger.scale == VALUE:
            return self._judge_value(asked, reading)
        if asked.trigger.scale != TOWN or asked.is_between:
            own = reading.town if asked.trigger.scale == TOWN else reading.country
            return _judge_bounds(asked, own, by_town=asked.trigger.scale == TOWN)
        return self._judge_town(asked, reading)

    def _judge_town(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a figure is unusual here and not rare in the country, or anywhere."""
        town, country, bound = reading.town, reading.country, asked.trigger.at_least
        if asked.is_low:
            # A low end is a high one seen from below.
            town, country, bound = MOST - town, MOST - country, MOST - (asked.trigger.at_most or 0)
        bound = float(bound or 0)
        gated = country >= asked.country_at_least
        if not self.is_placed(asked.indicator):
            # What depends on the town, or is published for no country, has no second gate.
            gated = np.ones(len(town), dtype=bool)
        here, anywhere = (town >= bound) & gated, country >= asked.or_country
        strength = np.zeros(len(town))
        for fires, seen, least in ((here, town, bound), (anywhere, country, asked.or_country)):
            if fires.any():
                strength = np.maximum(strength, np.where(fires, weigh(seen, least), 0.0))
        return Judged(here | anywhere, strength, np.isnan(town) & np.isnan(country), here)

    def _judge_value(self, asked: Asked, reading: Reading) -> Judged:
        trigger = asked.trigger
        met = ~np.isnan(reading.figures)
        missing = ~met
        if trigger.at_least is not None:
            met = met & (reading.figures >= trigger.at_least)
        if trigger.at_most is not None:
            met = met & (reading.figures <= trigger.at_most)
        limit = trigger.at_least if trigger.at_least is not None else trigger.at_most
        placed = self.is_placed(asked.indicator)
        positions = reading.country if placed else reading.town
        bound = self.find_position(asked.indicator, float(limit or 0)) if placed else MIDDLE
        if not self.measures.asks_more(trigger):
            positions, bound = MOST - positions, MOST - bound
        strength = np.where(met, weigh(positions, bound), 0.0)
        return Judged(met, strength, missing, np.zeros(len(met), dtype=bool))


def _judge_bounds(asked: Asked, positions: np.ndarray, *, by_town: bool) -> Judged:
    """Return where positions lie between the bounds of a trigger, and nothing more."""
    trigger, met = asked.trigger, ~np.isnan(positions)
    missing = ~met
    if trigger.at_least is not None:
        met = met & (positions >= trigger.at_least)
    if trigger.at_most is not None:
        met = met & (positions <= trigger.at_most)
    seen = MOST - positions if asked.is_low else positions
    bound = trigger.at_least if trigger.at_least is not None else MOST - (trigger.at_most or 0)
    strength = np.where(met, weigh(seen, float(bound)), 0.0)
    return Judged(met, strength, missing, np.full(len(met), by_town))


def weigh(positions: np.ndarray, bound: float) -> np.ndarray:
    """Return what lying beyond a bound says: more the rarer the bound, and the further beyond.

    Examples
    --------
    >>> weigh(np.array([80.0, 100.0, np.nan]), 80.0).round(2).tolist()
    [0.48, 0.78, 0.48]
    >>> weigh(np.array([95.0]), 90.0).round(2).tolist()
    [0.69]
    """
    tightness = min(max((bound - MIDDLE) / MIDDLE, 0.0), 1.0)
    # A gap is no depth: of it and nought the number is taken.
    depth = np.fmax(np.minimum((positions - bound) / max(MOST - bound, 1e-9), 1.0), 0.0)
    return np.asarray(FLOOR + TIGHTNESS * tightness + DEPTH * depth)

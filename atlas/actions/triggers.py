"""Judge whether figures are unusual in the town or the country, and how strongly that counts."""

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

# The strength of one fired trigger, from how rare its bound is and how far beyond it the area
# lies. Two triggers count more than one but never twice as much. See docs/methods.md.
FLOOR, TIGHTNESS, DEPTH, SUPPORT = 0.3, 0.3, 0.3, 0.15
MIDDLE, MOST = 50.0, 100.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and its percentiles: one entry per area, or one for areas taken together.

    Parameters
    ----------
    figures
        The figure itself.
    town, country
        Its percentile in the town and in the country; gaps where it has none.
    people
        The people or homes it is true of; gaps where that is not counted.
    """

    figures: np.ndarray
    town: np.ndarray
    country: np.ndarray
    people: np.ndarray


@dataclass(frozen=True, slots=True)
class Judged:
    """The result of a trigger without its floor: one entry for each entry of a reading.

    Parameters
    ----------
    unusual
        Whether the figure lies beyond the trigger's bounds.
    strength
        How strongly that counts, 0.3 to 0.9; 0 where the figure is not unusual.
    missing
        Whether it cannot be judged, having no figure or nothing to compare it with.
    by_town
        Whether it is unusual in the town, not only in the country.
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
        Percentiles of areas in their towns.
    counts
        The people or homes that figures are true of.
    """

    def __init__(self, measures: Measures, scale: TownScale, counts: Counts) -> None:
        self.measures, self.scale, self.counts = measures, scale, counts
        self._readings: dict[str, Reading] = {}
        self._curves: dict[str, tuple[np.ndarray, np.ndarray] | None] = {}
        self._turned: dict[str, bool] = {}

    def read_areas(self, name: str) -> Reading:
        """Return a figure and its percentiles in every area of the place."""
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
        """Return a figure for areas taken together, as a reading of one entry.

        Without `in_town` its percentile in the town is a gap.
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
        """Return the percentile of a value in the country; NaN where there is none."""
        if name not in self._curves:
            self._curves[name] = self._read_curve(name)
        curve = self._curves[name]
        if curve is None or math.isnan(value):
            return math.nan
        percentile = float(np.interp(value, *curve))
        return MOST - percentile if self._turned[name] else percentile

    def _read_curve(self, name: str) -> tuple[np.ndarray, np.ndarray] | None:
        # Not by `percentiles_in_country`, which takes a column: a list of suggestions asks for
        # about fifty single values.
        self._turned[name] = self.measures.indicator(name).higher_is_less
        knots = self.measures.store.find_knots(name)
        if knots is None or self.measures.is_local(name):
            return None
        return knots["value"].to_numpy(dtype=float), knots["percentile"].to_numpy(dtype=float)

    def is_placed(self, name: str) -> bool:
        """Return whether a figure has percentiles in the country at all."""
        if name not in self._curves:
            self._curves[name] = self._read_curve(name)
        return self._curves[name] is not None

    def judge(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a trigger's figure is unusual, and how strongly that counts.

        The floor is not checked here: see `Table.fired`.
        """
        if asked.trigger.scale == VALUE:
            return self._judge_value(asked, reading)
        if asked.trigger.scale != TOWN or asked.is_between:
            own = reading.town if asked.trigger.scale == TOWN else reading.country
            return _judge_bounds(asked, own, by_town=asked.trigger.scale == TOWN)
        return self._judge_town(asked, reading)

    def _judge_town(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a figure is unusual in its town and not rare in the country, or very high.

        Very high means at least `or_country` in the country.
        """
        town, country, bound = reading.town, reading.country, asked.trigger.at_least
        if asked.is_low:
            # Low figures are judged as high ones on the reversed scale.
            town, country, bound = MOST - town, MOST - country, MOST - (asked.trigger.at_most or 0)
        bound = float(bound or 0)
        gated = country >= asked.country_at_least
        if not self.is_placed(asked.indicator):
            # Without percentiles in the country only the town's bound can be checked.
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
    """Return where percentiles lie between the bounds of a trigger."""
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
    """Return the strength of lying beyond a bound: more for a rarer bound, and further beyond.

    Examples
    --------
    >>> weigh(np.array([80.0, 100.0, np.nan]), 80.0).round(2).tolist()
    [0.48, 0.78, 0.48]
    >>> weigh(np.array([95.0]), 90.0).round(2).tolist()
    [0.69]
    """
    tightness = min(max((bound - MIDDLE) / MIDDLE, 0.0), 1.0)
    # fmax takes the 0 where the depth is a gap.
    depth = np.fmax(np.minimum((positions - bound) / max(MOST - bound, 1e-9), 1.0), 0.0)
    return np.asarray(FLOOR + TIGHTNESS * tightness + DEPTH * depth)

"""Judge whether figures are unusual in the town or the country, and how strongly that counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.actions.asked import TOWN, VALUE, Asked
from atlas.actions.town_scale import MANY, TownScale
from atlas.cache import cache_per_atlas
from atlas.definitions.check_actions import PART
from atlas.indicators.compare import is_within
from atlas.indicators.compute import signed_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.actions.town_scale import Pool
    from atlas.indicators.measures import Measures

# The strength of one fired trigger, from how rare its bound is and how far beyond it the area
# lies. Two triggers count more than one but never twice as much. See docs/methods.md.
FLOOR, TIGHTNESS, DEPTH, SUPPORT = 0.3, 0.3, 0.3, 0.15
MIDDLE, MOST = 50.0, 100.0
WHOLE, SHARE = "whole", "share"
CURVE = ("value", "percentile")


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
    pool
        Percentiles of the areas of small authorities: see `TownScale`.
    """

    def __init__(self, measures: Measures, pool: Pool | None = None) -> None:
        self.measures, self.scale = measures, TownScale(measures, pool)
        self._residents = measures.residents.to_numpy(dtype=float)
        self.cache: dict[str, Callable[..., Any]] = {}

    @cache_per_atlas(MANY)
    def read_areas(self, name: str) -> Reading:
        """Return a figure and its percentiles in every area of the place."""
        values = self.measures.values(name).to_numpy(dtype=float)
        people = self._count(name, PART)
        country = self.measures.percentiles(name, scale=self.measures.store.reference)
        return Reading(
            figures=values,
            town=self.scale.percentiles(name),
            country=country.to_numpy(dtype=float),
            people=np.full(len(values), np.nan) if people is None else people,
        )

    def judge_together(self, name: str, rows: np.ndarray, *, in_town: bool = True) -> Reading:
        """Return a figure for areas taken together, as a reading of one entry.

        Without `in_town` its percentile in the town is a gap.
        """
        value, people = self._find_together(name, rows), self._count(name, PART)
        return Reading(
            figures=np.array([value]),
            town=np.array([self.scale.place(name, value, rows) if in_town else math.nan]),
            country=np.array([self.find_position(name, value)]),
            people=np.array([np.nan if people is None else people[rows].sum()]),
        )

    @cache_per_atlas(MANY)
    def _count(self, name: str, key: str) -> np.ndarray | None:
        """Return the people or homes in an input of a figure, by area: those it is true of, or all.

        None where a figure has no input `part`, such as a score, or is published for a larger area.
        """
        inputs = self.measures.indicator(name).inputs
        if not {PART, key} <= set(inputs) or self.measures.larger_kind(name):
            return None
        columns = signed_columns(self.measures.figures(), inputs[key])
        # Perturbation by the publisher can leave a difference below zero.
        return columns.sum(axis=1, skipna=False).clip(lower=0.0).to_numpy(dtype=float)

    def _find_together(self, name: str, rows: np.ndarray) -> float:
        """Return one figure for areas taken together.

        A share is taken from the summed counts; any other figure is the mean, weighted by
        residents, of the areas that have one. NaN where none has.
        """
        part, whole = self._count(name, PART), self._count(name, WHOLE)
        if self.measures.indicator(name).method == SHARE and part is not None:
            under = 0.0 if whole is None else float(whole[rows].sum())
            return min(100 * float(part[rows].sum()) / under, 100.0) if under > 0 else math.nan
        values = self.read_areas(name).figures[rows]
        known = ~np.isnan(values)
        weights = self._residents[rows][known]
        # Not a matrix product, whose threads cost 6 ms per figure for a whole country.
        total = float(weights.sum())
        return float((values[known] * weights).sum()) / total if total else math.nan

    def find_position(self, name: str, value: float) -> float:
        """Return the percentile of a value in the country; NaN where there is none."""
        curve = self._find_curve(name)
        if curve is None or math.isnan(value):
            return math.nan
        percentile = float(np.interp(value, curve[0], curve[1]))
        return MOST - percentile if self.measures.indicator(name).higher_is_less else percentile

    @cache_per_atlas(MANY)
    def _find_curve(self, name: str) -> tuple[np.ndarray, ...] | None:
        # Not by `percentiles_in_country`, which takes a column: a list of suggestions asks for
        # about fifty single values.
        knots = None if self.measures.is_local(name) else self.measures.store.find_knots(name)
        return None if knots is None else tuple(knots[one].to_numpy() for one in CURVE)

    def is_placed(self, name: str) -> bool:
        """Return whether a figure has percentiles in the country at all."""
        return self._find_curve(name) is not None

    def judge(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a trigger's figure is unusual, and how strongly that counts.

        The floor is not checked here: see `Table.fired`.
        """
        trigger, is_town = asked.trigger, asked.trigger.scale == TOWN
        if trigger.scale == VALUE:
            placed = self.is_placed(asked.indicator)
            positions = reading.country if placed else reading.town
            limit = trigger.at_most if trigger.at_least is None else trigger.at_least
            bound = self.find_position(asked.indicator, float(limit or 0)) if placed else MIDDLE
            if not self.measures.asks_more(trigger):
                positions, bound = MOST - positions, MOST - bound
            return _judge_bounds(asked, reading.figures, positions, bound)
        if is_town and not asked.is_between:
            return self._judge_town(asked, reading)
        own = reading.town if is_town else reading.country
        seen = MOST - own if asked.is_low else own
        bound = trigger.at_least if trigger.at_least is not None else MOST - (trigger.at_most or 0)
        return _judge_bounds(asked, own, seen, float(bound), by_town=is_town)

    def _judge_town(self, asked: Asked, reading: Reading) -> Judged:
        """Return where a figure is unusual in its town and not rare in the country, or very high.

        Very high means at least `or_country` in the country.
        """
        town, country, bound = reading.town, reading.country, asked.trigger.at_least
        if asked.is_low:
            # Low figures are judged as high ones on the reversed scale.
            town, country, bound = MOST - town, MOST - country, MOST - (asked.trigger.at_most or 0)
        bound = float(bound or 0)
        # Without percentiles in the country only the town's bound can be checked.
        gated = (country >= asked.country_at_least) | (not self.is_placed(asked.indicator))
        here, anywhere = (town >= bound) & gated, country >= asked.or_country
        strength = np.zeros(len(town))
        for fires, seen, least in ((here, town, bound), (anywhere, country, asked.or_country)):
            if fires.any():
                strength = np.maximum(strength, np.where(fires, weigh(seen, least), 0.0))
        return Judged(here | anywhere, strength, np.isnan(town) & np.isnan(country), here)


def _judge_bounds(
    asked: Asked, figures: np.ndarray, seen: np.ndarray, bound: float, *, by_town: bool = False
) -> Judged:
    """Return where figures lie between the bounds of a trigger, by percentiles and their bound."""
    met = is_within(figures, asked.trigger)
    strength = np.where(met, weigh(seen, bound), 0.0)
    return Judged(met, strength, np.isnan(figures), np.full(len(met), by_town))


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

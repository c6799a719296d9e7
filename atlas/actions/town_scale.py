"""Percentiles of areas within their own authority, however much of the country is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.indicators.compare import percentiles_from_knots, percentiles_of_larger, take_one_each
from atlas.indicators.pool import choose_pool, find_geography

if TYPE_CHECKING:
    from atlas.indicators.measures import Measures
    from atlas.store import Store

# More than a country has figures to rank in its towns.
MANY = 65536
# What an area is compared with: the areas of its own authority, those of its pool, or only the
# country.
Compared = Literal["town", "pool", "country"]
# Percentiles of the areas of a small authority among their pool; None where it is not known.
Pool = Callable[[str], pd.Series | None]


class TownScale:
    """Percentiles of areas within their own authority.

    An authority of few areas has percentiles in a pool. Where no pool is known, or the
    authority has very few areas, they are gaps and only the country counts.

    Parameters
    ----------
    measures
        The indicators of the open place.
    pool
        Returns an indicator's percentiles for the areas of small authorities.
    """

    def __init__(self, measures: Measures, pool: Pool | None = None) -> None:
        self.measures = measures
        self._pool = pool
        towns = measures.store.areas["authority_code"]
        counts = towns.map(towns.value_counts())
        rule = find_geography(measures.store, measures.definitions).pool
        few, least = (rule.few, rule.least) if rule else (0, 0)
        self._pooled = ((counts < few) & (counts >= least)).to_numpy()
        self._alone = (counts < least).to_numpy()
        self._one = bool((counts == len(counts)).all())
        self.codes, self.towns = pd.factorize(towns)
        self.cache: dict[str, Callable[..., Any]] = {}

    @cached_property
    def compared(self) -> np.ndarray:
        """What each area is compared with besides the country: see `Compared`."""
        found = np.full(len(self.codes), "town", dtype=object)
        found[self._pooled] = "pool" if self._pool is not None else "country"
        found[self._alone] = "country"
        return found

    def name_town(self, rows: np.ndarray) -> str:
        """Return the one authority of some areas; empty for several, or where the place has one."""
        if len(self.towns) < 2 or (self.codes[rows] != self.codes[rows[0]]).any():
            return ""
        return self._names[int(self.codes[rows[0]])]

    @cached_property
    def _names(self) -> list[str]:
        # Cached: a list of suggestions asks for about forty.
        first = np.unique(self.codes, return_index=True)[1]
        return [str(name) for name in self.measures.store.areas["authority"].iloc[first]]

    @cache_per_atlas(MANY)
    def percentiles(self, name: str) -> np.ndarray:
        """Return an indicator's percentile of each area in its town, turned as in `Measures`."""
        whole = self._one and not self._pooled.any() and not self._alone.any()
        if whole:
            return self.measures.percentiles(name, scale="town").to_numpy(dtype=float)
        values, published = self.measures.values(name), self.measures.published_areas(name)
        if published is None:
            grouped = values.groupby(self.codes)
            counts = grouped.transform("count")
            ranked = 100 * (grouped.rank(method="average") - 0.5) / counts
        else:
            ranked = pd.concat(
                percentiles_of_larger(some, published.loc[some.index])
                for _, some in values.groupby(self.codes)
            ).reindex(values.index)
        if self.measures.indicator(name).higher_is_less:
            ranked = 100 - ranked
        found = ranked.to_numpy(dtype=float, copy=True)
        found[self._alone] = np.nan
        if self._pool is None:
            found[self._pooled] = np.nan
        elif self._pooled.any() and not self.measures.is_local(name):
            # An indicator that depends on the place is not compared beyond it.
            pooled = self._pool(name)
            among = pd.Series(np.nan, values.index) if pooled is None else pooled
            found[self._pooled] = among.reindex(values.index).to_numpy(dtype=float)[self._pooled]
        return found

    def place(self, name: str, value: float, rows: np.ndarray) -> float:
        """Return the percentile of areas' common value among the areas of their town.

        For areas in several towns it is the town with most of them; NaN where the town has too
        few areas.
        """
        town = int(np.bincount(self.codes[rows]).argmax())
        inside = self._sort(name, town)
        if np.isnan(value) or not inside.size or (self._pooled | self._alone)[rows].any():
            return float("nan")
        below = np.searchsorted(inside, value, side="left")
        upto = np.searchsorted(inside, value, side="right")
        percentile = 50 * float(below + upto) / inside.size
        return 100 - percentile if self.measures.indicator(name).higher_is_less else percentile

    @cache_per_atlas(MANY)
    def _sort(self, name: str, town: int) -> np.ndarray:
        values = self.measures.values(name).iloc[np.flatnonzero(self.codes == town)]
        published = self.measures.published_areas(name)
        if published is not None:
            values = take_one_each(values, published.loc[values.index])
        return np.sort(values.dropna().to_numpy(dtype=float))


def pool_small_towns(measures: Measures, around: Store) -> Pool | None:
    """Return a function for the percentiles of small authorities' areas; None without pools.

    Each authority has the same pool as when it is open alone, so that its areas get the same
    suggestions.

    Parameters
    ----------
    measures
        The indicators of a place of several authorities.
    around
        The store that the place was cut from, or its own where the place is a whole country.
    """
    geography = find_geography(measures.store, measures.definitions)
    rule = geography.pool
    if rule is None or measures.store.level != "area":
        return None
    towns = measures.store.areas["authority_code"]
    counts = towns.value_counts()
    found: list[tuple[pd.Index, pd.DataFrame]] = []
    for town in sorted(counts.index[counts < rule.few]):
        own = towns.index[towns == town]
        pool, codes = choose_pool(
            own,
            around.areas,
            around.figures,
            rule,
            together=geography.together,
            residents=measures.store.residents,
        )
        if pool.kind != "country":
            found.append((own, around.figures.loc[codes]))

    def place(name: str) -> pd.Series | None:
        curves = [(own, measures.curve_of(name, near, least=rule.few)) for own, near in found]
        values = measures.values(name)
        parts = [
            percentiles_from_knots(values[own], curve) for own, curve in curves if curve is not None
        ]
        if not parts:
            return None
        placed: pd.Series = pd.concat(parts)
        if measures.indicator(name).higher_is_less:
            placed = 100.0 - placed
        return placed

    return place if found else None

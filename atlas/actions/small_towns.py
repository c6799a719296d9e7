"""Percentiles for the areas of small authorities in their pools, where several are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.indicators.compare import percentiles_from_knots
from atlas.indicators.pool import choose_pool, find_geography

if TYPE_CHECKING:
    from atlas.actions.town_scale import Pool
    from atlas.indicators.measures import Measures
    from atlas.store import Store


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

"""Tabulate the percentile curves of all indicators among the areas of a pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.indicators.pool import POOL

if TYPE_CHECKING:
    from atlas.definitions.country import PoolRule
    from atlas.indicators.measures import Measures


def tabulate_pool(measures: Measures, figures: pd.DataFrame, rule: PoolRule) -> pd.DataFrame:
    """Return the curves of all indicators among a pool's areas: rows of the table `percentiles`."""
    parts = []
    for name in measures.definitions.indicators:
        if measures.is_local(name):
            continue
        curve = measures.curve_of(name, figures, least=rule.few)
        if curve is not None:
            parts.append(curve.assign(reference=POOL, indicator=name))
    columns = ["reference", "indicator", "value", "percentile"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)

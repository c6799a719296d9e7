"""The figures that tell how alike places are, standardised: one matrix for a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.neighbours.distance import standardise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Feature, Likeness
    from atlas.indicators.measures import Measures
    from atlas.neighbours.positions import Positions

# Where a logarithm begins: a city is no distance from itself, and has one all the same.
LEAST_KILOMETRES = 1.0


@dataclass(frozen=True)
class Features:
    """All figures of likeness of all places of a level.

    Parameters
    ----------
    likeness
        Which figures these are.
    places
        Codes of the places, in the order of rows.
    values
        The figures in their own units, places by keys of features; NaN is a gap.
    standard
        The same in standard deviations: see `standardise`.
    """

    likeness: Likeness
    places: pd.Index
    values: pd.DataFrame
    standard: np.ndarray

    @property
    def known(self) -> list[Feature]:
        """The features that any place has a figure of."""
        there = self.values.notna().any()
        return [one for one in self.likeness.features if there[one.key]]

    def weigh(self, chosen: Mapping[str, float]) -> np.ndarray:
        """Return the weight of every feature: as chosen, else as defined, by column."""
        return np.array([chosen.get(one.key, one.weight) for one in self.likeness.features])


def make_features(likeness: Likeness, measures: Measures, positions: Positions) -> Features:
    """Return the figures of likeness of all areas of an open pack.

    Parameters
    ----------
    likeness
        Which figures count.
    measures
        Indicators of the level that the likeness is for.
    positions
        Where the places lie.
    """
    values = pd.DataFrame(
        {one.key: _values_of(one, measures, positions) for one in likeness.features},
        index=measures.areas,
        dtype=float,
    )
    scaled = np.column_stack([_scale(one, values[one.key]) for one in likeness.features])
    return Features(likeness, measures.areas, values, standardise(scaled, limit=likeness.limit))


def _values_of(feature: Feature, measures: Measures, positions: Positions) -> pd.Series:
    if feature.position:
        found: pd.Series = getattr(positions, feature.position)
        return found
    return measures.values(feature.indicator)


def _scale(feature: Feature, values: pd.Series) -> np.ndarray:
    figures = values.to_numpy(dtype=float)
    if feature.scale == "plain":
        return figures
    least = LEAST_KILOMETRES if feature.position else np.nanmin(figures[figures > 0], initial=1.0)
    scaled: np.ndarray = np.log(np.maximum(figures, least))
    return scaled

"""The standardised figures that places are compared in: one matrix for a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.neighbours.coded import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Feature, Likeness
    from atlas.indicators.measures import Measures
    from atlas.neighbours.positions import Positions

# Shorter distances are taken as this before the logarithm: a city is 0 km from itself.
LEAST_KILOMETRES = 1.0


@dataclass(frozen=True)
class Features:
    """The figures that all places of a level are compared in.

    Parameters
    ----------
    likeness
        The definition of these figures.
    places
        Codes of the places, in the order of rows.
    values
        The figures in their own units, places by keys of features; NaN is a gap.
    standard
        The same as z-scores: see `standardise`.
    """

    likeness: Likeness
    places: pd.Index
    values: pd.DataFrame
    standard: np.ndarray

    @property
    def known(self) -> list[Feature]:
        """The features for which at least one place has a figure."""
        present = self.values.notna().any()
        return [feature for feature in self.likeness.features if present[feature.key]]

    def weigh(self, chosen: Mapping[str, float]) -> np.ndarray:
        """Return the weight of every feature, as chosen or else as defined, in column order."""
        features = self.likeness.features
        return np.array([chosen.get(feature.key, feature.weight) for feature in features])


def standardise(values: np.ndarray, *, limit: float) -> np.ndarray:
    """Return figures as z-scores, clipped at a limit.

    ``(x - mean) / sd``, column by column, as in CIPFA's Nearest Neighbours Model (mean of
    zero, standard deviation of one). Unlike there, z-scores are clipped at `limit`: one new
    student hall must not outweigh all other figures.

    Parameters
    ----------
    values
        Places by figures; NaN is a gap.
    limit
        Standard deviations.

    Returns
    -------
    numpy.ndarray
        Same shape. A gap stays a gap; a figure that is the same everywhere becomes 0.

    Examples
    --------
    >>> standardise(np.array([[1.0], [2.0], [3.0], [np.nan]]), limit=3).round(2).ravel().tolist()
    [-1.22, 0.0, 1.22, nan]
    """
    known = ~np.isnan(values)
    count = np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, values, 0.0)
    mean = filled.sum(axis=0) / count
    apart = np.where(known, values - mean, 0.0)
    spread = np.sqrt((apart**2).sum(axis=0) / count)
    # A spread this small is rounding error.
    steady = spread <= 1e-9 * np.maximum(np.abs(mean), 1e-12)
    scaled = np.clip(apart / np.where(steady, 1.0, spread), -limit, limit)
    return np.where(known, np.where(steady, 0.0, scaled), np.nan)


def make_features(likeness: Likeness, measures: Measures, positions: Positions) -> Features:
    """Return the features of all areas of an open pack, whose level the likeness is for."""
    values = pd.DataFrame(
        {feature.key: _values_of(feature, measures, positions) for feature in likeness.features},
        index=measures.areas,
        dtype=float,
    )
    scaled = np.column_stack(
        [_scale(feature, values[feature.key]) for feature in likeness.features]
    )
    return Features(likeness, measures.areas, values, standardise(scaled, limit=likeness.limit))


def decode_features(
    likeness: Likeness, measures: Measures, positions: Positions, coded: pd.DataFrame
) -> Features:
    """Return the features of all areas from their codes.

    The values are of those areas alone whose figures are here.
    """
    keys = [feature.key for feature in likeness.features]
    values = pd.DataFrame(
        {feature.key: _values_of(feature, measures, positions) for feature in likeness.features},
        index=measures.areas,
        dtype=float,
    )
    standard = decode(coded[keys].to_numpy(), limit=likeness.limit)
    return Features(likeness, measures.areas, values, standard)


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

"""Classify authorities by size, distance to a large city and change of population."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from atlas.definitions import TownTypes
    from atlas.definitions.town_type import Axis, Band
    from atlas.indicators.measures import Measures
    from atlas.neighbours.positions import Positions


@dataclass(frozen=True, slots=True)
class TownType:
    """The classes of one authority on the three axes.

    Parameters
    ----------
    size, distance, path
        The class on each axis; None where the figure is missing.
    residents, kilometres, change
        The figures: people, kilometres to `city`, percent from 2011 to 2021.
    city
        The nearest large city.
    """

    size: Band | None
    distance: Band | None
    path: Band | None
    residents: float
    kilometres: float
    change: float
    city: str

    @property
    def cell(self) -> tuple[str, str]:
        """The ids of size and distance; empty where the figure is missing."""
        return (self.size.id if self.size else "", self.distance.id if self.distance else "")

    @property
    def name(self) -> str:
        """The names of the three classes, such as "small, remote, shrinking"."""
        return ", ".join(band.name for band in (self.size, self.distance, self.path) if band)


def sort_towns(kind: TownTypes, measures: Measures, positions: Positions) -> dict[str, TownType]:
    """Return the town type of every authority, by code.

    Parameters
    ----------
    kind
        Axes and their classes.
    measures
        Indicators of authorities.
    positions
        Positions of authorities.
    """
    size = _values_of(kind.size, measures, positions)
    distance = _values_of(kind.distance, measures, positions)
    path = _values_of(kind.path, measures, positions)
    return {
        str(code): TownType(
            size=find_band(kind.size, float(size[code])),
            distance=find_band(kind.distance, float(distance[code])),
            path=find_band(kind.path, float(path[code])),
            residents=float(size[code]),
            kilometres=float(distance[code]),
            change=float(path[code]),
            city=str(positions.city[code]),
        )
        for code in measures.areas
    }


def _values_of(axis: Axis, measures: Measures, positions: Positions) -> pd.Series:
    return measures.values(axis.indicator) if axis.indicator else positions.to_city


def find_band(axis: Axis, value: float) -> Band | None:
    """Return the class of a value, None for a gap. A bound belongs to the class above it."""
    if math.isnan(value):
        return None
    return next(band for band in axis.bands if band.below is None or value < band.below)

"""Classify authorities by size, distance to a large city and change of population."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    """Return the town type of every authority, by code."""
    axes = (kind.size, kind.distance, kind.path)
    figures = [
        measures.values(axis.indicator) if axis.indicator else positions.to_city for axis in axes
    ]
    found = {}
    for code in measures.areas:
        residents, kilometres, change = (float(figure[code]) for figure in figures)
        found[str(code)] = TownType(
            size=find_band(kind.size, residents),
            distance=find_band(kind.distance, kilometres),
            path=find_band(kind.path, change),
            residents=residents,
            kilometres=kilometres,
            change=change,
            city=str(positions.city[code]),
        )
    return found


def find_band(axis: Axis, value: float) -> Band | None:
    """Return the class of a value, None for a gap. A bound belongs to the class above it."""
    if math.isnan(value):
        return None
    return next(band for band in axis.bands if band.below is None or value < band.below)

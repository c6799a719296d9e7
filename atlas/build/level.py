"""Hold the tables of one level of areas, before its pack is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from atlas.definitions.model import Place
    from atlas.indicators.pool import Pool


@dataclass(frozen=True)
class Level:
    """One level's tables, before its pack is written.

    Parameters
    ----------
    word
        The kind of area.
    areas, figures, outlines
        Tables indexed by area.
    points
        The pack table `points`, by area of this level.
    spread
        Percentile knots and moments of the country.
    published
        For authorities: figures published for each in the country, and its region's code.
    finer
        For small areas: more detailed outlines, where there are any.
    pool
        For the small areas of a small place: the pool they are compared with, and its figures.
    """

    word: str
    areas: pd.DataFrame
    figures: pd.DataFrame
    outlines: gpd.GeoDataFrame
    points: pd.DataFrame
    spread: tuple[pd.DataFrame, pd.DataFrame]
    published: pd.DataFrame | None = None
    finer: gpd.GeoDataFrame | None = None
    pool: tuple[Pool, pd.DataFrame] | None = None


@dataclass(frozen=True)
class Whole:
    """What the packs of a place have in common across levels.

    Parameters
    ----------
    facts
        The place.
    totals
        Figures of the place and its comparators.
    built_from
        Checksum of every input file, by path.
    former
        The pack table `former_areas`; None where it is not known.
    types
        Types and residents of all small areas, from `find_small_types`.
    placing
        How points were assigned to areas, from `describe_placing`.
    """

    facts: Place
    totals: pd.DataFrame
    built_from: dict[str, str]
    former: pd.DataFrame | None
    types: pd.DataFrame
    placing: dict[str, Any] = field(default_factory=dict)

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
        What one area is.
    areas, figures, outlines
        Tables indexed by area.
    points
        The pack table `points`, by area of this level.
    spread
        Percentile knots and moments of the whole country; by default those of the areas here.
    published
        Of authorities: what is published for each of the country, and its region's code.
    finer
        Of small areas: outlines that are drawn more finely, of those that have any.
    pool
        Of the small areas of a small place: what they are compared with, and its figures.
    """

    word: str
    areas: pd.DataFrame
    figures: pd.DataFrame
    outlines: gpd.GeoDataFrame
    points: pd.DataFrame
    spread: tuple[pd.DataFrame, pd.DataFrame] | None = None
    published: pd.DataFrame | None = None
    finer: gpd.GeoDataFrame | None = None
    pool: tuple[Pool, pd.DataFrame] | None = None


@dataclass(frozen=True)
class Whole:
    """What the packs of a place have in common, whatever their level.

    Parameters
    ----------
    facts
        The place.
    totals
        Figures of the place and of what it is compared with.
    built_from
        Checksum of every file by its path.
    former
        What became of the small areas of 2011, the pack table `former_areas`; None where that
        is not known.
    types
        Type and residents of all small areas: see `find_small_types`.
    placing
        How points were laid on areas, as of `describe_placing`.
    """

    facts: Place
    totals: pd.DataFrame
    built_from: dict[str, str]
    former: pd.DataFrame | None
    types: pd.DataFrame
    placing: dict[str, Any] = field(default_factory=dict)

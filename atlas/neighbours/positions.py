"""Centres of population of places, authorities and large cities, and distances to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions.town_type import City

CENTRES = ["centroid_easting", "centroid_northing"]
LARGER = ["authority_code", "region_code"]
# Column of the pack table `areas` with the larger area of a level that a small area lies in.
COLUMNS = {"neighbourhood": "neighbourhood_code", "authority": "authority_code"}


@dataclass(frozen=True)
class Positions:
    """Centres of the places of one level, and their distances to cities and authorities.

    Parameters
    ----------
    centres
        Columns `easting` and `northing` in metres: the centre of population, by place.
    to_city
        Kilometres to the nearest large city, by place.
    city
        Name of that city, by place; empty where no city is known.
    to_middle
        Kilometres to the centre of population of the place's authority, by place.
    """

    centres: pd.DataFrame
    to_city: pd.Series
    city: pd.Series
    to_middle: pd.Series


def find_positions(
    areas: pd.DataFrame, figures: pd.DataFrame, residents: pd.Series, cities: Sequence[City],
    *, level: str,
) -> Positions:  # fmt: skip
    """Return the positions of the places of a level, worked out from small areas.

    Parameters
    ----------
    areas
        The pack table of small areas.
    figures
        Population-weighted centres of the small areas, in metres.
    residents
        Usual residents by small area.
    cities
        Large cities; a city none of whose codes is in `areas` is left out.
    level
        "area", "neighbourhood" or "authority".

    Returns
    -------
    Positions
        Straight lines, in kilometres. NaN where no centre or no city is known.
    """
    where = figures.reindex(columns=CENTRES).set_axis(["easting", "northing"], axis=1)
    middles = find_middles(where, residents, areas["authority_code"])
    # One pass for all cities: a country has many small areas.
    named = {code: city.name for city in cities for code in city.codes}
    # The pack of one town has no column of regions.
    known = [areas[name].map(named) for name in LARGER if name in areas]
    inside = known[0] if len(known) == 1 else known[0].fillna(known[1])
    found = find_middles(where, residents, inside).dropna()
    centres = where if level == "area" else find_middles(where, residents, areas[COLUMNS[level]])
    around = areas["authority_code"]
    if level != "area":
        each = areas.drop_duplicates(COLUMNS[level])
        around = each["authority_code"].set_axis(each[COLUMNS[level]])
    own = middles.reindex(around.reindex(centres.index)).set_axis(centres.index, axis=0)
    to_city, nearest = _find_nearest(centres, found)
    return Positions(centres, to_city, nearest, _kilometres(centres, own))


def find_middles(where: pd.DataFrame, residents: pd.Series, groups: pd.Series) -> pd.DataFrame:
    """Return the mean position of groups of areas, weighted by residents."""
    weights = residents.where(where.notna().all(axis=1), 0.0)
    sums = where.mul(weights, axis=0).groupby(groups).sum()
    total = weights.groupby(groups).sum()
    return sums.div(total.where(total > 0), axis=0)


def _kilometres(here: pd.DataFrame, there: pd.DataFrame | pd.Series) -> pd.Series:
    apart = here - there
    return pd.Series(np.hypot(apart["easting"], apart["northing"]) / 1000, apart.index)


def _find_nearest(centres: pd.DataFrame, cities: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    if cities.empty:
        return pd.Series(np.nan, centres.index), pd.Series("", centres.index)
    lines = pd.DataFrame({name: _kilometres(centres, city) for name, city in cities.iterrows()})
    nearest = lines.dropna().idxmin(axis=1).reindex(lines.index, fill_value="")
    return lines.min(axis=1), nearest

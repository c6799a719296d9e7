"""Find the centre of every authority: as defined, or that of its largest town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from atlas.build.points import CENTRES
from atlas.indicators.measures import RESIDENTS
from atlas.pack.schema import OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions import Definitions
    from atlas.definitions.country import CentreRule

# Metres: population-weighted centroids are no more precise than this.
NEAR_ENOUGH, MOST_STEPS = 1.0, 200


def find_centres(
    areas: pd.DataFrame, figures: pd.DataFrame, rule: CentreRule | None, *, given: Mapping[str, str]
) -> pd.DataFrame:
    """Return the centre of every authority.

    Parameters
    ----------
    areas
        The pack table `areas`, indexed by area.
    figures
        Residents and population-weighted centroids, indexed by area.
    rule
        How a centre is found where none is given; None gives no others.
    given
        The MSOA whose centroid is the centre, by authority.

    Returns
    -------
    pandas.DataFrame
        The pack table `centres`, in whole metres; no row where centroids are missing.
    """
    columns = list(OPTIONAL["centres"].columns)
    if not {RESIDENTS, *CENTRES} <= set(figures):
        return pd.DataFrame(columns=columns)
    points = figures[[*CENTRES, RESIDENTS]].dropna().join(areas)
    found = []
    for authority, here in points.groupby("authority_code"):
        named = here[here["neighbourhood_code"] == given.get(str(authority), "")]
        if len(named):
            middle = named[CENTRES].mean().to_numpy(dtype=float)
        elif rule is not None:
            middle = find_middle(
                here[CENTRES].to_numpy(dtype=float), here[RESIDENTS].to_numpy(dtype=float), rule
            )
        else:
            continue
        found.append((authority, *np.round(middle), bool(len(named))))
    return pd.DataFrame(found, columns=columns)


def find_given(definitions: Definitions) -> dict[str, str]:
    """Return the MSOA at the centre of each authority whose place names one."""
    return {
        place.authorities[0]: place.centre_neighbourhood
        for place in definitions.places.values()
        if place.centre_neighbourhood and len(place.authorities) == 1
    }


def find_middle(points: np.ndarray, residents: np.ndarray, rule: CentreRule) -> np.ndarray:
    """Return the point in the largest built-up area with most residents nearby.

    Parameters
    ----------
    points
        Easting and northing of areas in metres, one row each.
    residents
        Residents of each.
    rule
        The distances that link areas and within which residents count.

    Examples
    --------
    A village of three areas outweighs a distant area that is larger than each of them.

    >>> from atlas.definitions.country import CentreRule
    >>> points = np.array([[0.0, 0.0], [900.0, 0.0], [450.0, 600.0], [50_000.0, 0.0]])
    >>> rule = CentreRule(link=1500, reach=2500)
    >>> find_middle(points, np.array([1000.0, 1000.0, 1000.0, 2500.0]), rule).round(-1)
    array([450., 200.])
    """
    pairs = cKDTree(points).query_pairs(rule.link, output_type="ndarray")
    links = coo_array((np.ones(len(pairs)), pairs.T), shape=(len(points), len(points)))
    count, group = connected_components(links, directed=False)
    largest = np.bincount(group, weights=residents, minlength=count).argmax()
    town, people = points[group == largest], residents[group == largest]
    apart = np.hypot(*(town[:, None] - town[None]).transpose(2, 0, 1))
    middle: np.ndarray = town[(_fade(apart, rule.reach) @ people).argmax()]
    for _ in range(MOST_STEPS):
        weights = people * _fade(np.hypot(*(town - middle).T), rule.reach)
        onward = weights @ town / weights.sum()
        moved = np.hypot(*(onward - middle))
        middle = onward
        if moved < NEAR_ENOUGH / 10:
            break
    return middle


def _fade(metres: np.ndarray, reach: float) -> np.ndarray:
    """Return the weight of residents by distance: 1 at 0 metres, about 0.6 at `reach`."""
    faded: np.ndarray = np.exp(-((metres / reach) ** 2) / 2)
    return faded

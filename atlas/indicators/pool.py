"""Choose the areas a small place is compared with: those of its county, or the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.definitions import Definitions, Geography
    from atlas.definitions.country import PoolRule
    from atlas.store import Store

# Value of `reference` for the curves of a pool in the pack table `percentiles`.
POOL = "pool"
CENTRES = ["centroid_easting", "centroid_northing"]


@dataclass(frozen=True, slots=True)
class Pool:
    """The set of areas that a place's own areas are compared with.

    Parameters
    ----------
    kind
        "place" for its own areas; "county" or "nearest" for a small place; "country" where the
        place is too small for either, or its surroundings are not known.
    areas
        Number of areas; 0 for the country.
    county
        The county's name; else empty.
    """

    kind: Literal["place", "county", "nearest", "country"]
    areas: int = 0
    county: str = ""


def choose_pool(
    own: pd.Index,
    areas: pd.DataFrame,
    figures: pd.DataFrame,
    rule: PoolRule,
    *,
    together: Mapping[str, Sequence[str]],
    residents: str,
) -> tuple[Pool, pd.Index]:
    """Return the pool of a place, and the codes of its areas.

    Parameters
    ----------
    own
        The place's areas.
    areas, figures
        Of all areas around: the larger areas they lie in; residents and population-weighted
        centroids.
    rule
        How many areas a place needs to be compared with itself, with its county, or at all.
    together
        Codes of the authorities of each county.
    residents
        The variable that counts residents.

    Returns
    -------
    pool, codes
        No codes where the pool is the country.
    """
    if len(own) >= rule.few:
        return Pool("place", len(own)), own
    if len(own) >= rule.least:
        authorities = set(areas.loc[own, "authority_code"])
        for county, codes in together.items():
            inside = areas.index[areas["authority_code"].isin(codes)]
            if authorities <= set(codes) and len(inside) >= rule.few:
                return Pool("county", len(inside), county), inside
        nearest = _find_nearest(own, figures, rule, residents)
        if len(nearest) >= rule.few:
            return Pool("nearest", len(nearest)), nearest
    return Pool("country"), own[:0]


def _find_nearest(own: pd.Index, figures: pd.DataFrame, rule: PoolRule, residents: str) -> pd.Index:
    """Return a place's areas and those nearest to its centre of population; none without one."""
    points = figures.reindex(columns=CENTRES).dropna()
    here = points.index.intersection(own)
    if here.empty:
        return here
    middle = np.average(points.loc[here], axis=0, weights=figures.loc[here, residents])
    apart = pd.Series(np.hypot(*(points.to_numpy() - middle).T), points.index)
    # The place's own areas come first, however far out they lie.
    apart[here] = -1.0
    nearest: pd.Index = apart.sort_values(kind="stable").index[: rule.nearest].sort_values()
    return nearest


def find_pool(store: Store, definitions: Definitions) -> tuple[Pool, pd.DataFrame | None]:
    """Return the pool of an open store, and the figures of its areas or None.

    The pack of one small place holds the curves of its pool instead of the figures.
    """
    rule = find_geography(store, definitions).pool
    own = store.areas.index
    if store.level != "area" or rule is None or len(own) >= rule.few:
        return Pool("place", len(own)), None
    around = store.surroundings
    if around is None:
        told = store.manifest.get(POOL)
        return (Pool(**told) if told else Pool("country")), None
    pool, codes = choose_pool(
        own,
        around.areas,
        around.figures,
        rule,
        together=find_geography(store, definitions).together,
        residents=store.residents,
    )
    return pool, around.figures.loc[codes]


def find_geography(store: Store, definitions: Definitions) -> Geography:
    """Return the geography, the kind of small area, of a store's place."""
    if store.place in definitions.places:
        return definitions.geographies[definitions.geography_of(store.place)]
    country = definitions.countries[str(store.manifest["country"])]
    return definitions.geographies[country.geography]

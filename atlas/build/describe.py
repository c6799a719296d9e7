"""Lay out a pack's tables, and describe its contents and sources for its manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.definitions import Overlay
from atlas.indicators.measures import RESIDENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from atlas.definitions import Definitions
    from atlas.definitions.model import Place


def lay_tables(
    areas: pd.DataFrame,
    figures: pd.DataFrame,
    totals: pd.DataFrame,
    spread: tuple[pd.DataFrame, pd.DataFrame],
) -> dict[str, pd.DataFrame]:
    """Return the tables of figures of a pack, from tables indexed by area or comparator.

    `spread` are percentile knots and moments.
    """
    return {
        "areas": areas.reset_index(),
        "figures": figures.rename_axis("area").reset_index(),
        "totals": totals.reset_index(),
        "percentiles": spread[0],
        "moments": spread[1],
    }


def encode_outlines(outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return outlines as a pack holds them."""
    table: pd.DataFrame = outlines[["geometry"]].rename_axis("area").to_wkb().reset_index()
    return table


def describe_pack(
    place: str,
    facts: Place,
    definitions: Definitions,
    tables: Mapping[str, pd.DataFrame],
    *,
    built_from: dict[str, str],
    residents: str = RESIDENTS,
) -> dict[str, Any]:
    """Return the content of a manifest: place, counts, sources, attributions.

    `built_from` holds the checksum of every input by its path; `residents` is the variable that
    counts residents.
    """
    areas, figures = tables["areas"], tables["figures"]
    used = [definitions.variables[name] for name in figures if name in definitions.variables]
    found = {source.id: source for source in used}
    if "points" in tables:
        found |= {name: definitions.overlays[name] for name in tables["points"]["overlay"].unique()}
    sources = [found[name] for name in sorted(found)]
    return {
        "place": place,
        "name": facts.name,
        "region": facts.region,
        "region_name": facts.region_name,
        "country": facts.country,
        "counts": {
            "areas": len(areas),
            "wards": int(areas["ward_code"].nunique()),
            "neighbourhoods": int(areas["neighbourhood_code"].nunique()),
            "residents": int(figures[residents].sum()),
            "variables": figures.shape[1] - 1,
        },
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "table": source.table,
                "licence": definitions.licences[source.licence].name,
                "describes": source.describes,
                "published": source.published,
                "page": source.page,
                # The date of a fetched list, whose description states another.
                **({"day": source.day} if isinstance(source, Overlay) and source.day else {}),
            }
            for source in sources
        ],
        "attributions": list(facts.attributions),
        "built_from": built_from,
    }

"""Write the pack of one level of areas of a place."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from atlas.build.boundaries import place_labels, place_names
from atlas.build.centres import find_centres, find_given
from atlas.build.describe import describe_pack
from atlas.build.finer import find_finer_neighbours
from atlas.build.larger_areas import count_between
from atlas.build.reference import summarise_indicators
from atlas.build.steps import name_certainty, name_pack, name_places, name_spread
from atlas.indicators.measures import Measures
from atlas.indicators.pool import POOL, find_geography
from atlas.pack.write import write_pack
from atlas.store.store import TableStore
from atlas.typology.assign import tabulate_sureness
from atlas.typology.by_shares import sum_types

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from atlas.build.level import Level, Whole
    from atlas.definitions import Definitions

# Up to this many areas the best point for each label is computed; beyond, it takes too long.
MOST_MEASURED = 1500


def write_level(
    level: Level,
    whole: Whole,
    definitions: Definitions,
    *,
    target: Path,
    report: Callable[[str], None],
) -> dict[str, Any]:
    """Write the pack of one level, and return its manifest.

    Parameters
    ----------
    level, whole
        Content of the pack.
    definitions
        All definitions.
    target
        Path of the pack of small areas, present or not; the others are beside it.
    report
        Called with the name of each step before it starts.
    """
    if level.spread is None:
        report(name_spread(level.word))
    knots, moments = level.spread or summarise_indicators(level.figures, definitions)
    report(name_places(level.word))
    figures = level.figures.rename_axis("area")
    shapes = shapely.to_wkb(level.outlines.geometry.array)
    facts, totals = whole.facts, whole.totals
    if level.published is not None:
        totals = count_between(
            totals,
            level.published,
            place=facts.id,
            inside=level.areas.index,
            prefixes=definitions.home.prefixes,
        )
    place_them = place_labels if len(level.areas) <= MOST_MEASURED else place_names
    tables: dict[str, pd.DataFrame] = {
        "areas": level.areas.reset_index(),
        "figures": figures.reset_index(),
        "totals": totals.reindex(columns=figures.columns).reset_index(),
        "percentiles": knots,
        "moments": moments,
        "outlines": pd.DataFrame({"area": level.outlines.index, "geometry": shapes}),
        "neighbours": find_finer_neighbours(level.outlines, level.finer),
        "labels": place_them(level.outlines, level.areas),
        "points": level.points,
    }
    if level.word == "area" and whole.former is not None:
        tables["former_areas"] = whole.former
    if level.finer is not None:
        shapes = shapely.to_wkb(level.finer.geometry.array)
        tables["finer_outlines"] = pd.DataFrame({"area": level.finer.index, "geometry": shapes})
    told = describe_pack(facts.id, facts, definitions, tables, built_from=whole.built_from)
    told |= {"level": level.word, "placing": whole.placing}
    if level.word == "area":
        tables["centres"] = find_centres(
            level.areas,
            level.figures,
            definitions.geographies[definitions.countries[facts.country].geography].centre,
            given=find_given(definitions),
        )
        report(name_certainty(level.word))
        measures = Measures(TableStore(tables, told), definitions)
        tables["sureness"] = tabulate_sureness(definitions.typologies.values(), measures)
        told |= _add_pool(level, measures, tables)
    else:
        tables["type_shares"] = sum_types(whole.types, f"{level.word}_code")
    report(name_pack(level.word))
    return write_pack(name_level(target, level.word), tables, facts=told)


def _add_pool(level: Level, measures: Measures, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Add the curves of a small place's pool to its own; return the pool's manifest entry."""
    rule = find_geography(measures.store, measures.definitions).pool
    if level.pool is None or rule is None:
        return {}
    pool, figures = level.pool
    curves = measures.tabulate_pool(figures, rule)
    tables["percentiles"] = pd.concat([tables["percentiles"], curves], ignore_index=True)
    return {POOL: asdict(pool)}


def name_level(target: Path, level: str) -> Path:
    """Return the path of a level's pack, beside that of the small areas."""
    return target if level == "area" else target.with_name(f"{target.name}.{level}")

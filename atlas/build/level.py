"""One level of areas of a place: its tables, and the pack written from them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.build.boundaries import find_finer_neighbours, place_labels
from atlas.build.centres import find_centres, find_given
from atlas.build.describe import describe_pack, encode_outlines, lay_tables
from atlas.build.larger_areas import count_between
from atlas.build.steps import CERTAINTY, NEIGHBOURS, PACK, name_step
from atlas.indicators.measures import Measures
from atlas.indicators.pool import POOL, find_geography
from atlas.pack.write import write_pack
from atlas.store.store import TableStore
from atlas.typology.assign import tabulate_sureness
from atlas.typology.by_shares import sum_types

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.build.steps import Report
    from atlas.definitions import Definitions
    from atlas.definitions.model import Place
    from atlas.indicators.pool import Pool

# Up to this many areas the best point for each label is computed; beyond, it takes too long.
MOST_MEASURED = 1500


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
    middles
        For larger areas: the pack table `middles`.
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
    middles: pd.DataFrame | None = None
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


def write_level(
    level: Level, whole: Whole, definitions: Definitions, *, target: Path, report: Report
) -> dict[str, Any]:
    """Write the pack of one level, and return its manifest.

    `target` is the path of the pack of small areas, present or not; the others are beside it.
    """
    report(name_step(NEIGHBOURS, level.word))
    facts, totals = whole.facts, whole.totals
    if level.published is not None:
        totals = count_between(
            totals,
            level.published,
            place=facts.id,
            inside=level.areas.index,
            prefixes=definitions.home.prefixes,
        )
    exact = len(level.areas) <= MOST_MEASURED
    totals = totals.reindex(columns=level.figures.columns)
    tables = lay_tables(level.areas, level.figures, totals, level.spread) | {
        "outlines": encode_outlines(level.outlines),
        "neighbours": find_finer_neighbours(level.outlines, level.finer),
        "labels": place_labels(level.outlines, level.areas, exact=exact),
        "points": level.points,
    }
    if level.word == "area" and whole.former is not None:
        tables["former_areas"] = whole.former
    if level.middles is not None:
        tables["middles"] = level.middles
    if level.finer is not None:
        tables["finer_outlines"] = encode_outlines(level.finer)
    told = describe_pack(facts.id, facts, definitions, tables, built_from=whole.built_from)
    told |= {"level": level.word, "placing": whole.placing}
    if level.word == "area":
        tables["centres"] = find_centres(
            level.areas,
            level.figures,
            definitions.geographies[definitions.countries[facts.country].geography].centre,
            given=find_given(definitions),
        )
        report(name_step(CERTAINTY, level.word))
        measures = Measures(TableStore(tables, told), definitions)
        tables["sureness"] = tabulate_sureness(definitions.typologies.values(), measures)
        told |= _add_pool(level, measures, tables)
    else:
        tables["type_shares"] = sum_types(whole.types, f"{level.word}_code")
    report(name_step(PACK, level.word))
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

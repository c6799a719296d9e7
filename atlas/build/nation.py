"""Build the packs of all of England and Wales, one per level, from the publishers' files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
from pyarrow import csv

from atlas import paths
from atlas.build.boundaries import find_neighbours, place_names, read_outlines
from atlas.build.describe import describe_pack
from atlas.build.reference import (
    RESIDENTS,
    read_look_up,
    read_national_figures,
    sum_comparators,
    summarise_indicators,
)
from atlas.errors import BuildError, Fault
from atlas.indicators.measures import Measures
from atlas.indicators.roll_up import roll_up_figures
from atlas.pack.write import write_pack
from atlas.store.store import TableStore
from atlas.typology.assign import tabulate_sureness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions
    from atlas.definitions.model import Geography, Place

PARTS = ("area", "name", "ward_code", "ward", "authority_code", "authority")
WALES = ("W92000004", "Wales")


@dataclass(frozen=True)
class Level:
    """One level's tables, before they are summarised."""

    word: str
    areas: pd.DataFrame
    figures: pd.DataFrame
    outlines: gpd.GeoDataFrame


def is_nation(place: str, definitions: Definitions) -> bool:
    """Return whether a place is all of the publishers' national files."""
    return place in definitions.places and definitions.places[place].nation


def build_nation(
    place: str,
    definitions: Definitions,
    folder: Path,
    *,
    target: Path | None = None,
    report: Callable[[str], None],
) -> dict[str, Any]:
    """Build the packs of small areas, of MSOAs and of authorities.

    What was read is kept beside the target until all packs stand: a build that is stopped goes
    on from there, unless the publishers' files have changed since.

    Parameters
    ----------
    place
        Identity of a place in ``layers/places`` with ``nation``.
    definitions
        All definitions.
    folder
        The publishers' files.
    target
        Where the pack of small areas shall be; the others stand beside it.
    report
        Told each step before it starts.

    Returns
    -------
    dict
        The manifest of the small areas.

    Raises
    ------
    BuildError
        If a file is missing or does not hold what is expected of it.
    """
    facts = definitions.places[place]
    geography = definitions.geographies["lsoa_2021"]
    _check_files(geography, folder)
    target = target or paths.USER_PACKS / place
    work = target.with_name(f".{target.name}.work")
    figures = read_national_figures(definitions, folder, report=report, keep=work)
    report("Names, wards and authorities")
    areas = read_parts(folder, geography)
    figures = figures.reindex(areas.index)
    report("Outlines")
    outlines = read_outlines(folder / geography.outline_file, code_column=geography.outline_column)
    report("Totals of authorities, regions and countries")
    totals = _sum_all(figures, areas, definitions, folder, place)
    told = {}
    small = Level("area", areas, figures, outlines.loc[areas.index])
    for level in (
        small,
        _neighbourhoods(small, definitions),
        _authorities(small, folder, definitions),
    ):
        name = target.name if level.word == "area" else f"{target.name}.{level.word}"
        told[level.word] = _write_level(
            level,
            definitions,
            facts,
            totals,
            place,
            target.with_name(name),
            report,
            former=read_look_up(folder, geography) if level is small else None,
        )
    shutil.rmtree(work, ignore_errors=True)
    return told["area"]


def _check_files(geography: Geography, folder: Path) -> None:
    named = {
        key: getattr(geography, key)
        for key in type(geography).model_fields
        if key.endswith("_file")
    }
    faults = [
        Fault(
            f"layers/geographies/{geography.id}.toml, {key}",
            f'There is no file "{name}" in {folder}.',
            remedy="Put the publisher's file there, or name another folder with --from.",
        )
        for key, name in named.items()
        if not (folder / name).exists()
    ]
    if faults:
        raise BuildError(faults)


def read_parts(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return names and larger areas of every small area, indexed by area in order of code.

    Returns
    -------
    pandas.DataFrame
        The columns of the pack table `areas`, and `region_code` and `region`.
    """
    parts = _read(folder / geography.authority_file)[geography.part_columns]
    areas = parts.set_axis(list(PARTS), axis=1).set_index("area").sort_index()
    names = _read(folder / geography.neighbourhood_file)[geography.neighbourhood_columns]
    names = names.set_axis(["msoa", "code", "called"], axis=1).set_index("msoa")
    # The name of a small area is that of its MSOA and one letter more.
    msoa = areas["name"].str[:-1]
    areas["neighbourhood_code"] = msoa.map(names["code"])
    areas["neighbourhood"] = msoa.map(names["called"])
    areas["rural_urban"] = _pairs(folder / geography.rural_file, geography.rural_columns).reindex(
        areas.index
    )
    look_up = read_look_up(folder, geography)
    areas["change"] = look_up.groupby("after")["change"].first().reindex(areas.index)
    region_file = folder / geography.region_file
    authority, region = geography.region_columns
    codes = _pairs(region_file, [authority, region])
    called = _pairs(region_file, [authority, geography.region_name_column])
    areas["region_code"] = areas["authority_code"].map(codes).fillna(WALES[0])
    areas["region"] = areas["authority_code"].map(called).fillna(WALES[1])
    missing = areas[["neighbourhood_code", "rural_urban", "change"]].isna().any(axis=1)
    if missing.any():
        what = f"{missing.sum()} areas are in one look-up and not in another: {missing.idxmax()}."
        raise BuildError([Fault(str(folder), what, remedy="Take look-ups of the same year.")])
    return areas


def _read(path: Path) -> pd.DataFrame:
    table: pd.DataFrame = csv.read_csv(path).to_pandas()
    return table.rename(columns=lambda heading: str(heading).removeprefix("\ufeff"))


def _pairs(path: Path, columns: list[str]) -> pd.Series:
    return _read(path).set_index(columns[0])[columns[1]]


def _sum_all(
    figures: pd.DataFrame, areas: pd.DataFrame, definitions: Definitions, folder: Path, place: str
) -> pd.DataFrame:
    """Return the totals of the countries, regions and authorities, and of the place itself."""
    totals = sum_comparators(figures, definitions, folder)
    groupings = [areas["authority_code"], areas["region_code"].where(areas["region"] == WALES[1])]
    rolled = [_roll_up(figures, groups.dropna(), definitions) for groups in groupings]
    whole = totals.loc[["england_wales"]].rename(index={"england_wales": place})
    everything = pd.concat([totals, *rolled, whole])
    everything.index.name = "comparator"
    return everything


def _roll_up(figures: pd.DataFrame, groups: pd.Series, definitions: Definitions) -> pd.DataFrame:
    return roll_up_figures(
        figures.loc[groups.index], groups, variables=definitions.variables, weight=RESIDENTS
    )


def _neighbourhoods(small: Level, definitions: Definitions) -> Level:
    """Return the level of MSOAs: counts added up, outlines joined."""
    groups = small.areas["neighbourhood_code"]
    areas = _first_of(small.areas, groups)
    areas["name"] = areas["name"].str[:-1]
    # An MSOA is no part of one ward; the next larger area it lies in is its authority.
    areas["ward_code"], areas["ward"] = areas["authority_code"], areas["authority"]
    joined = small.outlines.assign(group=groups).dissolve("group")
    return Level(
        "neighbourhood", areas, _roll_up(small.figures, groups, definitions), _tidy(joined, areas)
    )


def _authorities(small: Level, folder: Path, definitions: Definitions) -> Level:
    """Return the level of authorities, with the publisher's own simpler outlines."""
    geography = definitions.geographies["lsoa_2021"]
    groups = small.areas["authority_code"]
    areas = _first_of(small.areas, groups)
    for column in ("ward", "neighbourhood"):
        areas[f"{column}_code"], areas[column] = areas["region_code"], areas["region"]
    areas["name"] = areas["authority"]
    outlines = read_outlines(
        folder / geography.authority_outline_file, code_column=geography.authority_outline_column
    )
    return Level(
        "authority", areas, _roll_up(small.figures, groups, definitions), _tidy(outlines, areas)
    )


def _first_of(areas: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    first = areas.groupby(groups.rename("group")).first()
    first[["rural_urban", "change"]] = ""
    first.index.name = "area"
    return first


def _tidy(outlines: gpd.GeoDataFrame, areas: pd.DataFrame) -> gpd.GeoDataFrame:
    found = outlines.loc[areas.index, ["geometry"]]
    found["geometry"] = shapely.orient_polygons(found.make_valid().array)
    found.index.name = "area"
    return found


def _write_level(
    level: Level,
    definitions: Definitions,
    facts: Place,
    totals: pd.DataFrame,
    place: str,
    target: Path,
    report: Callable[[str], None],
    *,
    former: pd.DataFrame | None,
) -> dict[str, Any]:
    report(f"Percentile curves, neighbours and names: {len(level.areas):,} of level {level.word}")
    knots, moments = summarise_indicators(level.figures, definitions)
    figures = level.figures.rename_axis("area")
    shapes = shapely.to_wkb(level.outlines.geometry.array)
    tables: dict[str, pd.DataFrame] = {
        "areas": level.areas.reset_index(),
        "figures": figures.reset_index(),
        "totals": totals.reindex(columns=figures.columns).reset_index(),
        "percentiles": knots,
        "moments": moments,
        "outlines": pd.DataFrame({"area": level.outlines.index, "geometry": shapes}),
        "neighbours": find_neighbours(level.outlines),
        "labels": place_names(level.outlines, level.areas),
    }
    if former is not None:
        tables["former_areas"] = former
    told = describe_pack(place, facts, definitions, tables, built_from={}) | {"level": level.word}
    report(f"How sure the types are: {len(level.areas):,} of level {level.word}")
    measures = Measures(TableStore(tables, told), definitions)
    tables["sureness"] = tabulate_sureness(definitions.typologies.values(), measures)
    report(f"Pack of level {level.word}")
    return write_pack(target, tables, facts=told)

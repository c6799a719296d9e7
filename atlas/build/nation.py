"""Build the packs of England and Wales, one per level, from the publishers' files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from atlas import paths
from atlas.build.apportion import describe_changes
from atlas.build.boundaries import read_outlines
from atlas.build.finer import read_finer
from atlas.build.former import read_former
from atlas.build.given_files import check_files, date_fetched
from atlas.build.larger_areas import read_neighbourhoods
from atlas.build.level import Level, Whole
from atlas.build.points import (
    describe_placing,
    find_covered,
    keep_inside,
    measure_points,
    read_overlays,
)
from atlas.build.reference import (
    RESIDENTS,
    read_larger_figures,
    read_look_up,
    read_national_figures,
    sum_comparators,
    summarise_indicators,
)
from atlas.build.steps import (
    COUNTRY,
    NAMES,
    OUTLINES,
    POINTS,
    TOTALS,
    Step,
    list_levels,
    list_tables,
    name_spread,
)
from atlas.build.type_shares import find_small_types
from atlas.build.write_level import write_level
from atlas.errors import BuildError, Fault
from atlas.indicators.roll_up import roll_up_figures
from atlas.places.authorities import fill_regions
from atlas.places.published import hash_files
from atlas.sources.read_look_up import read_columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions
    from atlas.definitions.country import Geography

PARTS = ("area", "name", "ward_code", "ward", "authority_code", "authority")


def is_nation(place: str, definitions: Definitions) -> bool:
    """Return whether a place covers the publishers' national files."""
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

    Parsed tables are kept beside the target until all packs are written, so that a build that
    was stopped can resume, unless the publishers' files have changed.

    Parameters
    ----------
    place
        Identity of a place in ``layers/places`` with ``nation``.
    definitions
        All definitions.
    folder
        The publishers' files.
    target
        Path of the pack of small areas; the others are beside it.
    report
        Called with the name of each step before it starts.

    Returns
    -------
    dict
        The manifest of the small areas.

    Raises
    ------
    BuildError
        If a file is missing or its content is not as expected.
    """
    geography = definitions.home_geography
    check_files(definitions, folder)
    definitions = date_fetched(definitions, folder)
    target = target or paths.USER_PACKS / place
    work = target.with_name(f".{target.name}.work")
    figures = read_national_figures(definitions, folder, report=report, keep=work)
    report(NAMES)
    areas = read_parts(folder, geography)
    figures = figures.reindex(areas.index)
    report(OUTLINES)
    outlines = read_outlines(
        folder / geography.outline_file, code_column=geography.outline_column, areas=areas.index
    )
    report(POINTS)
    overlays = list(definitions.overlays.values())
    finer = read_finer(definitions, areas.index)
    placed: Any = {"postcodes": paths.USER_POSTCODES, "finer": finer}
    points = read_overlays(overlays, folder, outlines, own=False, report=report, **placed)
    covered = find_covered(overlays, folder, outlines, **placed)
    figures = figures.join(
        measure_points(overlays, points, figures, covered, prefixes=definitions.home.prefixes)
    )
    report(TOTALS)
    totals = sum_all(figures, areas, definitions, folder)
    entire = definitions.home.entire.id
    own = totals.loc[[entire]].rename(index={entire: place})
    totals = join_totals(totals, own)
    report(name_spread("area"))
    spread = summarise_indicators(figures, definitions)
    outlines = outlines.loc[areas.index]
    small = Level("area", areas, figures, outlines, keep_inside(points), spread, finer=finer)
    whole = Whole(
        definitions.places[place],
        totals,
        hash_files(definitions, folder),
        read_former(folder, geography, areas),
        find_small_types(small, definitions, place=place, totals=totals),
        describe_placing(points),
    )
    told = {}
    larger = _neighbourhoods(small, definitions), _authorities(small, folder, definitions, work)
    for level in (small, *larger):
        told[level.word] = write_level(level, whole, definitions, target=target, report=report)
    shutil.rmtree(work, ignore_errors=True)
    return told["area"]


def list_nation_steps(definitions: Definitions, folder: Path) -> list[Step]:
    """Return the steps of `build_nation` with their relative durations."""
    return [
        *list_tables(definitions, folder),
        Step(NAMES, 0.1),
        Step(OUTLINES, 0.7),
        Step(POINTS, 1.0),
        Step(TOTALS, 1.5),
        *list_levels(COUNTRY, spread=True),
    ]


def read_parts(folder: Path, geography: Geography) -> pd.DataFrame:
    """Return names and larger areas of every small area, indexed by area in order of code.

    Returns
    -------
    pandas.DataFrame
        The columns of the pack table `areas`, and `region_code` and `region`.
    """
    parts = read_columns(folder / geography.authority_file, geography.part_columns)
    areas = parts.set_axis(list(PARTS), axis=1).set_index("area").sort_index()
    areas = areas.join(read_neighbourhoods(folder, geography))
    areas["rural_urban"] = _pairs(folder / geography.rural_file, geography.rural_columns).reindex(
        areas.index
    )
    areas = areas.join(describe_changes(read_look_up(folder, geography)))
    region_file = folder / geography.region_file
    authority, region = geography.region_columns
    codes = _pairs(region_file, [authority, region])
    called = _pairs(region_file, [authority, geography.region_name_column])
    areas["region_code"] = areas["authority_code"].map(codes)
    areas["region"] = areas["authority_code"].map(called)
    areas = fill_regions(areas, geography)
    missing = areas[["neighbourhood_code", "rural_urban", "change"]].isna().any(axis=1)
    if missing.any():
        what = f"{missing.sum()} areas are in one look-up and not in another: {missing.idxmax()}."
        raise BuildError([Fault(str(folder), what, remedy="Take look-ups of the same year.")])
    return areas


def _pairs(path: Path, columns: list[str]) -> pd.Series:
    return read_columns(path, columns).set_index(columns[0])[columns[1]]


def sum_all(
    figures: pd.DataFrame, areas: pd.DataFrame, definitions: Definitions, folder: Path
) -> pd.DataFrame:
    """Return the totals of the countries, regions and authorities."""
    totals = sum_comparators(figures, definitions, folder)
    nations = [nation.code for nation in definitions.home.nations]
    groupings = [
        areas["authority_code"],
        areas["region_code"].where(areas["region_code"].isin(nations)),
    ]
    within = areas["neighbourhood_code"]
    rolled = [roll_up(figures, groups.dropna(), definitions, within) for groups in groupings]
    return pd.concat([totals, *rolled])


def join_totals(totals: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return totals with the place's own row, which replaces one of the same name."""
    everything = pd.concat([totals.drop(index=own.index, errors="ignore"), own])
    everything.index.name = "comparator"
    return everything


def roll_up(
    figures: pd.DataFrame, groups: pd.Series, definitions: Definitions, within: pd.Series
) -> pd.DataFrame:
    """Return figures of groups of areas; `within` is the MSOA of every area in the country."""
    return roll_up_figures(
        figures.loc[groups.index],
        groups,
        variables=definitions.variables,
        weight=RESIDENTS,
        within=within,
    )


def _neighbourhoods(small: Level, definitions: Definitions) -> Level:
    """Return the level of MSOAs: counts added up, outlines joined."""
    areas, groups = list_neighbourhoods(small.areas)
    return Level(
        "neighbourhood",
        areas,
        roll_up(small.figures, groups, definitions, groups),
        join_outlines(small.outlines, groups, areas),
        keep_inside(small.points, groups),
    )


def _authorities(small: Level, folder: Path, definitions: Definitions, keep: Path) -> Level:
    """Return the level of authorities, with the publisher's generalised outlines."""
    areas, groups = list_authorities(small.areas)
    figures = roll_up(small.figures, groups, definitions, small.areas["neighbourhood_code"])
    published = read_published(folder, definitions, areas, keep=keep)
    return Level(
        "authority",
        areas,
        take_published(figures, published),
        read_authority_outlines(folder, definitions, areas),
        keep_inside(small.points, groups),
        None,
        published,
    )


def read_published(
    folder: Path, definitions: Definitions, areas: pd.DataFrame, *, keep: Path | None = None
) -> pd.DataFrame:
    """Return authorities' regions and published figures that are not sums of their parts.

    Moves within an authority, for instance, are moves between its MSOAs.
    """
    published = read_larger_figures(definitions, folder, areas.index, keep=keep)
    return published.assign(region_code=areas["region_code"])


def take_published(figures: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return authorities' figures with published ones in place of sums."""
    names = [name for name in published if name != "region_code"]
    return figures.assign(**{str(name): published[name] for name in names})


def list_neighbourhoods(small: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Return the table of MSOAs, and the MSOA of every small area."""
    groups = small["neighbourhood_code"]
    areas = _first_of(small, groups)
    areas["name"] = areas["name"].str[:-1]
    # MSOAs do not nest in wards; the next larger area is the authority.
    areas["ward_code"], areas["ward"] = areas["authority_code"], areas["authority"]
    return areas, groups


def list_authorities(small: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Return the table of authorities, and the authority of every small area."""
    groups = small["authority_code"]
    areas = _first_of(small, groups)
    for column in ("ward", "neighbourhood"):
        areas[f"{column}_code"], areas[column] = areas["region_code"], areas["region"]
    areas["name"] = areas["authority"]
    return areas, groups


def join_outlines(
    outlines: gpd.GeoDataFrame, groups: pd.Series, areas: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the outlines of larger areas, joined from those of small ones."""
    return _tidy(outlines.assign(group=groups).dissolve("group"), areas)


def read_authority_outlines(
    folder: Path, definitions: Definitions, areas: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the publisher's own outlines of authorities."""
    geography = definitions.home_geography
    outlines = read_outlines(
        folder / geography.authority_outline_file,
        code_column=geography.authority_outline_column,
        areas=areas.index,
    )
    return _tidy(outlines, areas)


def _first_of(areas: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    first = areas.groupby(groups.rename("group")).first()
    first["rural_urban"] = ""
    complex_ones = areas["change"].eq("X").groupby(groups).any()
    first["change"] = complex_ones.map({True: "X", False: ""})
    first["change_areas"] = 0
    first.index.name = "area"
    return first


def _tidy(outlines: gpd.GeoDataFrame, areas: pd.DataFrame) -> gpd.GeoDataFrame:
    found = outlines.loc[areas.index, ["geometry"]]
    found["geometry"] = shapely.orient_polygons(found.make_valid().array)
    found.index.name = "area"
    return found

"""Build the packs of the whole country, and of a named place: authorities, a region."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.build.given_files import date_files
from atlas.build.level import Whole, write_level
from atlas.build.origins import FilesOrigin, Origin, PacksOrigin
from atlas.build.reference import roll_up
from atlas.build.steps import COUNTRY, PART, Step, list_levels, list_reading
from atlas.build.type_means import find_small_types
from atlas.definitions.model import Place
from atlas.errors import BuildError, Fault
from atlas.indicators.pool import choose_pool
from atlas.pack.manifest import read_manifest
from atlas.places.gazetteer import NATION
from atlas.places.published import hash_files

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.level import Level
    from atlas.build.steps import Report
    from atlas.definitions import Definitions
    from atlas.indicators.pool import Pool
    from atlas.places.gazetteer import Answer

# Typical numbers of small areas and MSOAs in a place, to estimate the time of a build.
USUAL_SIZES = {"authority": (115, 23), "region": (3_900, 800), "country": (33_700, 6_900)}


def build_nation(
    place: str,
    definitions: Definitions,
    folder: Path,
    *,
    target: Path | None = None,
    report: Report,
    keeps: bool = False,
) -> dict[str, Any]:
    """Build the packs of all small areas, MSOAs and authorities; return that of small areas.

    Parsed tables are kept beside the target until all packs are written, so that a build that
    was stopped can resume, unless the publishers' files have changed.

    Parameters
    ----------
    place
        Identity of a place in ``layers/places`` with ``nation``.
    target
        Path of the pack of small areas; the others are beside it.
    keeps
        Whether to keep the parsed tables, because the packs will be built once more.

    Raises
    ------
    BuildError
        If a file is missing or its content is not as expected.
    """
    definitions = date_files(definitions, folder)
    target = target or paths.USER_PACKS / place
    work = _name_work(target)
    origin = FilesOrigin(folder, definitions, report, keep=work)
    small = origin.cut_level("area", origin.areas.index)
    entire = definitions.home.entire.id
    own = origin.totals.loc[[entire]].rename(index={entire: place})
    whole = _describe_whole(origin, small, definitions.places[place], own, definitions)
    told = {}
    for level in COUNTRY:
        cut = small if level == "area" else origin.cut_level(level, small.areas.index)
        told[level] = write_level(cut, whole, definitions, target=target, report=report)
    if not keeps:
        forget_tables(target)
    return told["area"]


def _name_work(target: Path) -> Path:
    """Return the folder in which parsed tables are kept while a place is built."""
    return target.with_name(f".{target.name}.work")


def forget_tables(target: Path) -> None:
    """Remove the parsed tables that were kept while the pack at a path was built."""
    shutil.rmtree(_name_work(target), ignore_errors=True)


def build_named(
    answer: Answer,
    definitions: Definitions,
    *,
    folder: Path | None,
    target: Path | None = None,
    report: Report,
    keeps: bool = False,
) -> dict[str, Any]:
    """Build a place's packs: small areas, MSOAs and, where there are several, authorities.

    Percentile curves, moments and totals are those of England, and of England and Wales, from
    the same files as the figures, so that both are of the same edition. The manifest of the
    small areas is returned.

    Parameters
    ----------
    answer
        The places that were found for the name.
    folder
        The publishers' files; None to take the place from the packs of the whole country.
    target
        Path of the pack of small areas; the others are beside it.
    keeps
        Whether to keep the parsed tables, because the packs will be built once more.

    Raises
    ------
    BuildError
        If a file is missing or its content is not as expected.
    PackError
        If the packs of the whole country cannot be used.
    """
    target = target or paths.USER_PACKS / answer.code
    work = _name_work(target)
    if folder is None:
        report(PART)
        pack = paths.find_pack(NATION)
        definitions = definitions.dated_by(read_manifest(pack, verify=False))
        origin: Origin = PacksOrigin(pack, definitions)
    else:
        definitions = date_files(definitions, folder)
        origin = FilesOrigin(
            folder, definitions, report, keep=work if keeps or work.exists() else None
        )
    inside = _find_inside(answer, origin.areas, definitions)
    own = _total_of(answer, origin, inside, definitions)
    facts = _describe_place(answer, origin.areas.loc[inside], definitions)
    pool = _find_pool(origin, inside, facts, definitions)
    small = replace(origin.cut_level("area", inside), pool=pool)
    whole = _describe_whole(origin, small, facts, own, definitions)
    whole = replace(whole, former=_cut_former(whole.former, small.areas))
    told = {}
    # The small areas come last: their pack marks the place as complete.
    for level in reversed(_levels_of(answer)):
        cut = small if level == "area" else origin.cut_level(level, inside)
        told[level] = write_level(cut, whole, definitions, target=target, report=report)
    if not keeps:
        forget_tables(target)
    return told["area"]


def _describe_whole(
    origin: Origin, small: Level, facts: Place, own: pd.DataFrame, definitions: Definitions
) -> Whole:
    """Return what a place's packs share; its own totals replace a row of the same name."""
    others = origin.totals.drop(index=own.index, errors="ignore")
    totals = pd.concat([others, own]).rename_axis("comparator")
    types = find_small_types(small, definitions, place=facts.id, totals=totals)
    return Whole(facts, totals, origin.built_from, origin.former, types, origin.placing)


def list_nation_steps(definitions: Definitions, folder: Path) -> list[Step]:
    """Return the steps of `build_nation` with their relative durations."""
    return list_reading(definitions, folder) + list_levels(COUNTRY, spread=True)


def list_named_steps(answer: Answer, definitions: Definitions, folder: Path | None) -> list[Step]:
    """Return the steps of `build_named` with their relative durations."""
    sizes = [USUAL_SIZES[place.kind] for place in answer.found]
    counts = {
        "area": sum(small for small, _ in sizes),
        "neighbourhood": sum(larger for _, larger in sizes),
        "authority": sum(small / 115 for small, _ in sizes),
    }
    steps = [Step(PART, 0.5)] if folder is None else list_reading(definitions, folder)
    areas = {level: counts[level] for level in reversed(_levels_of(answer))}
    return steps + list_levels(areas, spread=folder is not None)


def is_current(definitions: Definitions, folder: Path) -> bool:
    """Return whether the country's packs were built from the files in a folder."""
    if not all(paths.find_pack(NATION, level).exists() for level in COUNTRY):
        return False
    manifest = read_manifest(paths.find_pack(NATION), verify=False)
    # Older packs assigned every point by outlines and have no "placing".
    same = "placing" in manifest and manifest.get("built_from") == hash_files(definitions, folder)
    return same and manifest["counts"]["variables"] == len(definitions.variables)


def _levels_of(answer: Answer) -> list[str]:
    wide = len(answer.found) > 1 or answer.found[0].kind != "authority"
    return ["area", "neighbourhood", *(["authority"] if wide else [])]


def _find_inside(answer: Answer, areas: pd.DataFrame, definitions: Definitions) -> pd.Index:
    """Return the small areas of a place, in order of code."""
    codes = [place.code for place in answer.found]
    nation = definitions.home.nation_of(codes[0])
    if nation is not None:
        wanted = areas.index.str.startswith(nation.codes)
    else:
        wanted = areas[f"{answer.found[0].kind}_code"].isin(codes).to_numpy()
    found: pd.Index = areas.index[wanted]
    if found.empty:
        what = f"The files hold no areas of {answer.name}."
        raise BuildError([Fault(f'build "{answer.code}"', what, remedy="Name another place.")])
    return found


def _cut_former(former: pd.DataFrame | None, areas: pd.DataFrame) -> pd.DataFrame | None:
    """Return the changes of the 2011 areas that are partly inside, with all their parts."""
    if former is None:
        return None
    codes = {*areas.index, *areas["neighbourhood_code"], *areas["authority_code"]}
    here = former.loc[former["after"].isin(codes), "before"]
    return former[former["before"].isin(here)].reset_index(drop=True)


def _find_pool(
    origin: Origin, inside: pd.Index, facts: Place, definitions: Definitions
) -> tuple[Pool, pd.DataFrame] | None:
    """Return the pool for the areas of a small place; None where none is needed."""
    geography = definitions.geographies[definitions.countries[facts.country].geography]
    if geography.pool is None or len(inside) >= geography.pool.few:
        return None
    pool, codes = choose_pool(
        inside,
        origin.areas,
        origin.figures,
        geography.pool,
        together=geography.together,
        residents=geography.residents,
    )
    return (pool, origin.figures.loc[codes]) if len(codes) else None


def _total_of(
    answer: Answer, origin: Origin, inside: pd.Index, definitions: Definitions
) -> pd.DataFrame:
    """Return the figures of the place as a whole, in one row."""
    nation = definitions.home.nation_of(answer.code)
    row = nation.whole if nation and nation.whole else answer.code
    if row in origin.totals.index:
        return origin.totals.loc[[row]].rename(index={row: answer.code})
    within = origin.areas["neighbourhood_code"]
    return roll_up(origin.figures.loc[inside], pd.Series(answer.code, inside), definitions, within)


def _describe_place(answer: Answer, areas: pd.DataFrame, definitions: Definitions) -> Place:
    nation, entire = definitions.places[NATION], definitions.home.entire
    regions = areas[["region_code", "region"]].drop_duplicates()
    alone = len(regions) == 1 and answer.found[0].kind == "authority"
    region, name = tuple(regions.iloc[0]) if alone else (entire.id, entire.name)
    return Place(
        id=answer.code,
        name=answer.name,
        authorities=sorted(areas["authority_code"].unique()),
        region=region,
        region_name=name,
        country=nation.country,
        attributions=nation.attributions,
    )

"""Build the packs of a named place: authorities, a region or a country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas import paths
from atlas.build.given_files import check_files, date_fetched
from atlas.build.level import Whole
from atlas.build.nation import (
    join_totals,
    roll_up,
)
from atlas.build.origins import FilesOrigin, Origin, PacksOrigin
from atlas.build.steps import (
    NAMES,
    OUTLINES,
    PART,
    POINTS,
    TOTALS,
    Step,
    list_levels,
    list_tables,
)
from atlas.build.type_shares import find_small_types
from atlas.build.write_level import name_level, write_level
from atlas.definitions.model import Place
from atlas.errors import BuildError, Fault
from atlas.indicators.pool import choose_pool
from atlas.pack.manifest import read_manifest
from atlas.places.gazetteer import NATION
from atlas.places.published import hash_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from atlas.definitions import Definitions
    from atlas.indicators.pool import Pool
    from atlas.places.gazetteer import Answer

# Typical numbers of small areas and MSOAs in a place, to estimate the time of a build.
USUAL_SIZES = {"authority": (115, 23), "region": (3_900, 800), "country": (33_700, 6_900)}


def build_named(
    answer: Answer,
    definitions: Definitions,
    *,
    folder: Path | None,
    target: Path | None = None,
    report: Callable[[str], None],
) -> dict[str, Any]:
    """Build a place's packs: small areas, MSOAs and, where there are several, authorities.

    Percentile curves, moments and totals are those of England, and of England and Wales, from
    the same files as the figures, so that both are of the same edition.

    Parameters
    ----------
    answer
        The places that were found for the name.
    definitions
        All definitions.
    folder
        The publishers' files; None to take the place from the packs of the whole country.
    target
        Path of the pack of small areas; that of MSOAs is beside it.
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
    PackError
        If the packs of the whole country cannot be used.
    """
    target = target or paths.USER_PACKS / answer.code
    if folder is None:
        report(PART)
        pack = paths.find_pack(NATION)
        definitions = definitions.dated_by(read_manifest(pack, verify=False))
        origin: Origin = PacksOrigin(pack, definitions)
    else:
        check_files(definitions, folder)
        definitions = date_fetched(definitions, folder)
        origin = FilesOrigin(folder, definitions, report)
    inside = _find_inside(answer, origin.areas, definitions)
    own = _total_of(answer, origin, inside, definitions)
    facts = _describe_place(answer, origin.areas.loc[inside], definitions)
    totals = join_totals(origin.totals, own)
    small = replace(
        origin.cut_level("area", inside), pool=_find_pool(origin, inside, facts, definitions)
    )
    types = find_small_types(small, definitions, place=facts.id, totals=totals)
    former = _cut_former(origin, inside)
    whole = Whole(facts, totals, origin.built_from, former, types, origin.placing)
    told = {}
    # The small areas come last: their pack marks the place as complete.
    for level in reversed(_levels_of(answer)):
        cut = small if level == "area" else origin.cut_level(level, inside)
        told[level] = write_level(cut, whole, definitions, target=target, report=report)
    return told["area"]


def list_named_steps(answer: Answer, definitions: Definitions, folder: Path | None) -> list[Step]:
    """Return the steps of `build_named` with their relative durations."""
    sizes = [USUAL_SIZES[place.kind] for place in answer.found]
    counts = {
        "area": sum(small for small, _ in sizes),
        "neighbourhood": sum(larger for _, larger in sizes),
        "authority": sum(small / 115 for small, _ in sizes),
    }
    if folder is None:
        steps = [Step(PART, 0.5)]
    else:
        steps = [
            *list_tables(definitions, folder),
            Step(NAMES, 0.1),
            Step(OUTLINES, 0.7),
            Step(POINTS, 1.0),
            Step(TOTALS, 0.4),
        ]
    areas = {level: counts[level] for level in reversed(_levels_of(answer))}
    return steps + list_levels(areas, spread=folder is not None)


def is_current(definitions: Definitions, folder: Path) -> bool:
    """Return whether the country's packs were built from the files in a folder."""
    pack = paths.find_pack(NATION)
    if not all(name_level(pack, word).exists() for word in ("area", "neighbourhood", "authority")):
        return False
    manifest = read_manifest(pack, verify=False)
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


def _cut_former(origin: Origin, inside: pd.Index) -> pd.DataFrame | None:
    """Return the changes of the 2011 areas that are partly inside, with all their parts."""
    former = origin.former
    if former is None:
        return None
    areas = origin.areas.loc[inside]
    codes = {*inside, *areas["neighbourhood_code"], *areas["authority_code"]}
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
        origin.read_figures(origin.areas.index),
        geography.pool,
        together=geography.together,
        residents=geography.residents,
    )
    return (pool, origin.read_figures(codes)) if len(codes) else None


def _total_of(
    answer: Answer, origin: Origin, inside: pd.Index, definitions: Definitions
) -> pd.DataFrame:
    """Return the figures of the place as a whole, in one row."""
    nation = definitions.home.nation_of(answer.code)
    row = nation.whole if nation and nation.whole else answer.code
    if row in origin.totals.index:
        return origin.totals.loc[[row]].rename(index={row: answer.code})
    within = origin.areas["neighbourhood_code"]
    return roll_up(origin.read_figures(inside), pd.Series(answer.code, inside), definitions, within)


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

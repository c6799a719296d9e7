"""Build the packs of a place that was named: authorities, a region or a country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from atlas import paths
from atlas.build.boundaries import read_outlines
from atlas.build.former import read_former
from atlas.build.given_files import check_files, date_fetched
from atlas.build.larger_areas import find_larger
from atlas.build.level import Level, Whole
from atlas.build.nation import (
    join_outlines,
    join_totals,
    list_authorities,
    list_neighbourhoods,
    name_level,
    read_authority_outlines,
    read_parts,
    read_published,
    roll_up,
    sum_all,
    take_published,
    write_level,
)
from atlas.build.points import find_covered, keep_inside, measure_points, read_overlays
from atlas.build.reference import read_national_figures, summarise_indicators
from atlas.build.steps import (
    NAMES,
    OUTLINES,
    PART,
    POINTS,
    TOTALS,
    Step,
    list_levels,
    list_tables,
    name_spread,
)
from atlas.build.type_shares import find_small_types
from atlas.definitions.model import Place
from atlas.errors import BuildError, Fault
from atlas.gazetteer import ENGLAND, NATION, WALES
from atlas.pack.manifest import read_manifest
from atlas.published import hash_files
from atlas.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions
    from atlas.gazetteer import Answer
    from atlas.store import Store

EVERYWHERE = ("england_wales", "England and Wales")
# How many small areas and MSOAs a place has, about: enough to tell how long a build will take.
USUAL_SIZES = {"authority": (115, 23), "region": (3_900, 800), "country": (33_700, 6_900)}


class Origin(Protocol):
    """The whole country, from which a place is cut."""

    @property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas of all small areas."""

    @property
    def totals(self) -> pd.DataFrame:
        """Figures of authorities, regions and countries."""

    @property
    def built_from(self) -> dict[str, str]:
        """Checksum of every file by its path."""

    @property
    def former(self) -> pd.DataFrame | None:
        """What became of all small areas of 2011."""

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of the small areas that are inside."""

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return one level of the small areas that are inside."""


def build_named(
    answer: Answer,
    definitions: Definitions,
    *,
    folder: Path | None,
    target: Path | None = None,
    report: Callable[[str], None],
) -> dict[str, Any]:
    """Build the packs of a place: small areas, MSOAs and, where there are several, authorities.

    The curves, moments and totals that its figures are compared with are those of all of
    England, and of England and Wales. They come from the same files as the figures, so that
    both are always of the same edition.

    Parameters
    ----------
    answer
        What the name stands for.
    definitions
        All definitions.
    folder
        The publishers' files; None to take the place from the packs of the whole country.
    target
        Where the pack of small areas shall be; that of MSOAs stands beside it.
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
    inside = _find_inside(answer, origin.areas)
    own = _total_of(answer, origin, inside, definitions)
    facts = _describe_place(answer, origin.areas.loc[inside], definitions)
    totals = join_totals(origin.totals, own)
    small = origin.cut_level("area", inside)
    types = find_small_types(small, definitions, place=facts.id, totals=totals)
    whole = Whole(facts, totals, origin.built_from, _cut_former(origin, inside), types)
    told = {}
    # The small areas come last: a place is there when they are.
    for level in reversed(_levels_of(answer)):
        cut = small if level == "area" else origin.cut_level(level, inside)
        told[level] = write_level(cut, whole, definitions, target=target, report=report)
    return told["area"]


def list_named_steps(answer: Answer, definitions: Definitions, folder: Path | None) -> list[Step]:
    """Return the steps of `build_named` with their shares of its time."""
    sizes = [USUAL_SIZES[one.kind] for one in answer.found]
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
    """Return whether the packs of the whole country hold just what a folder's files hold."""
    pack = paths.find_pack(NATION)
    if not all(name_level(pack, word).exists() for word in ("area", "neighbourhood", "authority")):
        return False
    manifest = read_manifest(pack, verify=False)
    same = manifest.get("built_from") == hash_files(definitions, folder)
    return same and manifest["counts"]["variables"] == len(definitions.variables)


@dataclass
class PacksOrigin:
    """The packs of the whole country.

    Parameters
    ----------
    pack
        The one of small areas; the others stand beside it.
    definitions
        All definitions.
    """

    pack: Path
    definitions: Definitions

    @cached_property
    def _small(self) -> Store:
        return open_store(self.pack)

    @property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas of all small areas."""
        return self._small.areas

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of authorities, regions and countries."""
        return self._small.totals.drop(index=NATION, errors="ignore")

    @property
    def built_from(self) -> dict[str, str]:
        """Checksum of every file by its path."""
        return dict(self._small.manifest["built_from"])

    @property
    def former(self) -> pd.DataFrame | None:
        """What became of all small areas of 2011; None in a pack of before it was told."""
        return self._small.former_areas

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of some small areas."""
        return self._small.figures.loc[inside]

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return the rows of a level's pack, and its curves whole."""
        store = self._small if level == "area" else open_store(name_level(self.pack, level))
        codes = _codes_at(level, self.areas.loc[inside])
        knots = pd.read_parquet(store.folder / "percentiles.parquet")
        published = None
        if level == "authority":
            names = find_larger(self.definitions)
            published = store.figures[names].assign(region_code=store.areas["region_code"])
        return Level(
            level,
            store.areas.loc[codes],
            store.figures.loc[codes],
            store.outlines.loc[codes],
            store.points[store.points["area"].isin(codes)],
            (knots, store.moments.reset_index()),
            published,
        )


class FilesOrigin:
    """The publishers' files, read whole: each holds the areas of all of England and Wales.

    Parameters
    ----------
    folder
        Where they are.
    definitions
        All definitions.
    report
        Told each step before it starts.
    """

    def __init__(
        self, folder: Path, definitions: Definitions, report: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.definitions = definitions
        self.report = report
        figures = read_national_figures(definitions, folder, report=report)
        report(NAMES)
        self.areas = read_parts(folder, definitions.geographies["lsoa_2021"])
        figures = figures.reindex(self.areas.index)
        report(OUTLINES)
        geography = definitions.geographies["lsoa_2021"]
        # All of them: an area is compared with the lists of places of the whole country too.
        self.outlines = read_outlines(
            folder / geography.outline_file,
            code_column=geography.outline_column,
            areas=self.areas.index,
        )
        report(POINTS)
        overlays = list(definitions.overlays.values())
        placed = {"postcodes": paths.USER_POSTCODES}
        self.points = read_overlays(
            overlays, folder, self.outlines, own=False, report=report, **placed
        )
        covered = find_covered(overlays, folder, self.outlines, **placed)
        self.figures = figures.join(measure_points(overlays, self.points, figures, covered))
        report(TOTALS)
        self.totals = sum_all(self.figures, self.areas, definitions, folder)
        self.built_from = hash_files(definitions, folder)
        self.former = read_former(folder, geography, self.areas)

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of some small areas."""
        return self.figures.loc[inside]

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return some areas of a level, with the curves of all."""
        self.report(name_spread(level))
        groups = None
        areas, figures = self.areas, self.figures
        if level != "area":
            listed = {"neighbourhood": list_neighbourhoods, "authority": list_authorities}
            areas, groups = listed[level](self.areas)
            within = self.areas["neighbourhood_code"]
            figures = roll_up(self.figures, groups, self.definitions, within)
        published = None
        if level == "authority":
            published = read_published(self.folder, self.definitions, areas)
            figures = take_published(figures, published)
        spread = summarise_indicators(figures, self.definitions)
        areas = areas.loc[_codes_at(level, self.areas.loc[inside])]
        points = keep_inside(self.points, groups)
        return Level(
            level,
            areas,
            figures.loc[areas.index],
            self._cut_outlines(level, areas, inside),
            points[points["area"].isin(areas.index)],
            spread,
            published,
        )

    def _cut_outlines(self, level: str, areas: pd.DataFrame, inside: pd.Index) -> gpd.GeoDataFrame:
        if level == "authority":
            return read_authority_outlines(self.folder, self.definitions, areas)
        outlines = self.outlines.loc[inside]
        if level == "area":
            return outlines
        return join_outlines(outlines, self.areas.loc[inside, "neighbourhood_code"], areas)


def _levels_of(answer: Answer) -> list[str]:
    wide = len(answer.found) > 1 or answer.found[0].kind != "authority"
    return ["area", "neighbourhood", *(["authority"] if wide else [])]


def _codes_at(level: str, areas: pd.DataFrame) -> pd.Index:
    """Return the codes of a level's areas, in order."""
    codes = areas.index if level == "area" else areas[f"{level}_code"].unique()
    index: pd.Index = pd.Index(sorted(codes), name="area")
    return index


def _find_inside(answer: Answer, areas: pd.DataFrame) -> pd.Index:
    """Return the small areas of a place, in order of code."""
    codes = [one.code for one in answer.found]
    if codes[0] in (ENGLAND[0], WALES[0]):
        wanted = areas.index.str.startswith(codes[0][0])
    else:
        wanted = areas[f"{answer.found[0].kind}_code"].isin(codes).to_numpy()
    found: pd.Index = areas.index[wanted]
    if found.empty:
        what = f"The files hold no areas of {answer.name}."
        raise BuildError([Fault(f'build "{answer.code}"', what, remedy="Name another place.")])
    return found


def _cut_former(origin: Origin, inside: pd.Index) -> pd.DataFrame | None:
    """Return what became of the areas of 2011 of which a part is inside, with all their parts."""
    former = origin.former
    if former is None:
        return None
    areas = origin.areas.loc[inside]
    codes = {*inside, *areas["neighbourhood_code"], *areas["authority_code"]}
    here = former.loc[former["after"].isin(codes), "before"]
    return former[former["before"].isin(here)].reset_index(drop=True)


def _total_of(
    answer: Answer, origin: Origin, inside: pd.Index, definitions: Definitions
) -> pd.DataFrame:
    """Return the figures of the place as a whole, in one row."""
    row = "england" if answer.code == ENGLAND[0] else answer.code
    if row in origin.totals.index:
        return origin.totals.loc[[row]].rename(index={row: answer.code})
    within = origin.areas["neighbourhood_code"]
    return roll_up(origin.read_figures(inside), pd.Series(answer.code, inside), definitions, within)


def _describe_place(answer: Answer, areas: pd.DataFrame, definitions: Definitions) -> Place:
    nation = definitions.places[NATION]
    regions = areas[["region_code", "region"]].drop_duplicates()
    alone = len(regions) == 1 and answer.found[0].kind == "authority"
    region, name = tuple(regions.iloc[0]) if alone else EVERYWHERE
    return Place(
        id=answer.code,
        name=answer.name,
        authorities=sorted(areas["authority_code"].unique()),
        region=region,
        region_name=name,
        country=nation.country,
        attributions=nation.attributions,
    )

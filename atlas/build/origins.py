"""The origins of a place's data: the packs of the whole country, or the publishers' files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from atlas import paths
from atlas.build.boundaries import cut_finer, read_finer, read_outlines
from atlas.build.former import read_former
from atlas.build.larger_areas import find_larger
from atlas.build.level import Level, name_level
from atlas.build.nation import list_larger, read_parts, sum_all
from atlas.build.points import (
    describe_placing,
    find_covered,
    keep_inside,
    measure_points,
    read_overlays,
)
from atlas.build.reference import (
    read_larger_figures,
    read_national_figures,
    roll_up,
    summarise_indicators,
)
from atlas.build.steps import CURVES, NAMES, OUTLINES, POINTS, TOTALS, name_step
from atlas.neighbours.positions import CENTRES, find_middles
from atlas.places.gazetteer import NATION
from atlas.places.published import hash_files
from atlas.store.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.build.steps import Report
    from atlas.definitions import Definitions


class PacksOrigin:
    """The packs of the whole country.

    Both origins hold the names, figures, totals, checksums and placing of the whole country,
    and the changes since 2011, which older packs lack; `cut_level` cuts a level out of them.

    Parameters
    ----------
    pack
        The pack of small areas; the others are beside it.
    definitions
        All definitions.
    """

    def __init__(self, pack: Path, definitions: Definitions) -> None:
        self.pack = pack
        self.definitions = definitions
        self._small = open_store(pack)
        self.areas = self._small.areas
        self.figures = self._small.figures
        self.totals = self._small.totals.drop(index=NATION, errors="ignore")
        self.built_from: dict[str, str] = dict(self._small.manifest["built_from"])
        self.former = self._small.former_areas
        self.placing: dict[str, Any] = dict(self._small.manifest.get("placing", {}))

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return the given areas' rows of a level's pack, with the country's curves."""
        store = self._small if level == "area" else open_store(name_level(self.pack, level))
        codes = codes_at(level, self.areas.loc[inside])
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
            cut_finer(store.finer_outlines, codes),
            find_level_middles(self, level, inside),
        )


class FilesOrigin:
    """The publishers' files, each of which covers England and Wales.

    Parameters
    ----------
    folder
        The folder that holds them.
    definitions
        All definitions.
    report
        Called with the name of each step before it starts.
    keep
        Folder that keeps parsed tables, to resume from after an interruption.
    """

    def __init__(
        self, folder: Path, definitions: Definitions, report: Report, *, keep: Path | None = None
    ) -> None:
        self.folder = folder
        self.definitions = definitions
        self.report = report
        self.keep = keep
        geography = definitions.home_geography
        figures = read_national_figures(definitions, folder, report=report, keep=keep)
        report(NAMES)
        self.areas = read_parts(folder, geography)
        figures = figures.reindex(self.areas.index)
        report(OUTLINES)
        # All outlines are read: figures from point lists are compared with the whole country.
        self.outlines = read_outlines(
            folder / geography.outline_file,
            code_column=geography.outline_column,
            areas=self.areas.index,
        )
        report(POINTS)
        overlays = list(definitions.overlays.values())
        self.finer = read_finer(definitions, self.areas.index)
        placed: Any = {"postcodes": paths.USER_POSTCODES, "finer": self.finer}
        self.points = read_overlays(
            overlays, folder, self.outlines, own=False, report=report, **placed
        )
        self.placing = describe_placing(self.points)
        covered = find_covered(overlays, folder, self.outlines, **placed)
        self.figures = figures.join(
            measure_points(
                overlays, self.points, figures, covered, prefixes=definitions.home.prefixes
            )
        )
        report(TOTALS)
        self.totals = sum_all(self.figures, self.areas, definitions, folder)
        self.built_from = hash_files(definitions, folder)
        self.former = read_former(folder, geography, self.areas)

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return some areas of a level, with the country's curves."""
        self.report(name_step(CURVES, level))
        groups = published = None
        areas, figures = self.areas, self.figures
        if level != "area":
            groups = self.areas[f"{level}_code"]
            areas = list_larger(self.areas, level)
            figures = roll_up(figures, groups, self.definitions, self.areas["neighbourhood_code"])
        if level == "authority":
            # Published, and no sum: moves within an authority, say, are moves between its MSOAs.
            published = read_larger_figures(
                self.definitions, self.folder, areas.index, keep=self.keep
            )
            figures = figures.assign(**{str(name): published[name] for name in published})
            published["region_code"] = areas["region_code"]
        spread = summarise_indicators(figures, self.definitions)
        codes = codes_at(level, self.areas.loc[inside])
        points = keep_inside(self.points, groups)
        return Level(
            level,
            areas.loc[codes],
            figures.loc[codes],
            self._cut_outlines(level, codes),
            points[points["area"].isin(codes)],
            spread,
            published,
            cut_finer(self.finer, codes) if level == "area" else None,
            find_level_middles(self, level, inside),
        )

    def _cut_outlines(self, level: str, codes: pd.Index) -> gpd.GeoDataFrame:
        """Return the outlines of a level: of authorities the publisher's own, of MSOAs joined."""
        if level == "area":
            return self.outlines.loc[codes]
        if level == "authority":
            geography = self.definitions.home_geography
            outlines = read_outlines(
                self.folder / geography.authority_outline_file,
                code_column=geography.authority_outline_column,
                areas=codes,
            )
        else:
            groups = self.areas[f"{level}_code"]
            small = self.outlines[groups.loc[self.outlines.index].isin(codes)]
            outlines = small.assign(group=groups).dissolve("group")
        found = outlines.loc[codes, ["geometry"]]
        found["geometry"] = shapely.orient_polygons(found.make_valid().array)
        return found.rename_axis("area")


# Where a place's packs are cut from.
Origin = PacksOrigin | FilesOrigin


def find_level_middles(origin: Origin, level: str, inside: pd.Index) -> pd.DataFrame | None:
    """Return the pack table `middles` of a level's areas; None for small areas."""
    if level == "area":
        return None
    figures = origin.figures.loc[inside]
    residents = figures[origin.definitions.home_geography.residents]
    groups = origin.areas.loc[inside, f"{level}_code"]
    middles = find_middles(figures.reindex(columns=CENTRES), residents, groups)
    return middles.rename_axis("area").reset_index()


def codes_at(level: str, areas: pd.DataFrame) -> pd.Index:
    """Return the sorted codes of a level's areas."""
    codes = areas.index if level == "area" else areas[f"{level}_code"].unique()
    index: pd.Index = pd.Index(sorted(codes), name="area")
    return index

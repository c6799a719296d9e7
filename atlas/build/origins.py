"""The origins of a place's data: the packs of the whole country, or the publishers' files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from atlas import paths
from atlas.build.boundaries import read_outlines
from atlas.build.finer import cut_finer, read_finer
from atlas.build.former import read_former
from atlas.build.larger_areas import find_larger
from atlas.build.level import Level
from atlas.build.nation import (
    join_outlines,
    list_authorities,
    list_neighbourhoods,
    read_authority_outlines,
    read_parts,
    read_published,
    roll_up,
    sum_all,
    take_published,
)
from atlas.build.points import (
    describe_placing,
    find_covered,
    keep_inside,
    measure_points,
    read_overlays,
)
from atlas.build.reference import read_national_figures, summarise_indicators
from atlas.build.steps import (
    NAMES,
    OUTLINES,
    POINTS,
    TOTALS,
    name_spread,
)
from atlas.build.write_level import name_level
from atlas.places.gazetteer import NATION
from atlas.places.published import hash_files
from atlas.store.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from atlas.definitions import Definitions
    from atlas.store import Store


class Origin(Protocol):
    """Data of the whole country, from which a place's packs are cut."""

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
        """Changes of all small areas since 2011."""

    @property
    def placing(self) -> dict[str, Any]:
        """How points were assigned to areas."""

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of the given small areas."""

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return one level for the given small areas."""


@dataclass
class PacksOrigin:
    """The packs of the whole country.

    Parameters
    ----------
    pack
        The pack of small areas; the others are beside it.
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
        """Changes of all small areas since 2011; None in older packs without them."""
        return self._small.former_areas

    @property
    def placing(self) -> dict[str, Any]:
        """How points were assigned to areas; empty in older packs."""
        return dict(self._small.manifest.get("placing", {}))

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of some small areas."""
        return self._small.figures.loc[inside]

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
    """

    def __init__(
        self, folder: Path, definitions: Definitions, report: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self.definitions = definitions
        self.report = report
        figures = read_national_figures(definitions, folder, report=report)
        report(NAMES)
        self.areas = read_parts(folder, definitions.home_geography)
        figures = figures.reindex(self.areas.index)
        report(OUTLINES)
        geography = definitions.home_geography
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

    def read_figures(self, inside: pd.Index) -> pd.DataFrame:
        """Return the figures of some small areas."""
        return self.figures.loc[inside]

    def cut_level(self, level: str, inside: pd.Index) -> Level:
        """Return some areas of a level, with the country's curves."""
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
        areas = areas.loc[codes_at(level, self.areas.loc[inside])]
        points = keep_inside(self.points, groups)
        return Level(
            level,
            areas,
            figures.loc[areas.index],
            self._cut_outlines(level, areas, inside),
            points[points["area"].isin(areas.index)],
            spread,
            published,
            cut_finer(self.finer, areas.index) if level == "area" else None,
        )

    def _cut_outlines(self, level: str, areas: pd.DataFrame, inside: pd.Index) -> gpd.GeoDataFrame:
        if level == "authority":
            return read_authority_outlines(self.folder, self.definitions, areas)
        outlines = self.outlines.loc[inside]
        if level == "area":
            return outlines
        return join_outlines(outlines, self.areas.loc[inside, "neighbourhood_code"], areas)


def codes_at(level: str, areas: pd.DataFrame) -> pd.Index:
    """Return the sorted codes of a level's areas."""
    codes = areas.index if level == "area" else areas[f"{level}_code"].unique()
    index: pd.Index = pd.Index(sorted(codes), name="area")
    return index

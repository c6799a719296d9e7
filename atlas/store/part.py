"""Stores that show part of an open pack: some areas, or some of its hundreds of figures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from pyarrow import parquet

from atlas.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd


class SharedStore(Store):
    """An open pack once more, with the curves, moments and centres read once.

    What differs from the whole, in `told`, takes the place of its manifest's entries.
    """

    def __init__(self, whole: Store, **told: object) -> None:
        super().__init__(whole.folder, {**whole.manifest, **told})
        self.whole = whole

    @cached_property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation, from the whole pack."""
        return self.whole.moments

    @cached_property
    def centres(self) -> pd.DataFrame | None:
        """Easting and northing of the centres, from the whole pack."""
        return self.whole.centres

    @cached_property
    def middles(self) -> pd.DataFrame | None:
        """Where the residents of larger areas live, from the whole pack."""
        return self.whole.middles

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve, from the whole pack."""
        return self.whole.find_knots(indicator, reference=reference)


class PartStore(SharedStore):
    """Some areas of an open pack.

    Percentile curves and moments are those of the whole; figures and outlines are cut out on
    first use.

    Parameters
    ----------
    whole
        The open pack.
    areas
        Codes of the areas in the part, in order.
    place, name
        Identity and name of the part.
    total
        Figures of the part as a whole: one row, with a column per variable.
    region
        Code and name of its region.
    """

    def __init__(
        self,
        whole: Store,
        areas: pd.Index,
        *,
        place: str,
        name: str,
        total: pd.DataFrame,
        region: tuple[str, str],
    ) -> None:
        parts = whole.areas.loc[areas]
        counts = {
            "areas": len(areas),
            "wards": int(parts["ward_code"].nunique()),
            "neighbourhoods": int(parts["neighbourhood_code"].nunique()),
            "residents": int(total["ts001_total"].iloc[0]),
        }
        super().__init__(
            whole,
            place=place,
            name=name,
            region=region[0],
            region_name=region[1],
            counts=whole.manifest["counts"] | counts,
        )
        self._codes = areas
        self._total = total.set_axis([place], axis=0)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, indexed by area in order of code."""
        return self.whole.areas.loc[self._codes]

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Published figures, one column per variable, indexed by area."""
        return self.whole.figures.loc[self._codes]

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of the comparators, with a row for the part."""
        others = self.whole.totals.drop(index=self._total.index, errors="ignore")
        return pd.concat([others, self._total])

    def find_sureness(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return the robustness of these areas' types; None if the build has none."""
        found = self.whole.find_sureness(typology, basis)
        return None if found is None else found.loc[self._codes]

    def find_type_shares(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return the residents of these areas by the type of their small areas."""
        found = self.whole.find_type_shares(typology, basis)
        return None if found is None else found[found["area"].isin(self._codes)]

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Codes of each area's neighbours within the part."""
        inside = set(self._codes)
        whole = self.whole.neighbours
        return {
            str(area): tuple(name for name in whole.get(area, ()) if name in inside)
            for area in self._codes
        }

    @property
    def surroundings(self) -> Store | None:
        """The store that this is part of."""
        return self.whole

    @cached_property
    def labels(self) -> pd.DataFrame:
        """Labels of the map for wards and MSOAs with an area in the part."""
        codes = {*self.areas["ward_code"], *self.areas["neighbourhood_code"]}
        labels = self.whole.labels
        return labels[labels["code"].isin(codes)]

    @cached_property
    def points(self) -> pd.DataFrame:
        """Points of the overlays within the part."""
        points = self.whole.points
        return points[points["area"].isin(self._codes)]

    @cached_property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines in WGS 84, indexed by area in order of code."""
        return self.whole.outlines.loc[self._codes]

    @cached_property
    def finer_outlines(self) -> gpd.GeoDataFrame | None:
        """More detailed outlines, for the part's areas that have them; None for none."""
        finer = self.whole.finer_outlines
        return None if finer is None else finer[finer.index.isin(self._codes)]


class NarrowStore(SharedStore):
    """Some figures of all areas of an open pack.

    Reading all columns of a country takes most of a second and 100 MB.

    Parameters
    ----------
    whole
        The open pack.
    columns
        Variables to read; those that the pack lacks are left out.
    """

    def __init__(self, whole: Store, columns: Iterable[str]) -> None:
        super().__init__(whole)
        self._columns = list(dict.fromkeys(columns))

    def _read_some(self, name: str, index: str) -> pd.DataFrame:
        file = self.folder / self.manifest["tables"][name]["file"]
        there = set(parquet.read_schema(file).names)
        wanted = [index, *(column for column in self._columns if column in there)]
        table: pd.DataFrame = parquet.read_table(
            file, columns=wanted, partitioning=None
        ).to_pandas()
        return table.set_index(index)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, from the whole pack."""
        return self.whole.areas

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The selected figures, one column per variable, indexed by area."""
        return self._read_some("figures", "area")

    @cached_property
    def totals(self) -> pd.DataFrame:
        """The same figures for the comparators."""
        return self._read_some("totals", "comparator")

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Empty: measures that depend on neighbours need the whole pack."""
        return {}

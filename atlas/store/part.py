"""A store for part of a large pack: one authority, several, or a region."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.store.store import Store

if TYPE_CHECKING:
    import geopandas as gpd


class PartStore(Store):
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
        codes, names = region
        parts = whole.areas.loc[areas]
        counts = {
            **whole.manifest["counts"],
            "areas": len(areas),
            "wards": int(parts["ward_code"].nunique()),
            "neighbourhoods": int(parts["neighbourhood_code"].nunique()),
            "residents": int(total["ts001_total"].iloc[0]),
        }
        told = {
            "place": place,
            "name": name,
            "region": codes,
            "region_name": names,
            "counts": counts,
        }
        super().__init__(whole.folder, {**whole.manifest, **told})
        self.whole = whole
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

    @cached_property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation, from the whole pack."""
        return self.whole.moments

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve, from the whole pack."""
        return self.whole.find_knots(indicator, reference=reference)

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

    @cached_property
    def centres(self) -> pd.DataFrame | None:
        """Easting and northing of the centres, from the whole pack."""
        return self.whole.centres

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

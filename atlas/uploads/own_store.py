"""A store with a visitor's own columns beside the published ones, without copying."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.store import Store
from atlas.uploads.own_layer import (
    OwnLayer,
    define_source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from atlas.uploads.lay_out import Laid


class OwnStore(Store):
    """A store with added columns; the tables of the shared store are not copied.

    Parameters
    ----------
    shared
        The shared store.
    laid
        The own layers' columns, by layer.
    layers
        The layers, for their attributions in downloads.
    """

    def __init__(self, shared: Store, laid: Mapping[str, Laid], layers: Sequence[OwnLayer]) -> None:
        said = [define_source(layer).attribution for layer in layers]
        told = {"attributions": [*shared.manifest["attributions"], *said]}
        super().__init__(shared.folder, {**shared.manifest, **told})
        self.shared = shared
        self.own = pd.concat([one.columns for one in laid.values()], axis=1)
        self._totals = pd.concat([one.total for one in laid.values()])

    @property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, indexed by area in order of code."""
        return self.shared.areas

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Published and own figures, one column per variable, indexed by area."""
        return pd.concat([self.shared.figures, self.own], axis=1)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of the comparators; own figures exist only for the place."""
        totals = self.shared.totals
        own = self._totals.to_frame(self.shared.place).T.reindex(totals.index)
        both: pd.DataFrame = pd.concat([totals, own], axis=1)
        return both

    @property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation of published indicators."""
        return self.shared.moments

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return the percentile curve of a published indicator; own figures have none."""
        return self.shared.find_knots(indicator, reference=reference)

    @property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Codes of the areas adjoining each area."""
        return self.shared.neighbours

    @property
    def centres(self) -> pd.DataFrame | None:
        """Easting and northing of the centres, indexed by authority."""
        return self.shared.centres

    @property
    def surroundings(self) -> Store | None:
        """The larger store that these areas were cut from, or None."""
        return self.shared.surroundings

    @property
    def labels(self) -> pd.DataFrame:
        """Names to write on the map."""
        return self.shared.labels

    @property
    def outlines(self) -> gpd.GeoDataFrame:
        """Outlines in WGS 84, indexed by area in order of code."""
        return self.shared.outlines

    @property
    def finer_outlines(self) -> gpd.GeoDataFrame | None:
        """More detailed outlines, of the areas that have them."""
        return self.shared.finer_outlines

    @property
    def points(self) -> pd.DataFrame:
        """Points of the overlays inside the place."""
        return self.shared.points

    @property
    def former_areas(self) -> pd.DataFrame | None:
        """The look-up from former areas to today's."""
        return self.shared.former_areas

    def find_sureness(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return the robustness of types, if the build worked it out on this basis."""
        return self.shared.find_sureness(typology, basis)

    def find_type_shares(self, typology: str, basis: str) -> pd.DataFrame | None:
        """Return residents of larger areas by the type of their small areas."""
        return self.shared.find_type_shares(typology, basis)

"""A store of all areas of a country: the figures of one place, and codes for all others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.store.part import SharedStore

if TYPE_CHECKING:
    from atlas.store.store import Store

# Metres that one step of a coded centre stands for.
STEP = 100


class CodedStore(SharedStore):
    """All areas of a level, of which one place's figures are here and the others' only coded.

    Parameters
    ----------
    whole
        The country's pack of authorities, with coded tables.
    level
        The level of the areas, "area" or "neighbourhood".
    own
        The place's store of small areas.
    figures
        Its figures at the level, indexed by area.
    """

    def __init__(self, whole: Store, level: str, own: Store, figures: pd.DataFrame) -> None:
        super().__init__(whole, level=level)
        self.own = own
        self._known = figures

    @property
    def held(self) -> pd.Index:
        """The areas whose figures are here."""
        return self._known.index

    @cached_property
    def coded(self) -> pd.DataFrame:
        """The coded table of the level, indexed by area: names, centres, a byte per figure."""
        return self.whole.find_coded(self.level)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Names and larger areas, indexed by area in order of code."""
        coded, level = self.coded, self.level
        around = self.whole.areas.loc[coded["authority_code"]].set_axis(coded.index, axis=0)
        areas = coded[["name", "neighbourhood", "authority_code"]].assign(
            neighbourhood_code=coded["neighbourhood_code"] if level == "area" else coded.index,
            authority=around["authority"],
            # Wards are not coded: what lies around an area is its authority.
            ward_code=coded["authority_code"],
            ward=around["authority"],
            rural_urban="",
            change="",
            region_code=around["region_code"],
            region=around["region"],
        )
        if level == "area":
            named = ["name", "neighbourhood", "ward_code", "ward"]
            areas.loc[self.held, named] = self.own.areas.loc[self.held, named]
        return areas

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The place's figures, one column per variable, indexed by area; gaps for all others."""
        return self._known.reindex(self.coded.index)

    @cached_property
    def centres_coded(self) -> pd.DataFrame:
        """Easting and northing of the centre of every area, to 100 metres."""
        centres = self.coded[["easting", "northing"]].astype(float) * STEP
        return centres.where(centres > 0, np.nan)

    @property
    def moments(self) -> pd.DataFrame:
        """Mean and standard deviation, as the place's own pack has them."""
        return self.own.moments

    @property
    def reference(self) -> str:
        """Identity of the whole that positions refer to."""
        return self.own.reference

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Empty: measures that depend on neighbours need the whole pack."""
        return {}

    def find_knots(self, indicator: str, *, reference: str = "") -> pd.DataFrame | None:
        """Return an indicator's percentile curve among the areas of the level."""
        if self.level == "area":
            return self.own.find_knots(indicator, reference=reference)
        return self.whole.find_coded_knots(indicator, reference=reference)

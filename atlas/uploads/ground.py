"""The areas that rows of an upload are laid on: their codes of every kind, and what they were."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from atlas.text import to_say

if TYPE_CHECKING:
    from atlas.store import Store

Kind = Literal["area", "neighbourhood", "ward", "authority"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOUNS = {
    "area": (to_say("small area (LSOA)"), to_say("small areas (LSOA)")),
    "neighbourhood": (to_say("neighbourhood (MSOA)"), to_say("neighbourhoods (MSOA)")),
    "ward": (to_say("ward"), to_say("wards")),
    "authority": (to_say("authority"), to_say("authorities")),
}
# How ONS's codes begin: the entity, then six digits.
PATTERNS = {
    "area": r"^[EW]01\d{6}$",
    "neighbourhood": r"^[EW]02\d{6}$",
    "ward": r"^[EW]05\d{6}$",
    "authority": r"^(?:E0[6-9]|W06)\d{6}$",
}


@dataclass(frozen=True)
class Ground:
    """The small areas of a place, with the larger ones they lie in.

    Parameters
    ----------
    store
        The place's store of small areas.
    name
        The place's name.
    """

    store: Store
    name: str

    def column(self, kind: str) -> pd.Series:
        """Return the code of the area of a kind that each small area is or lies in."""
        areas = self.store.areas
        if kind == "area":
            return pd.Series(areas.index, index=areas.index, name="area")
        column: pd.Series = areas[f"{kind}_code"]
        return column

    def codes(self, kind: str) -> pd.Index:
        """Return the codes of all areas of a kind, in order."""
        codes = np.unique(self.column(kind).to_numpy(str))
        index: pd.Index = pd.Index(codes, name=kind, dtype=object)
        return index

    @cached_property
    def former(self) -> pd.DataFrame | None:
        """What became of the small areas of 2011 that lie here; None where that is not known.

        An area of 2011 of which a part lies here is listed with all its parts.
        """
        table = self.store.former_areas
        if table is None:
            return None
        here = table.loc[table["after"].isin(self.store.areas.index), "before"]
        return table[table["before"].isin(here)]

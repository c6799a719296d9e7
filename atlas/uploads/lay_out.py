"""Convert the figures of an own layer to the areas that are shown, with the total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.uploads.matching_areas import MatchingAreas
    from atlas.uploads.own_layer import OwnLayer


PART_MISSING = to_say("one of the small areas it is made of has no figure")
NOT_NESTED = to_say("figures of these areas cannot be given for areas of this kind")
NOT_IN_FILE = to_say("your file has no row for this area")


@dataclass(frozen=True)
class Laid:
    """A layer's columns for the areas of one level, with reasons for gaps and the total.

    Parameters
    ----------
    columns
        Numbers, one column per variable, indexed by area.
    reasons
        Why an area has a gap; empty where it has none.
    total
        The figure of the whole place by variable: the sum of all its areas, or a gap.
    """

    columns: pd.DataFrame
    reasons: pd.Series
    total: pd.Series


def lay_out(layer: OwnLayer, atlas: Atlas, ground: MatchingAreas) -> Laid:
    """Return a layer's figures for the areas that an atlas shows.

    Areas smaller than those of the file show the figure of the one they lie in. For larger
    areas counts are summed, with a gap in any part becoming a gap; scores become gaps.

    Parameters
    ----------
    layer
        The layer.
    atlas
        The place at the level shown.
    ground
        The place's small areas.
    """
    table = layer.table
    table.columns = pd.Index([layer.variable(str(name)) for name in table.columns])
    codes, level = ground.column(layer.kind), atlas.level
    target = ground.column(level)
    pairs = pd.DataFrame({"own": codes.to_numpy(), "shown": target.to_numpy()}).drop_duplicates()
    areas = atlas.measures.areas
    if not pairs["shown"].duplicated().any():
        belongs = pairs.set_index("shown")["own"].reindex(areas)
        columns = table.reindex(belongs).set_axis(areas, axis=0)
        reasons = layer.why.reindex(belongs).set_axis(areas).fillna(say(NOT_IN_FILE))
    elif not pairs["own"].duplicated().any():
        belongs = pairs.set_index("own")["shown"]
        columns = _add_up(table.reindex(belongs.index), belongs).reindex(areas)
        if layer.means == "score":
            columns[:] = np.nan
        reasons = pd.Series(say(PART_MISSING), index=areas, dtype=object)
    else:
        columns = pd.DataFrame(np.nan, index=areas, columns=table.columns)
        reasons = pd.Series(say(NOT_NESTED), index=areas, dtype=object)
    reasons = reasons.mask(columns.notna().all(axis=1), "")
    here = table.reindex(codes.unique())
    total = here.sum().where(here.notna().all() & (layer.means != "score"))
    return Laid(columns, reasons, total)


def _add_up(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    grouped = table.groupby(groups)
    return grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))


def has_any_area(layer: OwnLayer, ground: MatchingAreas) -> bool:
    """Return whether a layer has a figure for any area of a place."""
    known = layer.table.notna().all(axis=1)
    return bool(known.index[known].isin(ground.codes(layer.kind)).any())

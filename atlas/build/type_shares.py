"""Find the types of a place's small areas, from which larger areas derive shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.indicators.measures import Measures
from atlas.store.store import TableStore
from atlas.typology.by_shares import tabulate_types

if TYPE_CHECKING:
    from atlas.build.level import Level
    from atlas.definitions import Definitions


def find_small_types(
    small: Level, definitions: Definitions, *, place: str, totals: pd.DataFrame
) -> pd.DataFrame:
    """Return the type and residents of all small areas, with the larger areas they lie in.

    Parameters
    ----------
    small
        The small areas, with the spread of the whole country.
    definitions
        All definitions.
    place
        Identity of the place.
    totals
        Figures of the place and its comparators.

    Returns
    -------
    pandas.DataFrame
        As `tabulate_types` returns it, with the columns neighbourhood_code and authority_code.

    Raises
    ------
    ValueError
        If the small areas come without the spread of the whole country.
    """
    if small.spread is None:
        message = "Types of small areas are found among those of the whole country."
        raise ValueError(message)
    knots, moments = small.spread
    tables = {
        "areas": small.areas.reset_index(),
        "figures": small.figures.rename_axis("area").reset_index(),
        "totals": totals.reset_index(),
        "percentiles": knots,
        "moments": moments,
        # Types used for shares never depend on neighbouring areas.
        "neighbours": pd.DataFrame(columns=["area", "touches"]),
    }
    measures = Measures(TableStore(tables, {"place": place}), definitions)
    types = tabulate_types(definitions.typologies.values(), measures)
    return types.join(small.areas[["neighbourhood_code", "authority_code"]], on="area")

"""Work out how far the areas of England belong to each type on average, from national files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.actions.type_means import summarise_means
from atlas.build.nation import read_parts
from atlas.indicators.measures import Measures
from atlas.store.store import TableStore

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions

ENGLAND, PREFIX = "england", "E"


def summarise_types(
    figures: pd.DataFrame,
    definitions: Definitions,
    folder: Path,
    summaries: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
) -> pd.DataFrame:
    """Return the mean membership of England's areas in every type that actions name.

    Parameters
    ----------
    figures
        All areas of the country, one column per variable.
    definitions
        All definitions.
    folder
        The folder that holds the publishers' files.
    summaries
        Percentile curves, moments and totals of the country.
    """
    covered = definitions.covering("lsoa_2021")
    areas = read_parts(folder, covered.geographies["lsoa_2021"])
    knots, moments, totals = summaries
    tables = {
        "areas": areas.reset_index(),
        "figures": figures.reindex(areas.index).rename_axis("area").reset_index(),
        "totals": totals.reset_index(),
        "percentiles": knots,
        "moments": moments,
        # No type that actions name rests on what lies around an area.
        "neighbours": pd.DataFrame(columns=["area", "touches"]),
    }
    measures = Measures(
        TableStore(tables, {"place": "england_wales", "country": "england_wales"}), definitions
    )
    return summarise_means(covered, measures, reference=ENGLAND, prefix=PREFIX)

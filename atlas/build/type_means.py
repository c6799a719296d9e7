"""Work out the mean membership of England's areas in each type, from national files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.actions.fit import summarise_means
from atlas.build.nation import read_parts
from atlas.indicators.measures import Measures
from atlas.store.store import TableStore

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.definitions import Definitions


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
    covered = definitions.covering(definitions.home.geography)
    areas = read_parts(folder, covered.home_geography)
    knots, moments, totals = summaries
    tables = {
        "areas": areas.reset_index(),
        "figures": figures.reindex(areas.index).rename_axis("area").reset_index(),
        "totals": totals.reset_index(),
        "percentiles": knots,
        "moments": moments,
        # No type that actions name depends on neighbouring areas.
        "neighbours": pd.DataFrame(columns=["area", "touches"]),
    }
    first = definitions.home.wholes[0]
    told = {"place": definitions.home.entire.id, "country": definitions.home.id}
    measures = Measures(TableStore(tables, told | {"reference": first.id}), definitions)
    return summarise_means(covered, measures, reference=first.id, prefix=first.codes)

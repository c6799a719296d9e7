"""Work out types from tables in memory: those of a place, and how far a country's areas belong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.actions.fit import summarise_means
from atlas.build.describe import lay_tables
from atlas.build.nation import read_parts
from atlas.indicators.measures import Measures
from atlas.store.store import TableStore
from atlas.typology.by_shares import tabulate_types

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.level import Level
    from atlas.definitions import Definitions


def _measure(
    areas: pd.DataFrame,
    figures: pd.DataFrame,
    totals: pd.DataFrame,
    spread: tuple[pd.DataFrame, pd.DataFrame],
    manifest: dict[str, Any],
    definitions: Definitions,
) -> Measures:
    tables = lay_tables(areas, figures, totals, spread)
    # The types asked for here never depend on neighbouring areas.
    tables["neighbours"] = pd.DataFrame(columns=["area", "touches"])
    return Measures(TableStore(tables, manifest), definitions)


def find_small_types(
    small: Level, definitions: Definitions, *, place: str, totals: pd.DataFrame
) -> pd.DataFrame:
    """Return the type and residents of all small areas, with the larger areas they lie in.

    Returns
    -------
    pandas.DataFrame
        As `tabulate_types` returns it, with the columns neighbourhood_code and authority_code.
    """
    told = {"place": place}
    measures = _measure(small.areas, small.figures, totals, small.spread, told, definitions)
    types = tabulate_types(definitions.typologies.values(), measures)
    return types.join(small.areas[["neighbourhood_code", "authority_code"]], on="area")


def summarise_types(
    figures: pd.DataFrame,
    definitions: Definitions,
    folder: Path,
    *,
    totals: pd.DataFrame,
    spread: tuple[pd.DataFrame, pd.DataFrame],
) -> pd.DataFrame:
    """Return the mean membership of England's areas in every type that actions name.

    Parameters
    ----------
    figures
        All areas of the country, one column per variable.
    folder
        The publishers' files.
    totals, spread
        Totals, and percentile curves and moments, of the country.
    """
    covered = definitions.covering(definitions.home.geography)
    areas = read_parts(folder, covered.home_geography)
    first = definitions.home.wholes[0]
    told = {"place": definitions.home.entire.id, "country": definitions.home.id}
    told["reference"] = first.id
    figures = figures.reindex(areas.index)
    measures = _measure(areas, figures, totals, spread, told, definitions)
    return summarise_means(covered, measures, reference=first.id, prefix=first.codes)
